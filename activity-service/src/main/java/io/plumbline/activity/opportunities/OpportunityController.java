package io.plumbline.activity.opportunities;

import io.plumbline.activity.pipelines.Pipeline;
import io.plumbline.activity.values.Currencies;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.web.AllowedCurrency;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.command.Moment;
import io.plumbline.platform.write.command.Reason;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.readside.Page;
import io.plumbline.platform.write.store.TimeOrderedIds;
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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
@RequestMapping("/api/opportunities")
@Tag(name = "Opportunities", description = "Chances of a sale, from opening to won or lost")
class OpportunityController {

    static final String NAME = "[a-z][a-z0-9-]{0,49}";

    private final Commands commands;
    private final OpportunityView view;
    private final CurrentAuthority current;
    private final History history;

    OpportunityController(Commands commands, OpportunityView view, CurrentAuthority current, History history) {
        this.commands = commands;
        this.view = view;
        this.current = current;
        this.history = history;
    }

    @Schema(name = "OpportunityLine")
    record LineBody(
            @Schema(example = "1", description = "absent to number the lines from 1") @Size(min = 1, max = 50) @Nullable String lineId,

            @Schema(example = "controllers") @NotBlank @Size(max = 100) String productLine,

            @Schema(example = "PLC-200") @NotBlank @Size(max = 100) String product,

            @Schema(example = "40") @NotNull @Positive @Digits(integer = 15, fraction = 6) BigDecimal quantity,

            @Schema(example = "1250000.00", description = "for the whole quantity")
            @NotNull @PositiveOrZero @Digits(integer = 15, fraction = 4) BigDecimal amount,

            @Schema(
                    example = "900000.00",
                    description =
                            "for the whole quantity; goes into the order that winning makes; absent where not known")
            @PositiveOrZero @Digits(integer = 15, fraction = 4) @Nullable BigDecimal cost) {

        static Lines of(List<LineBody> lines, Currency currency) {
            return new Lines(IntStream.range(0, lines.size())
                    .mapToObj(i -> {
                        LineBody line = lines.get(i);
                        return new Line(
                                Objects.requireNonNullElse(line.lineId(), Integer.toString(i + 1)),
                                line.productLine(),
                                line.product(),
                                line.quantity(),
                                Currencies.amount("lines[" + i + "].amount", line.amount(), currency),
                                line.cost() == null
                                        ? null
                                        : Currencies.amount("lines[" + i + "].cost", line.cost(), currency));
                    })
                    .toList());
        }
    }

    @Schema(name = "NewOpportunity")
    record NewOpportunity(
            @Schema(example = "0198c1f0-3333-7000-8000-000000000001") @Pattern(regexp = Ids.FORM) @Nullable String opportunityId,

            @Schema(example = "0198c1f0-2222-7000-8000-000000000001") @NotNull String customerId,

            @Schema(example = "Line 4 controllers") @NotBlank @Size(max = 200) String name,

            @Schema(example = "default", description = "absent for the default pipeline")
            @Pattern(regexp = NAME) @Nullable String pipeline,

            @Schema(example = "develop", description = "absent for the first stage") @Pattern(regexp = NAME) @Nullable String stage,

            @Schema(example = "EXHIBITION") @NotNull Source source,

            @Schema(example = "CNY") @NotBlank @AllowedCurrency
            String currency,

            @NotEmpty @Size(max = 500) List<@NotNull @Valid LineBody> lines,
            @Schema(example = "2024-09-20") @NotNull LocalDate expectedClose,

            @Schema(example = "mei") @NotBlank @Size(max = 100) String owner,

            @Schema(example = "2024-07-05T02:00:00Z", description = "absent for now; never in the future") @Nullable Instant occurredAt) {}

