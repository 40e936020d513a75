package io.plumbline.activity.activities;

import io.plumbline.activity.customers.CustomerReferences;
import io.plumbline.activity.customers.CustomerReferences.Reference;
import io.plumbline.activity.values.ActivityId;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.platform.write.bulk.Bulk;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Activities")
class ActivityImportController {

    private final Bulk bulk;
    private final CustomerReferences customers;

    ActivityImportController(Bulk bulk, CustomerReferences customers) {
        this.bulk = bulk;
        this.customers = customers;
    }

    @Schema(name = "ActivityReference")
    record ReferenceBody(
            @Schema(example = "CRM") @NotBlank @Size(max = 50) String system,

            @Schema(example = "00T-0001") @NotBlank @Size(max = 200) String reference) {

        Reference asCustomers() {
            return new Reference(system, reference);
        }
    }

    @Schema(name = "ImportedActivity")
    record ImportedActivity(
            @NotNull @Valid ReferenceBody externalReference,

            @Schema(description = "how the other system calls its customer") @NotNull @Valid ReferenceBody customer,

            @Schema(description = "how the other system calls its opportunity; absent where there is none")
            @Valid @Nullable ReferenceBody opportunity,

            @Schema(example = "VISIT") @NotNull Kind kind,

            @Schema(example = "mei") @NotBlank @Size(max = 100) String representative,

            @Schema(example = "hear what their new line needs") @NotBlank @Size(max = 1000) String purpose,

            @Schema(example = "2024-07-10T01:00:00Z", description = "absent for when it was completed") @Nullable Instant plannedAt,

            @Schema(
                    example = "2024-07-05T02:00:00Z",
                    description = "when it was planned; absent for the planned time, or now where that has not come")
            @Nullable Instant plannedOn,

            @Schema(example = "2024-07-10T02:30:00Z", description = "absent while it is not done") @Nullable Instant completedAt,

            @Schema(example = "they want a demo", description = "absent for none noted")
            @Size(min = 1, max = 1000) @Nullable String outcome,

            @Schema(example = "line 4 stands still twice a week") @Size(max = 10_000) @Nullable String said) {

        Instant planned() {
            Instant planned = plannedAt == null ? completedAt : plannedAt;
            if (planned == null) {
                throw CommandRejected.invalid("when", "plannedAt", "an activity was planned or completed at some time");
            }
            return planned;
        }

        ActivityCommand.@Nullable Completion completion() {
            return completedAt == null
                    ? null
                    : new ActivityCommand.Completion(
                            Objects.requireNonNullElse(outcome, "none noted"), said, completedAt);
        }
    }

    @PostMapping("/api/activities/bulk")
    @Operation(
            summary = "Take many activities from another system",
            description =
                    "Sales operations only. A known activity may have been rescheduled or completed since; the same row"
                            + " again changes nothing.")
    List<Bulk.Row> bulk(
            @RequestBody @ArraySchema(schema = @Schema(implementation = ImportedActivity.class)) List<JsonNode> rows) {
        return bulk.togetherAfter(
                rows,
                ImportedActivity.class,
                readable -> customers.asked(
                        readable, row -> row.customer().asCustomers(), ActivityImportController::importing));
    }

    private static ActivityCommand.ImportActivity importing(ImportedActivity row, CustomerId customer) {
        ReferenceBody reference = row.externalReference();
        ReferenceBody opportunity = row.opportunity();
        return new ActivityCommand.ImportActivity(
                new ActivityId(Ids.ofReference("activity", reference.system(), reference.reference())),
                new ActivityContent(
                        row.kind(),
                        customer,
                        opportunity == null
                                ? null
                                : new OpportunityId(
                                        Ids.ofReference("opportunity", opportunity.system(), opportunity.reference())),
                        row.representative(),
                        row.purpose(),
                        List.of()),
                row.planned(),
                row.plannedOn(),
                row.completion());
    }
}
