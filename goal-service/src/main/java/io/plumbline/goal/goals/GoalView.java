package io.plumbline.goal.goals;

import io.plumbline.goal.goals.GoalEvent.ClosingRequested;
import io.plumbline.goal.goals.GoalEvent.GoalClosed;
import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.readside.Page;
import io.plumbline.platform.write.readside.ReadSide;
import io.plumbline.platform.write.store.AggregateEvents;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The goals for those who plan, and for the rules that look at a goal's parent or children. */
@Component
@ProcessingGroup("goals")
class GoalView implements Goals, GoalDirectory {

    @Schema(name = "GoalSummary")
    record Summary(
            String goalId,
            @Schema(example = "4") long version,
            @Nullable String parentId,
            @Nullable String planId,
            @Nullable String decompositionId,

            @Schema(example = "East China, second half of 2024")
            String name,

            @Nullable Metric metric,
            @Schema(example = "CNY") @Nullable String unit,
            @Schema(example = "6200000.00") @Nullable BigDecimal target,

            @Schema(example = "6500000.00", description = "what was promised when it was activated") @Nullable BigDecimal originalTarget,

            @Schema(example = "6310000.00", description = "what it came to, once closed") @Nullable BigDecimal actual,

            @Schema(example = "2024-07-01") @Nullable LocalDate periodFrom,
            @Schema(example = "2024-12-31") @Nullable LocalDate periodTo,
            @Schema(example = "EAST-CHINA") @Nullable String territory,
            @Schema(example = "mei.rep") @Nullable String representative,
            @Schema(example = "wei.manager") String owner,
            GoalStatus status,

            @Schema(description = "how many goals hang under it")
            long children) {}

    @Schema(name = "Revision")
    record Revision(
            BigDecimal oldTarget,
            BigDecimal newTarget,
            @Schema(example = "two representatives left") String reason,

            @Schema(description = "lowered in the last fifth of its period")
            boolean loweredLate,

            Instant occurredAt) {}

    /** How a goal was closed, or is to be: the measured figure, and another one that stands beside it. */
    @Schema(name = "GoalClosing")
    record Closing(
            @Schema(example = "false", description = "false while somebody asks for it, and nobody has confirmed yet")
            boolean closed,

            @Schema(example = "168000.00", description = "what the reports measured") @Nullable BigDecimal measuredActual,

            @Schema(description = "why the reports had no figure, or what it left out") @Nullable String measuredRefusal,

            @Schema(example = "2025-03-31T15:59:59.999999Z") @Nullable Instant measuredAsOf,

            @Schema(example = "2025-04-06T02:00:00Z") @Nullable Instant measuredKnownAt,

            @Schema(example = "171000.00", description = "the figure that somebody asked for instead") @Nullable BigDecimal statedActual,

            @Schema(example = "an order was entered twice and cancelled in April") @Nullable String reason,

            @Schema(example = "lena.sales-ops", description = "who asked for it") @Nullable String requestedBy,

            @Schema(example = "wei.manager", description = "who closed it") @Nullable String closedBy) {

        static Closing of(ClosingRequested request) {
            return of(
                    request.measured(),
                    new StatedActual(request.actual(), request.reason(), request.by()),
                    false,
                    null);
        }

        static Closing of(GoalClosed closed) {
            return of(closed.measured(), closed.stated(), true, closed.by());
        }

        private static Closing of(
                @Nullable Measurement measured, @Nullable StatedActual stated, boolean closed, @Nullable String by) {
            return new Closing(
                    closed,
                    measured == null ? null : measured.actual(),
                    measured == null ? null : measured.refusal(),
                    measured == null ? null : measured.asOf(),
                    measured == null ? null : measured.knownAt(),
                    stated == null ? null : stated.actual(),
                    stated == null ? null : stated.reason(),
                    stated == null ? null : stated.by(),
                    by);
        }
    }

    /** {@code closing} is null until somebody closes it, or asks to with another figure than the measured one. */
    @Schema(name = "GoalInFull")
    record InFull(
            Summary summary,
            GoalBody goal,
            List<Revision> revisions,
            @Nullable Closing closing) {}

    /**
     * What closing a goal rests on.
     *
     * @param activatedAt null where it is not active yet, or was activated before this was kept
     */
    record Closable(
            GoalStatus status,
            @Nullable String territory,
            @Nullable Period period,
            @Nullable Instant activatedAt) {}

    @Schema(name = "LedgerPart")
    record LedgerPart(
            String goalId,
            String name,
            BigDecimal target,
            @Nullable BigDecimal weight,
            GoalStatus status) {}

    @Schema(name = "LedgerMove")
    record LedgerMove(
            String fromChild, String toChild, BigDecimal amount, String reason, String by, Instant occurredAt) {}

    /** One decomposition: its parts, what they add up to, and how target moved between them. */
    @Schema(name = "LedgerEntry")
    record LedgerEntry(
            String decompositionId,
            Dimension dimension,
            AllocationMethod way,
            List<LedgerPart> parts,

            @Schema(description = "of what adds up, equal to the goal's target")
            BigDecimal sum,

            List<LedgerMove> moves) {}

