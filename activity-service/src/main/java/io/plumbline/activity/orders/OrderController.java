package io.plumbline.activity.orders;

import com.github.f4b6a3.uuid.UuidCreator;
import io.plumbline.activity.customers.CustomerReferences;
import io.plumbline.activity.orders.OrderCommand.LineQuantity;
import io.plumbline.activity.values.Currencies;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.web.AllowedCurrency;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.readside.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders")
@Tag(name = "Orders", description = "What was sold, less what was cancelled or returned")
class OrderController {

    private final Commands commands;
    private final OrderView view;
    private final CurrentAuthority current;
    private final History history;

    OrderController(Commands commands, OrderView view, CurrentAuthority current, History history) {
        this.commands = commands;
        this.view = view;
        this.current = current;
        this.history = history;
    }

    @Schema(name = "OrderReference")
    record ReferenceBody(
            @Schema(example = "ERP") @NotBlank @Size(max = 50) String system,

            @Schema(example = "SO-2024-00017") @NotBlank @Size(max = 200) String reference) {

        OrderId orderId() {
            return new OrderId(
                    UuidCreator.getNameBasedSha1(system + '\n' + reference).toString());
        }

        CustomerReferences.Reference asCustomers() {
            return new CustomerReferences.Reference(system, reference);
        }

        ExternalReference asReference() {
            return new ExternalReference(system, reference);
        }
    }

    @Schema(name = "NewOrderLine")
    record LineBody(
            @Schema(example = "controllers") @NotBlank @Size(max = 100) String productLine,

            @Schema(example = "PLC-200") @NotBlank @Size(max = 100) String product,

            @Schema(example = "40") @NotNull @Positive @Digits(integer = 15, fraction = 6) BigDecimal quantity,

            @Schema(example = "1250000.00", description = "for the whole quantity")
            @NotNull @PositiveOrZero @Digits(integer = 15, fraction = 4) BigDecimal amount,

            @Schema(example = "900000.00", description = "for the whole quantity; absent where not known")
            @PositiveOrZero @Digits(integer = 15, fraction = 4) @Nullable BigDecimal cost) {

        static List<OrderLine> of(List<LineBody> lines, Currency money) {
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> line(i, lines.get(i), money))
                    .toList();
        }

        private static OrderLine line(int i, LineBody line, Currency money) {
            String field = "lines[" + i + "]";
            return new OrderLine(
                    Integer.toString(i + 1),
                    line.productLine(),
                    line.product(),
                    line.quantity(),
                    Currencies.amount(field + ".amount", line.amount(), money),
                    line.cost() == null ? null : Currencies.amount(field + ".cost", line.cost(), money));
        }
    }

    @Schema(name = "NewOrder")
    record NewOrder(
            @NotNull @Valid ReferenceBody externalReference,

            @Schema(example = "0198c1f0-2222-7000-8000-000000000001") @NotBlank String customerId,

            @Schema(example = "mei") @NotBlank @Size(max = 100) String representative,

            @Schema(example = "online") @NotBlank @Size(max = 100) String channel,

            @Schema(example = "EAST-CHINA") @NotBlank @Size(max = 50) String territory,

            @Schema(example = "CNY") @NotBlank @AllowedCurrency
            String currency,

            @NotEmpty @Size(max = 500) List<@NotNull @Valid LineBody> lines,

            @Schema(example = "2024-09-02T02:00:00Z", description = "when it was ordered; absent for now") @Nullable Instant occurredAt) {

        /** The same reference gives the same order, whoever sends it and however often. */
        OrderId orderId() {
            return externalReference.orderId();
        }

        OrderContent content() {
            Currency money = Currencies.of("currency", currency);
            return new OrderContent(
                    null,
                    externalReference.asReference(),
                    new CustomerId(customerId),
                    representative,
                    channel,
                    territory,
                    money,
                    LineBody.of(lines, money));
        }
    }

    @Schema(name = "LineQuantity")
    record QuantityBody(
            @Schema(example = "1") @NotBlank @Size(max = 50) String lineId,

            @Schema(example = "5") @NotNull @Positive @Digits(integer = 15, fraction = 6) BigDecimal quantity) {}

    @Schema(name = "OrderReduction")
    record ReductionBody(
            @NotEmpty @Size(max = 500) List<@NotNull @Valid QuantityBody> lines,

            @Schema(example = "damaged in transit") @NotBlank @Size(max = 1000) String reason,

            @Schema(example = "2024-10-01T02:00:00Z") @Nullable Instant occurredAt) {

        List<LineQuantity> quantities() {
            return lines.stream()
                    .map(line -> new LineQuantity(line.lineId(), line.quantity()))
                    .toList();
        }
    }

    @PostMapping
    @Operation(
            summary = "Take an order from another system",
            description =
                    "Sent again with the same external reference and content it changes nothing and answers the same.")
    ResponseEntity<Answer> place(@Valid @RequestBody NewOrder body) {
        return commands.create(new OrderCommand.PlaceOrder(body.orderId(), body.content(), body.occurredAt()));
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Cancel an order in part or in whole, before it is delivered")
    ResponseEntity<Answer> cancel(@PathVariable String id, @Valid @RequestBody ReductionBody body) {
        return commands.apply(
                new OrderCommand.CancelLines(new OrderId(id), body.quantities(), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{id}/return")
    @Operation(summary = "Take back a part of an order, or all of it")
    ResponseEntity<Answer> giveBack(@PathVariable String id, @Valid @RequestBody ReductionBody body) {
        return commands.apply(
                new OrderCommand.ReturnLines(new OrderId(id), body.quantities(), body.reason(), body.occurredAt()));
    }

    @GetMapping
    @Operation(summary = "List orders", description = "In the order of their ids, in pages.")
    Page<OrderView.Row> list(
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String representative,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.MAX) int limit) {
        return view.of(customer, representative, after, limit, current.visibility());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an order")
    OrderView.Row one(@PathVariable String id) {
        return view.one(new OrderId(id), current.visibility());
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Read what happened to an order, by whom, when and why")
    List<History.Entry> history(@PathVariable String id) {
        view.one(new OrderId(id), current.visibility());
        return history.of(new OrderId(id));
    }
}