    @Schema(name = "StageMove")
    record Move(
            @Schema(example = "propose") @NotNull @Pattern(regexp = NAME) String to,

            @Schema(
                    description = "to the exit template of the stage that is left",
                    example = "{\"budget\":\"approved\"}")
            @Size(max = 50) @Nullable Map<@NotBlank @Size(max = 50) String, @NotNull @Size(max = 2000) String> answers,

            @Schema(example = "2024-07-20T02:00:00Z", description = "may lie before moves that are known") @Nullable Instant occurredAt) {}

    @Schema(name = "NewLines")
    record NewLines(
            @Schema(example = "CNY", description = "the opportunity's own; its decimals are held to") @NotBlank String currency,

            @NotEmpty @Size(max = 500) List<@NotNull @Valid LineBody> lines,

            @Schema(example = "two lines more") @Size(max = 10_000) @Nullable String reason,

            @Schema(example = "2024-08-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "NewExpectedClose")
    record NewExpectedClose(
            @Schema(example = "2024-10-15") @NotNull LocalDate expectedClose,

            @Schema(example = "their board meets in October") @Size(max = 10_000) @Nullable String reason,

            @Schema(example = "2024-08-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "NewOwner")
    record NewOwner(
            @Schema(example = "jun") @NotBlank @Size(max = 100) String owner,

            @Schema(example = "Mei is on leave") @Size(max = 10_000) @Nullable String reason,

            @Schema(example = "2024-08-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Winning")
    record Winning(
            @Schema(example = "0198c1f0-4444-7000-8000-000000000001", description = "of the order that this makes")
            @Pattern(regexp = Ids.FORM) @Nullable String orderId,

            @Schema(description = "to the exit template of the last stage", example = "{\"contract\":\"signed\"}")
            @Size(max = 50) @Nullable Map<@NotBlank @Size(max = 50) String, @NotNull @Size(max = 2000) String> answers,

            @Schema(example = "2024-09-02T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Losing")
    record Losing(
            @Schema(example = "COMPETITOR") @NotNull LossReason reason,

            @Schema(example = "a cheaper bidder", description = "to whom; needed where the reason is COMPETITOR")
            @Size(min = 1, max = 200) @Nullable String competitor,

            @Schema(example = "2024-09-02T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Reopening")
    record Reopening(
            @Schema(example = "quote", description = "absent for the stage in which it was lost")
            @Pattern(regexp = NAME) @Nullable String stage,

            @Schema(example = "the other bid fell through") @NotBlank @Size(max = 10_000) String reason,

            @Schema(example = "2024-10-10T02:00:00Z") @Nullable Instant occurredAt) {}

    @PostMapping
    @Operation(
            summary = "Open an opportunity for a customer",
            description = "Refused with 409 and Retry-After while the customer has not arrived here.")
    ResponseEntity<Answer> open(@Valid @RequestBody NewOpportunity body) {
        Currency currency = Currencies.of("currency", body.currency());
        String id = body.opportunityId() == null ? TimeOrderedIds.next() : body.opportunityId();
        return commands.create(new OpportunityCommand.OpenOpportunity(
                new OpportunityId(id),
                new CustomerId(body.customerId()),
                body.name(),
                Objects.requireNonNullElse(body.pipeline(), Pipeline.DEFAULT),
                body.stage(),
                body.source(),
                currency,
                LineBody.of(body.lines(), currency),
                body.expectedClose(),
                body.owner(),
                body.occurredAt()));
    }

    @PostMapping("/{id}/move")
    @Operation(
            summary = "Move an opportunity to another stage",
            description =
                    "Forwards, back or past stages. On the way forwards the exit templates of the stage that is left and"
                            + " of those that are skipped must be filled in, unless the pipeline is lenient. A move may be entered"
                            + " late where it fits what is known.")
    ResponseEntity<Answer> move(@PathVariable String id, @Valid @RequestBody Move body) {
        return commands.apply(new OpportunityCommand.MoveToStage(
                new OpportunityId(id),
                body.to(),
                Objects.requireNonNullElse(body.answers(), Map.of()),
                body.occurredAt()));
    }

    @PostMapping("/{id}/lines")
    @Operation(summary = "Change what an opportunity is about, and so its amount")
    ResponseEntity<Answer> lines(@PathVariable String id, @Valid @RequestBody NewLines body) {
        Currency currency = Currencies.of("currency", body.currency());
        return commands.apply(new OpportunityCommand.ChangeLines(
                new OpportunityId(id),
                currency,
                LineBody.of(body.lines(), currency),
                body.reason(),
                body.occurredAt()));
    }

    @PostMapping("/{id}/expected-close")
    @Operation(summary = "Expect an opportunity to close on another day")
    ResponseEntity<Answer> expectedClose(@PathVariable String id, @Valid @RequestBody NewExpectedClose body) {
        return commands.apply(new OpportunityCommand.ChangeExpectedClose(
                new OpportunityId(id), body.expectedClose(), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{id}/owner")
    @Operation(summary = "Give an opportunity to another representative", description = "A manager of its territory.")
    ResponseEntity<Answer> owner(@PathVariable String id, @Valid @RequestBody NewOwner body) {
        return commands.apply(new OpportunityCommand.ChangeOwner(
                new OpportunityId(id), body.owner(), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{id}/hold")
    @Operation(summary = "Put an opportunity on hold")
    ResponseEntity<Answer> hold(@PathVariable String id, @Valid @RequestBody Reason body) {
        return commands.apply(
                new OpportunityCommand.PutOnHold(new OpportunityId(id), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{id}/resume")
    @Operation(summary = "Go on with an opportunity that was on hold")
    ResponseEntity<Answer> resume(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new OpportunityCommand.Resume(new OpportunityId(id), Moment.of(body)));
    }

    @PostMapping("/{id}/win")
    @Operation(summary = "Win an opportunity", description = "Its order is placed in the same transaction.")
    ResponseEntity<Answer> win(@PathVariable String id, @Valid @RequestBody Winning body) {
        String orderId = body.orderId() == null ? TimeOrderedIds.next() : body.orderId();
        return commands.apply(new OpportunityCommand.Win(
                new OpportunityId(id),
                new OrderId(orderId),
                Objects.requireNonNullElse(body.answers(), Map.of()),
                body.occurredAt()));
    }

    @PostMapping("/{id}/undo-win")
    @Operation(
            summary = "Undo a win that was entered by mistake",
            description =
                    "The opportunity is open again from that instant, in the stage from which it was won. What is left"
                            + " of its order is cancelled in the same transaction. Reports of before still show it as won.")
    ResponseEntity<Answer> undoWin(@PathVariable String id, @Valid @RequestBody Reason body) {
        return commands.apply(new OpportunityCommand.UndoWin(new OpportunityId(id), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{id}/lose")
    @Operation(summary = "Lose an opportunity, and say why")
    ResponseEntity<Answer> lose(@PathVariable String id, @Valid @RequestBody Losing body) {
        return commands.apply(new OpportunityCommand.Lose(
                new OpportunityId(id), body.reason(), body.competitor(), body.occurredAt()));
    }

    @PostMapping("/{id}/reopen")
    @Operation(summary = "Reopen a lost opportunity")
    ResponseEntity<Answer> reopen(@PathVariable String id, @Valid @RequestBody Reopening body) {
        return commands.apply(
                new OpportunityCommand.Reopen(new OpportunityId(id), body.stage(), body.reason(), body.occurredAt()));
    }

    @GetMapping
    @Operation(summary = "List opportunities", description = "In the order of their ids, in pages.")
    Page<OpportunityView.Row> list(
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable OpportunityStatus status,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.MAX) int limit) {
        return view.list(owner, customer, status, after, limit, current.visibility());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an opportunity with its stages and how long it stayed in each")
    OpportunityView.InFull one(@PathVariable String id) {
        return view.inFull(new OpportunityId(id), current.visibility());
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Read what happened to an opportunity, by whom, when and why")
    List<History.Entry> history(@PathVariable String id) {
        view.inFull(new OpportunityId(id), current.visibility());
        return history.of(new OpportunityId(id));
    }
}