    @Schema(name = "Ledger")
    record Ledger(String goalId, @Nullable BigDecimal target, List<LedgerEntry> decompositions) {}

    /** What goals are looked for; null means any. */
    record Filter(
            @Nullable String parent,
            @Nullable String below,
            boolean roots,
            @Nullable String plan,
            @Nullable TerritoryCode territory,
            @Nullable Metric metric,
            @Nullable GoalStatus status,
            @Nullable String owner,
            @Nullable String representative,
            @Nullable LocalDate on,
            @Nullable String name) {}

    private static final String COLUMNS = """
            goal_id, version, parent_id, plan_id, decomposition_id, name, metric, unit, target, original_target,
            actual, period_from, period_to, territory, representative, owner, status,
            (select count(*) from goal child where child.parent_id = goal.goal_id) as children
            """;
    private static final String VISIBLE = "(" + Visibility.CONDITION + " or representative = :subject)";

    private final JdbcClient jdbc;
    private final ReadSide<GoalEvent, GoalRows> readSide;
    private final JsonMapper json;

    GoalView(JdbcClient jdbc, JdbcTemplate tables, AggregateEvents events, JsonMapper json) {
        this.jdbc = jdbc;
        this.readSide = new ReadSide<>(
                events, tables, GoalEvent.class, GoalRows::after, GoalRows.tables(json::writeValueAsString));
        this.json = json;
    }

    @Override
    public @Nullable GoalDefinition definition(GoalId goalId) {
        return jdbc.sql("select definition from goal where goal_id = ?")
                .param(goalId.value())
                .query(String.class)
                .optional()
                .map(definition -> json.readValue(definition, GoalDefinition.class))
                .orElse(null);
    }

    @Override
    public @Nullable GoalOutline find(GoalId goalId) {
        return jdbc.sql("select name, territory, owner, status, target, actual from goal where goal_id = ?")
                .param(goalId.value())
                .query((row, index) -> new GoalOutline(
                        goalId,
                        row.getString("name"),
                        TerritoryCode.ofNullable(row.getString("territory")),
                        row.getString("owner"),
                        GoalStatus.valueOf(row.getString("status")),
                        row.getBigDecimal("target"),
                        row.getBigDecimal("actual")))
                .optional()
                .orElse(null);
    }

    @Override
    public Set<GoalId> childrenThatAreOver(GoalId parentId, LocalDate endedBefore) {
        return new HashSet<>(jdbc.sql("""
                        select goal_id from goal
                        where parent_id = ? and (status in ('ACHIEVED', 'MISSED', 'ABANDONED') or period_to < ?)
                        """)
                .param(parentId.value())
                .param(endedBefore)
                .query((row, index) -> new GoalId(row.getString(1)))
                .list());
    }

