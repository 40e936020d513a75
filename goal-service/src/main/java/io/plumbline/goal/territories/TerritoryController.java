package io.plumbline.goal.territories;

import io.plumbline.goal.territories.TerritoryCommand.AssignRepresentative;
import io.plumbline.goal.territories.TerritoryCommand.ChangePriority;
import io.plumbline.goal.territories.TerritoryCommand.DefineTerritory;
import io.plumbline.goal.territories.TerritoryCommand.EndAssignment;
import io.plumbline.goal.territories.TerritoryCommand.MoveTerritory;
import io.plumbline.goal.values.Currencies;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.web.AllowedCurrency;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
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
@RequestMapping("/api/territories")
@Tag(name = "Territories", description = "Where the business is done, and by whom")
class TerritoryController {

    private final Commands commands;
    private final TerritoryView view;
    private final History history;

    TerritoryController(Commands commands, TerritoryView view, History history) {
        this.commands = commands;
        this.view = view;
        this.history = history;
    }

    record NewTerritory(
            @Schema(example = "EAST-CHINA") @NotNull @Pattern(regexp = TerritoryCode.FORM) String code,

            @Schema(example = "East China") @NotBlank @Size(max = 200) String nameEn,

            @Schema(example = "华东") @NotBlank @Size(max = 200) String nameZh,

            @Schema(example = "CHINA", description = "absent for a root")
            @Pattern(regexp = TerritoryCode.FORM) @Nullable String parent,

            @Schema(example = "Asia/Shanghai") @NotNull @Size(max = 64) String timeZone,

            @Schema(example = "CNY") @NotNull @Size(max = 3) @AllowedCurrency
            String currency,

            @Schema(example = "KEY") @NotNull Priority priority,

            @Schema(example = "2024-06-01T02:00:00Z") @Nullable Instant occurredAt) {}

    record NewParent(
            @Schema(example = "ASIA-PACIFIC", description = "absent to make it a root")
            @Pattern(regexp = TerritoryCode.FORM) @Nullable String parent,

            @Schema(example = "2025-01-01", description = "the first day there") @NotNull LocalDate from,

            @Schema(example = "2024-12-20T02:00:00Z") @Nullable Instant occurredAt) {}

    record NewPriority(
            @Schema(example = "NORMAL") @NotNull Priority priority,

            @Schema(example = "2024-12-20T02:00:00Z") @Nullable Instant occurredAt) {}

    record NewAssignment(
            @Schema(example = "0198c1f0-7777-7000-8000-000000000001") @Pattern(regexp = Ids.FORM) @Nullable String assignmentId,

            @Schema(example = "mei.rep") @NotBlank @Size(max = 100) String representative,

            @Schema(example = "Mei") @NotBlank @Size(max = 200) String displayName,

            @Schema(example = "REP") @NotNull Assignment.Role role,

            @Schema(example = "controllers") @Size(min = 1, max = 100) @Nullable String productLine,

            @Schema(example = "large") @Size(min = 1, max = 100) @Nullable String segment,

            @Schema(example = "2024-07-01", description = "the first day") @NotNull LocalDate from,

            @Schema(example = "2024-12-31", description = "the last day; absent while no end is known") @Nullable LocalDate to,

            @Schema(example = "2024-06-20T02:00:00Z") @Nullable Instant occurredAt) {}

    record EndOfAssignment(
            @Schema(example = "2024-09-30", description = "the last day") @NotNull LocalDate to,

            @Schema(example = "2024-09-15T02:00:00Z") @Nullable Instant occurredAt) {}

    @PostMapping
    @Operation(summary = "Define a territory", description = "Sales operations only.")
    ResponseEntity<Answer> define(@Valid @RequestBody NewTerritory body) {
        return commands.create(new DefineTerritory(
                new TerritoryCode(body.code()),
                body.nameEn(),
                body.nameZh(),
                TerritoryCode.ofNullable(body.parent()),
                timeZone(body.timeZone()),
                Currencies.of("currency", body.currency()),
                body.priority(),
                body.occurredAt()));
    }

    @PostMapping("/{code}/move")
    @Operation(
            summary = "Hang a territory under another parent",
            description = "Sales operations only. What happened before the day stays with the old parent.")
    ResponseEntity<Answer> move(@PathVariable String code, @Valid @RequestBody NewParent body) {
        return commands.apply(
                new MoveTerritory(code(code), TerritoryCode.ofNullable(body.parent()), body.from(), body.occurredAt()));
    }

    @PostMapping("/{code}/priority")
    @Operation(summary = "Say whether a territory is a key one")
    ResponseEntity<Answer> priority(@PathVariable String code, @Valid @RequestBody NewPriority body) {
        return commands.apply(new ChangePriority(code(code), body.priority(), body.occurredAt()));
    }

    @PostMapping("/{code}/assignments")
    @Operation(summary = "Assign a representative to a territory from a day on")
    ResponseEntity<Answer> assign(@PathVariable String code, @Valid @RequestBody NewAssignment body) {
        String id = body.assignmentId() == null ? TimeOrderedIds.next() : body.assignmentId();
        return commands.apply(new AssignRepresentative(
                code(code),
                new Assignment(
                        id,
                        body.representative(),
                        body.displayName(),
                        body.role(),
                        body.productLine(),
                        body.segment(),
                        body.from(),
                        body.to()),
                body.occurredAt()));
    }

    @PostMapping("/{code}/assignments/{assignmentId}/end")
    @Operation(summary = "End an assignment on a day")
    ResponseEntity<Answer> end(
            @PathVariable String code, @PathVariable String assignmentId, @Valid @RequestBody EndOfAssignment body) {
        return commands.apply(new EndAssignment(code(code), assignmentId, body.to(), body.occurredAt()));
    }

    @GetMapping
    @Operation(summary = "List all territories")
    List<TerritoryView.Row> all() {
        return view.all();
    }

    @GetMapping("/{code}")
    @Operation(
            summary = "Read a territory with where it hung and who works in it",
            description = "With a day, only those who work in it on that day.")
    TerritoryView.InFull one(@PathVariable String code, @RequestParam(required = false) @Nullable LocalDate on) {
        return view.inFull(code(code), on);
    }

    @GetMapping("/{code}/history")
    @Operation(summary = "Read what happened to a territory, by whom and when")
    List<History.Entry> history(@PathVariable String code) {
        view.inFull(code(code), null);
        return history.of(Territory.aggregateId(code(code)));
    }

    /** By its code, or by its id as a definition answers it. */
    private static TerritoryCode code(String codeOrId) {
        return new TerritoryCode(codeOrId.replaceFirst("^" + Territory.ID_PREFIX, ""));
    }

    static ZoneId timeZone(String id) {
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw CommandRejected.invalid("known-time-zone", "timeZone", "the IANA database has no such time zone");
        }
        return ZoneId.of(id);
    }
}
