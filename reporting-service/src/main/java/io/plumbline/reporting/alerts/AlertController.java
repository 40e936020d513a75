package io.plumbline.reporting.alerts;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.ReportCall;
import io.plumbline.reporting.report.Reports;
import io.plumbline.reporting.report.TerritoryQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is wrong, since when, by what, and who knows of it. */
@RestController
@Tag(name = "Alerts", description = "What is wrong, since when, and who has taken note")
@RequestMapping("/api/reports/alerts")
class AlertController {

    enum Status {
        OPEN,
        CLOSED
    }

    /**
     * What to list.
     *
     * @param kind any of these; null means all
     * @param offset of the first row, 0 by default
     * @param limit rows at most, 100 by default
     */
    record AlertQuery(
            @Nullable Status status,
            @Nullable List<AlertKind> kind,
            @Nullable Boolean acknowledged,
            @Nullable @Min(0) Integer offset,
            @Nullable @Min(1) @Max(1000) Integer limit) {}

    /**
     * An alert.
     *
     * @param subject what it is about: an id, a territory's code, or a code with what is meant in that territory
     * @param severity RED or YELLOW
     * @param heldSince since when, in business time, what it alerts of has held, by what is known at knownAt
     * @param stoodDays for how many days of 24 hours that has held, or had when the alert closed
     * @param causeEventId the event by which it came to hold; null where it did by the passing of time
     * @param figures a JSON object: those that make it, as last seen
     * @param openedAt when it was noticed
     * @param heldAtLeast whether it may have held for longer: the search for the beginning ended at {@code heldSince}
     */
    record Alert(
            UUID id,
            AlertKind kind,
            String subject,
            String severity,
            @Nullable String territory,
            Status status,
            Instant heldSince,
            BigDecimal stoodDays,
            @Nullable String causeEventId,
            @JsonRawValue @Schema(types = "object") String figures,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy,
            @Nullable String note,
            boolean heldAtLeast) {}

    /**
     * Open alerts with one cause.
     *
     * @param causeKind GOAL, TERRITORY, REPRESENTATIVE, PLAN or SERVICE
     * @param cause the id or code of what causes them
     * @param owner whom to turn to: the owner of the goal or the plan, the manager of the territory, or the representative
     * @param territory null where they lie in several
     * @param kinds of the alerts, with commas between
     * @param heldSince since when the first of them has held
     * @param alertIds a JSON array
     */
    @Schema(name = "AlertGroup")
    record Group(
            String causeKind,
            String cause,
            @Nullable String name,
            @Nullable String owner,
            @Nullable String territory,
            String severity,
            long alerts,
            long red,
            long acknowledged,
            String kinds,
            Instant heldSince,

            @JsonRawValue @ArraySchema(schema = @Schema(implementation = UUID.class))
            String alertIds) {}

    /**
     * The event by which an alert's condition came to hold.
     *
     * @param source the service that recorded it
     * @param link where the history of its aggregate is read
     */
    @Schema(name = "AlertCause")
    record Cause(
            String eventId,
            String type,
            String source,
            String aggregateId,
            long sequence,
            Instant occurredAt,
            Instant recordedAt,
            @Nullable String link) {}

    /**
     * An alert, explained.
     *
     * @param cause null where it came to hold at {@code heldSince} by the passing of time
     * @param history what happened to the alert, oldest first
     * @param link where more can be read of its subject; null where the report of the kind says it
     */
    record Explained(
            Alert alert,
            Formula formula,
            @Nullable Cause cause,
            List<AlertChange> history,
            @Nullable String link) {}

    /** @param note what there is to say about it */
    record Acknowledgement(
            @Schema(example = "called, meeting on Thursday") @NotBlank @Size(max = 2000) String note) {}

    private static final ReportCall<Alert> ALERTS =
            ReportCall.ofTerritories("alerts", "opened_at desc, id", Alert.class);

    private static final TerritoryQuery NOW = new TerritoryQuery(null, null, null);

    private final Reports reports;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AlertController(Reports reports, DataSource dataSource, Clock clock) {
        this.reports = reports;
        this.db = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.clock = clock;
    }