    /** @throws CommandRejected where there is no such goal, or none that may be seen */
    Summary summary(GoalId goalId, Visibility visibility) {
        return visibility
                .bind(jdbc.sql("select " + COLUMNS + " from goal where goal_id = :id and " + VISIBLE))
                .param("id", goalId.value())
                .query(Summary.class)
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("goal", goalId));
    }

    /** @throws CommandRejected where there is no such goal, or none that may be seen */
    InFull inFull(GoalId goalId, Visibility visibility) {
        Summary summary = summary(goalId, visibility);
        List<Revision> revisions = jdbc.sql(
                        "select old_target, new_target, reason, lowered_late, occurred_at from target_revision"
                                + " where goal_id = ? order by sequence")
                .param(goalId.value())
                .query(Revision.class)
                .list();
        Closing closing = jdbc.sql("select closing from goal where goal_id = ? and closing is not null")
                .param(goalId.value())
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, Closing.class))
                .orElse(null);
        return new InFull(summary, GoalBody.of(goalId, Objects.requireNonNull(definition(goalId))), revisions, closing);
    }

    /** @throws CommandRejected where there is no such goal, or none that may be seen */
    Closable closable(GoalId goalId, Visibility visibility) {
        summary(goalId, visibility);
        return jdbc.sql("select status, territory, period_from, period_to, activated_at from goal where goal_id = ?")
                .param(goalId.value())
                .query((row, index) -> new Closable(
                        GoalStatus.valueOf(row.getString("status")),
                        row.getString("territory"),
                        row.getObject("period_from") == null
                                ? null
                                : new Period(
                                        row.getObject("period_from", LocalDate.class),
                                        row.getObject("period_to", LocalDate.class)),
                        row.getObject("activated_at") == null
                                ? null
                                : row.getObject("activated_at", OffsetDateTime.class)
                                        .toInstant()))
                .single();
    }

    Page<Summary> list(Filter filter, Territories known, Visibility visibility, @Nullable String after, int limit) {
        String[] territories = filter.territory() == null
                ? new String[0]
                : known.tree().covered(List.of(filter.territory().value())).toArray(String[]::new);
        List<Summary> rows = visibility
                .bind(jdbc.sql("""
                                with recursive below as (
                                    select goal_id from goal where parent_id = :below
                                    union
                                    select child.goal_id from goal child join below on child.parent_id = below.goal_id
                                )
                                select %s from goal
                                where %s
                                  and (cast(:after as text) is null or goal_id > :after)
                                  and (not :roots or parent_id is null)
                                  and (cast(:parent as text) is null or parent_id = :parent)
                                  and (cast(:below as text) is null or goal_id in (select goal_id from below))
                                  and (cast(:plan as text) is null or plan_id = :plan)
                                  and (not :byTerritory or territory = any(:within))
                                  and (cast(:metric as text) is null or metric = :metric)
                                  and (cast(:status as text) is null or status = :status)
                                  and (cast(:owner as text) is null or owner = :owner)
                                  and (cast(:representative as text) is null or representative = :representative)
                                  and (cast(:on as date) is null or :on between period_from and period_to)
                                  and (cast(:name as text) is null or position(lower(:name) in lower(name)) > 0)
                                order by goal_id
                                limit :limit
                                """.formatted(COLUMNS, VISIBLE)))
                .param("after", after)
                .param("roots", filter.roots())
                .param("parent", filter.parent())
                .param("below", filter.below())
                .param("plan", filter.plan())
                .param("byTerritory", filter.territory() != null)
                .param("within", territories)
                .param(
                        "metric",
                        filter.metric() == null ? null : filter.metric().name())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("owner", filter.owner())
                .param("representative", filter.representative())
                .param("on", filter.on())
                .param("name", filter.name())
                .param("limit", limit + 1)
                .query(Summary.class)
                .list();
        if (rows.isEmpty()) {
            requireKnown(filter, known, visibility);
        }
        return Page.of(rows, limit, Summary::goalId);
    }

    /** An empty list answers a question about what is there, and not a misspelt one. */
    private void requireKnown(Filter filter, Territories known, Visibility visibility) {
        known.requireKnown("territory", TerritoryCode.text(filter.territory()));
        requireGoal("parent", filter.parent(), visibility);
        requireGoal("below", filter.below(), visibility);
        requireVisible(
                "plan", filter.plan(), "select from plan where plan_id = :id and " + Visibility.CONDITION, visibility);
    }

    private void requireGoal(String parameter, @Nullable String goalId, Visibility visibility) {
        requireVisible(parameter, goalId, "select from goal where goal_id = :id and " + VISIBLE, visibility);
    }

    private void requireVisible(String parameter, @Nullable String id, String rows, Visibility visibility) {
        if (id != null
                && !visibility
                        .bind(jdbc.sql("select exists (" + rows + ")").param("id", id))
                        .query(Boolean.class)
                        .single()) {
            throw CommandRejected.unknown(parameter, id);
        }
    }

    /** @throws CommandRejected where there is no such goal, or none that may be seen */
    Ledger ledger(GoalId goalId, Visibility visibility) {
        Summary goal = summary(goalId, visibility);
        List<LedgerEntry> entries = decompositions(goalId).stream()
                .map(split -> {
                    List<LedgerPart> parts = jdbc.sql("""
                                    select child_id as goal_id, name, allotment.target, allotment.weight, status
                                    from allotment join goal on goal.goal_id = child_id
                                    where allotment.goal_id = ? and allotment.decomposition_id = ? order by position
                                    """)
                            .param(goalId.value())
                            .param(split.decompositionId())
                            .query(LedgerPart.class)
                            .list();
                    List<LedgerMove> moves = jdbc.sql("""
                                    select from_child, to_child, amount, reason, actor as by, occurred_at
                                    from reallotment where goal_id = ? and decomposition_id = ? order by sequence
                                    """)
                            .param(goalId.value())
                            .param(split.decompositionId())
                            .query(LedgerMove.class)
                            .list();
                    return new LedgerEntry(
                            split.decompositionId(), split.dimension(), split.way(), parts, split.sum(), moves);
                })
                .toList();
        return new Ledger(goalId.value(), goal.target(), entries);
    }

    /** How a goal is split, each with its parts. */
    List<Decomposition> decompositions(GoalId goalId) {
        return jdbc.sql(
                        "select decomposition_id, dimension, way from decomposition where goal_id = ? order by dimension")
                .param(goalId.value())
                .query((row, index) -> new Decomposition(
                        row.getString(1),
                        Dimension.valueOf(row.getString(2)),
                        AllocationMethod.valueOf(row.getString(3)),
                        allotments(goalId, row.getString(1))))
                .list();
    }

    private List<Allotment> allotments(GoalId goalId, String decompositionId) {
        return jdbc.sql(
                        "select child_id, target, weight from allotment where goal_id = ? and decomposition_id = ? order by position")
                .param(goalId.value())
                .param(decompositionId)
                .query((row, index) ->
                        new Allotment(new GoalId(row.getString(1)), row.getBigDecimal(2), row.getBigDecimal(3)))
                .list();
    }

    @EventHandler
    void on(GoalEvent event, DomainEventMessage<?> message) {
        readSide.on(message);
    }
}
