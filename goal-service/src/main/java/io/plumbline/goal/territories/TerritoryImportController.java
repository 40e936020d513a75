package io.plumbline.goal.territories;

import io.plumbline.goal.territories.TerritoryCommand.ImportAssignment;
import io.plumbline.goal.territories.TerritoryCommand.ImportTerritory;
import io.plumbline.goal.values.Currencies;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.web.AllowedCurrency;
import io.plumbline.platform.write.bulk.Bulk;
import io.plumbline.platform.write.command.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Territories")
class TerritoryImportController {

    private final Bulk bulk;

    TerritoryImportController(Bulk bulk) {
        this.bulk = bulk;
    }

    record ImportedTerritory(
            @Schema(example = "EAST-CHINA") @NotNull @Pattern(regexp = TerritoryCode.FORM) String code,

            @Schema(example = "East China") @NotBlank @Size(max = 200) String nameEn,

            @Schema(example = "华东") @NotBlank @Size(max = 200) String nameZh,

            @Schema(example = "CHINA", description = "absent for a root")
            @Pattern(regexp = TerritoryCode.FORM) @Nullable String parent,

            @Schema(example = "Asia/Shanghai") @NotNull @Size(max = 64) String timeZone,

            @Schema(example = "CNY") @NotNull @Size(max = 3) @AllowedCurrency
            String currency,

            @Schema(example = "KEY", description = "absent for a normal one") @Nullable Priority priority,

            @Schema(example = "2024-06-01T02:00:00Z", description = "when it was defined; absent for now") @Nullable Instant occurredAt,

            @Schema(
                    example = "2024-06-09T02:00:00Z",
                    description = "when that changed which differs from what is known; absent for now")
            @Nullable Instant changedAt) {}

    record ImportedAssignment(
            @Schema(example = "EAST-CHINA") @NotNull @Pattern(regexp = TerritoryCode.FORM) String territory,

            @Schema(example = "mei") @NotBlank @Size(max = 100) String representative,

            @Schema(example = "Mei", description = "absent for the representative's id")
            @Size(min = 1, max = 200) @Nullable String displayName,

            @Schema(example = "REP", description = "absent for a representative")
            Assignment.@Nullable Role role,

            @Schema(example = "controllers") @Size(min = 1, max = 100) @Nullable String productLine,

            @Schema(example = "large") @Size(min = 1, max = 100) @Nullable String segment,

            @Schema(example = "2024-07-01", description = "the first day") @NotNull LocalDate from,

            @Schema(example = "2024-12-31", description = "the last day; absent while no end is known") @Nullable LocalDate to,

            @Schema(example = "2024-06-20T02:00:00Z", description = "absent for now") @Nullable Instant occurredAt) {

        /** Who works where as what from when on tells one assignment from another. */
        Assignment assignment() {
            Assignment.Role as = Objects.requireNonNullElse(role, Assignment.Role.REP);
            return new Assignment(
                    Ids.ofReference("assignment", territory + '\n' + as, representative + '\n' + from),
                    representative,
                    Objects.requireNonNullElse(displayName, representative),
                    as,
                    productLine,
                    segment,
                    from,
                    to);
        }
    }

    @PostMapping("/api/territories/bulk")
    @Operation(
            summary = "Take many territories from another system, parents first",
            description =
                    "Sales operations only. Of a known code, the parent and the priority may differ and are then changed; the"
                            + " same row again changes nothing.")
    List<Bulk.Row> territories(
            @RequestBody @ArraySchema(schema = @Schema(implementation = ImportedTerritory.class)) List<JsonNode> rows) {
        // a child's rules look for its parent, which may be the row before
        return bulk.oneByOne(
                rows,
                ImportedTerritory.class,
                row -> new ImportTerritory(
                        new TerritoryCode(row.code()),
                        row.nameEn(),
                        row.nameZh(),
                        TerritoryCode.ofNullable(row.parent()),
                        TerritoryController.timeZone(row.timeZone()),
                        Currencies.of("currency", row.currency()),
                        Objects.requireNonNullElse(row.priority(), Priority.NORMAL),
                        row.occurredAt(),
                        row.changedAt()));
    }

    @PostMapping("/api/territories/assignments/bulk")
    @Operation(
            summary = "Take many assignments of representatives from another system",
            description =
                    "Sales operations only. A known assignment may have got an end; the same row again changes nothing.")
    List<Bulk.Row> assignments(
            @RequestBody @ArraySchema(schema = @Schema(implementation = ImportedAssignment.class))
                    List<JsonNode> rows) {
        return bulk.together(
                rows,
                ImportedAssignment.class,
                row -> new ImportAssignment(new TerritoryCode(row.territory()), row.assignment(), row.occurredAt()));
    }
}
