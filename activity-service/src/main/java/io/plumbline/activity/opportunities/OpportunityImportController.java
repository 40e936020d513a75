package io.plumbline.activity.opportunities;

import io.plumbline.activity.customers.CustomerReferences;
import io.plumbline.activity.customers.CustomerReferences.Reference;
import io.plumbline.activity.opportunities.OpportunityCommand.Closing;
import io.plumbline.activity.opportunities.OpportunityController.LineBody;
import io.plumbline.activity.pipelines.Pipeline;
import io.plumbline.activity.values.Currencies;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.web.AllowedCurrency;
import io.plumbline.platform.write.bulk.Bulk;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Opportunities")
class OpportunityImportController {

    private final Bulk bulk;
    private final CustomerReferences customers;

    OpportunityImportController(Bulk bulk, CustomerReferences customers) {
        this.bulk = bulk;
        this.customers = customers;
    }

    @Schema(name = "OpportunityReference")
    record ReferenceBody(
            @Schema(example = "CRM") @NotBlank @Size(max = 50) String system,

            @Schema(example = "006-0001") @NotBlank @Size(max = 200) String reference) {

        Reference asCustomers() {
            return new Reference(system, reference);
        }
    }

    @Schema(name = "ImportedMove")
    record MoveBody(
            @Schema(example = "propose") @NotNull @Pattern(regexp = OpportunityController.NAME) String to,

            @Schema(example = "2024-07-20T02:00:00Z") @NotNull Instant at) {}

    @Schema(name = "ImportedOpportunity")
    record ImportedOpportunity(
            @NotNull @Valid ReferenceBody externalReference,

            @Schema(description = "how the other system calls its customer") @NotNull @Valid ReferenceBody customer,

            @Schema(example = "Line 4 controllers") @NotBlank @Size(max = 200) String name,

            @Schema(example = "default", description = "absent for the default pipeline")
            @Pattern(regexp = OpportunityController.NAME) @Nullable String pipeline,

            @Schema(
                    example = "develop",
                    description = "where it began; absent for the first stage, or without moves for where it is")
            @Pattern(regexp = OpportunityController.NAME) @Nullable String openedIn,

            @Schema(example = "quote", description = "where it is, or was when it closed")
            @Pattern(regexp = OpportunityController.NAME) @Nullable String stage,

            @Schema(example = "EXHIBITION") @NotNull Source source,

            @Schema(example = "CNY") @NotBlank @AllowedCurrency
            String currency,

            @NotEmpty @Size(max = 500) List<@NotNull @Valid LineBody> lines,

            @Schema(example = "2024-09-20") @NotNull LocalDate expectedClose,

            @Schema(example = "mei") @NotBlank @Size(max = 100) String owner,

            @Schema(example = "EAST-CHINA", description = "that has the credit; absent for the customer's")
            @Size(min = 1, max = 50) @Nullable String territory,

            @Schema(example = "2024-07-05T02:00:00Z") @NotNull Instant openedAt,

            @Schema(description = "the stages it entered since; absent where that is not known")
            @Size(max = 200) @Nullable List<@NotNull @Valid MoveBody> moves,

            @Schema(description = "to exit templates", example = "{\"budget\":\"approved\"}") @Size(max = 50) @Nullable Map<@NotBlank @Size(max = 50) String, @NotNull @Size(max = 2000) String> answers,

            @Schema(example = "2024-09-02T02:00:00Z") @Nullable Instant wonAt,

            @Schema(example = "2024-09-02T02:00:00Z", description = "never with wonAt") @Nullable Instant lostAt,

            @Schema(example = "PRICE", description = "of one that was lost; absent for OTHER") @Nullable LossReason lossReason,

            @Schema(example = "a cheaper bidder", description = "to whom; needed where the reason is COMPETITOR")
            @Size(min = 1, max = 200) @Nullable String competitor,

            @Schema(
                    example = "2024-08-30T02:00:00Z",
                    description =
                            "when that changed which differs from what is known; absent for when it closed, or now")
            @Nullable Instant changedAt) {

        @Nullable Closing closing(OpportunityId id) {
            if (wonAt != null && lostAt != null) {
                throw CommandRejected.invalid("one-end", "lostAt", "an opportunity is won or lost, not both");
            }
            if (wonAt != null) {
                return new Closing.Won(new OrderId(Ids.ofReference("order", "opportunity", id.value())), wonAt);
            }
            return lostAt == null
                    ? null
                    : new Closing.Lost(Objects.requireNonNullElse(lossReason, LossReason.OTHER), competitor, lostAt);
        }

        List<OpportunityCommand.Move> history() {
            return Objects.requireNonNullElse(moves, List.<MoveBody>of()).stream()
                    .sorted(Comparator.comparing(MoveBody::at))
                    .map(move -> new OpportunityCommand.Move(move.to(), move.at()))
                    .toList();
        }
    }

    @PostMapping("/api/opportunities/bulk")
    @Operation(
            summary = "Take many opportunities from another system, with their history",
            description =
                    "Sales operations only. Of a known reference, what the other system has since learnt is done; the same row"
                            + " again changes nothing. What cannot be changed is refused by its name.")
    List<Bulk.Row> bulk(
            @RequestBody @ArraySchema(schema = @Schema(implementation = ImportedOpportunity.class))
                    List<JsonNode> rows) {
        return bulk.togetherAfter(
                rows,
                ImportedOpportunity.class,
                readable -> customers.asked(
                        readable, row -> row.customer().asCustomers(), OpportunityImportController::importing));
    }

    private static OpportunityCommand.ImportOpportunity importing(ImportedOpportunity row, CustomerId customer) {
        ReferenceBody reference = row.externalReference();
        OpportunityId id = new OpportunityId(Ids.ofReference("opportunity", reference.system(), reference.reference()));
        Currency currency = Currencies.of("currency", row.currency());
        return new OpportunityCommand.ImportOpportunity(
                id,
                customer,
                row.name(),
                Objects.requireNonNullElse(row.pipeline(), Pipeline.DEFAULT),
                row.openedIn(),
                row.stage(),
                row.source(),
                currency,
                LineBody.of(row.lines(), currency),
                row.expectedClose(),
                row.owner(),
                row.territory(),
                row.openedAt(),
                row.history(),
                Objects.requireNonNullElse(row.answers(), Map.of()),
                row.closing(id),
                row.changedAt());
    }
}