    /** Alerts, the newest first; those that stood at asOf, where it is given with status OPEN. */
    @Operation(operationId = "listAlerts", summary = "Alerts, the newest first")
    @GetMapping
    Answer<Alert> alerts(
            @ModelAttribute TerritoryQuery query, @Valid @ModelAttribute AlertQuery wanted, Authentication caller) {
        return reports.answer(
                caller,
                query.all(),
                ALERTS.with(
                                "wanted_status",
                                wanted.status() == null ? null : wanted.status().name())
                        .with("kinds", AlertKind.names(wanted.kind()))
                        .with("acknowledged", wanted.acknowledged())
                        .with("first_row", Objects.requireNonNullElse(wanted.offset(), 0))
                        .with("most_rows", Objects.requireNonNullElse(wanted.limit(), 100)));
    }

    /** Open alerts under what causes most of them: one shortfall shows as one row. */
    @Operation(operationId = "groupAlerts", summary = "Open alerts under what causes most of them")
    @GetMapping("/groups")
    Answer<Group> groups(@ModelAttribute TerritoryQuery query, Authentication caller) {
        return reports.answer(
                caller,
                query.all(),
                ReportCall.ofTerritories("alert_groups", "alerts desc, cause_kind, cause", Group.class));
    }

    @Operation(operationId = "explainAlert", summary = "An alert with its formula, its cause and what happened to it")
    @GetMapping("/{id}")
    Explained alert(@PathVariable UUID id, @ModelAttribute TerritoryQuery query, Authentication caller) {
        Alert alert = visible(id, query, caller);
        return new Explained(
                alert,
                formula(alert.kind()),
                cause(alert.causeEventId()),
                db.sql("select * from report.alert_changes(0, null, ?)")
                        .param(id)
                        .query(new DataClassRowMapper<>(AlertChange.class))
                        .list(),
                alert.kind().linkTo(alert.subject()));
    }

    /** Takes note of an open alert; doing so again in the same words changes nothing. */
    @Operation(operationId = "acknowledgeAlert", summary = "Take note of an open alert")
    @PostMapping("/{id}/acknowledge")
    Alert acknowledge(
            @PathVariable UUID id, @Valid @RequestBody Acknowledgement acknowledgement, Authentication caller) {
        Alert alert = visible(id, NOW, caller);
        boolean same = caller.getName().equals(alert.acknowledgedBy())
                && acknowledgement.note().equals(alert.note());
        if (same || Boolean.TRUE.equals(transaction.execute(status -> note(id, acknowledgement, caller)))) {
            return visible(id, NOW, caller);
        }
        throw alert.status() == Status.CLOSED
                ? new AlertRefused(HttpStatus.CONFLICT, null, "closed", "the alert has closed")
                : new AlertRefused(
                        HttpStatus.CONFLICT, null, "acknowledged", "somebody has acknowledged the alert already");
    }

    private boolean note(UUID id, Acknowledgement acknowledgement, Authentication caller) {
        int changed = db.sql("""
                        update report.alert set acknowledged_at = ?, acknowledged_by = ?, note = ?
                         where id = ? and closed_at is null and acknowledged_at is null
                        """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), caller.getName(), acknowledgement.note(), id)
                .update();
        if (changed == 1) {
            db.sql("select report.note_alert_changes(array[?], array['ACKNOWLEDGED'], ?)")
                    .params(id, clock.instant().atOffset(ZoneOffset.UTC))
                    .query()
                    .listOfRows();
        }
        return changed == 1;
    }

    private Alert visible(UUID id, TerritoryQuery query, Authentication caller) {
        return reports.answer(caller, query.all(), ALERTS.with("only_alert", id)).rows().stream()
                .findFirst()
                .orElseThrow(() -> new AlertRefused(HttpStatus.NOT_FOUND, null, "alert", "there is no such alert"));
    }

    /** Each condition's definition stands beside the function that decides it. */
    private Formula formula(AlertKind kind) {
        return db.sql("""
                        select split_part(obj_description(p.oid), ': ', 2)
                          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                         where n.nspname = 'report' and p.proname = lower(?) || '_conditions'
                        """)
                .param(kind.name())
                .query((row, n) -> new Formula(kind.name(), 1, row.getString(1)))
                .single();
    }

    private @Nullable Cause cause(@Nullable String eventId) {
        return db.sql("""
                        select event_id, type, source, aggregate_id, sequence, occurred_at, recorded_at,
                               report.link(type, aggregate_id) as link
                          from report.event
                         where event_id = ? limit 1
                        """)
                .param(eventId)
                .query(new DataClassRowMapper<>(Cause.class))
                .optional()
                .orElse(null);
    }
}
