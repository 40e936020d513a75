package io.plumbline.activity.orders;

import io.plumbline.activity.customers.CustomerReferences;
import io.plumbline.activity.orders.OrderController.LineBody;
import io.plumbline.activity.orders.OrderController.ReferenceBody;
import io.plumbline.activity.values.Currencies;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.platform.web.AllowedCurrency;
import io.plumbline.platform.write.bulk.Bulk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Orders")
class OrderImportController {

    private final Bulk bulk;
    private final CustomerReferences customers;

    OrderImportController(Bulk bulk, CustomerReferences customers) {
        this.bulk = bulk;
        this.customers = customers;
    }

    @Schema(name = "ImportedOrder")
    record ImportedOrder(
            @NotNull @Valid ReferenceBody externalReference,

            @Schema(description = "how the other system calls its customer") @NotNull @Valid ReferenceBody customer,

            @Schema(example = "mei") @NotBlank @Size(max = 100) String representative,

            @Schema(example = "online", description = "absent for the customer's") @Size(min = 1, max = 100) @Nullable String channel,

            @Schema(example = "EAST-CHINA", description = "that has the credit; absent for the customer's")
            @Size(min = 1, max = 50) @Nullable String territory,

            @Schema(example = "CNY") @NotBlank @AllowedCurrency
            String currency,

            @NotEmpty @Size(max = 500) List<@NotNull @Valid LineBody> lines,

            @Schema(example = "2024-09-02T02:00:00Z") @NotNull Instant orderedAt) {}

    @PostMapping("/api/orders/bulk")
    @Operation(
            summary = "Take many orders from another system",
            description =
                    "Sales operations only. The same row again changes nothing; one that differs is refused by the field.")
    List<Bulk.Row> bulk(
            @RequestBody @ArraySchema(schema = @Schema(implementation = ImportedOrder.class)) List<JsonNode> rows) {
        return bulk.togetherAfter(
                rows,
                ImportedOrder.class,
                readable -> customers.asked(
                        readable, row -> row.customer().asCustomers(), OrderImportController::importing));
    }

    private static OrderCommand.ImportOrder importing(ImportedOrder row, CustomerId customer) {
        Currency currency = Currencies.of("currency", row.currency());
        return new OrderCommand.ImportOrder(
                row.externalReference().orderId(),
                row.externalReference().asReference(),
                customer,
                row.representative(),
                row.channel(),
                row.territory(),
                currency,
                LineBody.of(row.lines(), currency),
                row.orderedAt());
    }
}
