package io.plumbline.goal.plans;

import io.plumbline.goal.plans.PlanEvent.CapacityAssessed;
import io.plumbline.goal.plans.PlanEvent.PlanActivated;
import io.plumbline.goal.plans.PlanEvent.PlanApproved;
import io.plumbline.goal.plans.PlanEvent.PlanClosed;
import io.plumbline.goal.plans.PlanEvent.PlanDrafted;
import io.plumbline.goal.plans.PlanEvent.PlanRejected;
import io.plumbline.goal.plans.PlanEvent.PlanSubmitted;
import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.readside.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The plans for those who plan, and for the rules of what hangs under them. */
@Component
@ProcessingGroup("plans")
class PlanView implements Plans {

    @Schema(name = "PlanSummary")
    record Summary(
            String planId,
            @Schema(example = "7") long version,
            PlanType type,
            @Schema(example = "East China 2024") String name,
            @Schema(example = "EAST-CHINA") String territory,
            @Schema(example = "wei.manager") String owner,
            @Schema(example = "CNY") String currency,
            LocalDate periodFrom,
            LocalDate periodTo,
            PlanStatus status) {}

    @Schema(name = "PlanGoal")
    record PlanGoal(
            String goalId,
            @Nullable String parentId,
            String name,
            @Nullable String metric,
            @Nullable String unit,
            @Nullable BigDecimal target,
            String status) {}

    @Schema(name = "PlanScheme")
    record PlanScheme(String schemeId, String name) {}

    /** The capacity check with what it says. */
    @Schema(name = "CapacityVerdict")
    record Capacity(
            int capacity,
            int newCustomerGoal,
            @Schema(example = "120") int shortfall,
            @Schema(example = "9") int representativesNeeded,
            String verdict) {}

    /** A plan with all that it holds; of goals at most {@value #MOST_GOALS}, from the top of the tree. */
    @Schema(name = "PlanInFull")
    record InFull(
            Summary plan,
            PlanContent content,
            @Nullable Capacity capacity,
            List<PlanGoal> goals,
            List<PlanScheme> incentives,

            @Schema(description = "how many key tasks its goals have")
            long tasks) {}

    static final int MOST_GOALS = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PlanView(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public @Nullable PlanOutline find(PlanId planId) {
        return jdbc.sql("""
                        select *, coalesce(cast(content #>> '{market,size}' as numeric), 0) > 0 as knows_market_size
                        from plan where plan_id = ?
                        """)
                .param(planId.value())
                .query((row, index) -> new PlanOutline(
                        planId,
                        new TerritoryCode(row.getString("territory")),
                        row.getString("owner"),
                        Currency.getInstance(row.getString("currency")),
                        new Period(
                                row.getObject("period_from", LocalDate.class),
                                row.getObject("period_to", LocalDate.class)),
                        PlanStatus.valueOf(row.getString("status")),
                        row.getBoolean("knows_market_size"),
                        row.getObject("new_customer_capacity", Integer.class)))
                .optional()
                .orElse(null);
    }

    /** @throws CommandRejected where there is no such plan, or none that may be seen */
    Summary summary(PlanId planId, Visibility visibility) {
        return visibility
                .bind(jdbc.sql("select * from plan where plan_id = :id and " + Visibility.CONDITION))
                .param("id", planId.value())
                .query(Summary.class)
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("plan", planId));
    }

    /** @throws CommandRejected where there is no such plan, or none that may be seen */
    InFull inFull(PlanId planId, Visibility visibility) {
        Summary summary = summary(planId, visibility);
        PlanContent content = content(planId);
        CapacityCheck check = content.capacity();
        return new InFull(
                summary,
                content,
                check == null
                        ? null
                        : new Capacity(
                                check.capacity(),
                                check.newCustomerGoal(),
                                check.shortfall(),
                                check.representativesNeeded(),
                                check.verdict()),
                jdbc.sql("""
                                select goal_id, parent_id, name, metric, unit, target, status from goal
                                where plan_id = ? order by parent_id nulls first, goal_id limit ?
                                """)
                        .param(planId.value())
                        .param(MOST_GOALS)
                        .query(PlanGoal.class)
                        .list(),
                jdbc.sql("select scheme_id, name from incentive_scheme where plan_id = ? order by scheme_id")
                        .param(planId.value())
                        .query(PlanScheme.class)
                        .list(),
                jdbc.sql("select count(*) from key_task join goal using (goal_id) where plan_id = ?")
                        .param(planId.value())
                        .query(Long.class)
                        .single());
    }

    Page<Summary> list(
            @Nullable PlanType type,
            @Nullable PlanStatus status,
            Visibility visibility,
            @Nullable String after,
            int limit) {
        List<Summary> rows = visibility
                .bind(jdbc.sql("""
                                select * from plan
                                where %s
                                  and (cast(:type as text) is null or type = :type)
                                  and (cast(:status as text) is null or status = :status)
                                  and (cast(:after as text) is null or plan_id > :after)
                                order by plan_id limit :limit
                                """.formatted(Visibility.CONDITION)))
                .param("type", type == null ? null : type.name())
                .param("status", status == null ? null : status.name())
                .param("after", after)
                .param("limit", limit + 1)
                .query(Summary.class)
                .list();
        return Page.of(rows, limit, Summary::planId);
    }

    private PlanContent content(PlanId planId) {
        return json.readValue(
                jdbc.sql("select content from plan where plan_id = ?")
                        .param(planId.value())
                        .query(String.class)
                        .single(),
                PlanContent.class);
    }

    @EventHandler
    void on(PlanEvent event, @SequenceNumber long sequence, @MetaDataValue("actor") String actor) {
        switch (event) {
            case PlanDrafted e -> drafted(e);
            case PlanSubmitted _ -> {
                status(event, PlanStatus.SUBMITTED);
                waits(event, "submitted_by", actor);
            }
            case PlanApproved _ -> status(event, PlanStatus.APPROVED);
            case PlanRejected e -> {
                status(event, PlanStatus.REJECTED);
                waits(event, "decided_by", e.by());
            }
            case PlanActivated _ -> status(event, PlanStatus.ACTIVE);
            case PlanClosed _ -> status(event, PlanStatus.CLOSED);
            case CapacityAssessed e -> {
                holds(event);
                jdbc.sql("update plan set new_customer_capacity = ? where plan_id = ?")
                        .param(e.capacity().capacity())
                        .param(event.planId().value())
                        .update();
            }
            default -> holds(event);
        }
        jdbc.sql("update plan set version = ? where plan_id = ?")
                .param(sequence)
                .param(event.planId().value())
                .update();
    }

    private void drafted(PlanDrafted event) {
        jdbc.sql("""
                        insert into plan (plan_id, version, type, name, territory, owner, currency, period_from, period_to,
                            status, content)
                        values (?, 0, ?, ?, ?, ?, ?, ?, ?, 'DRAFT', cast(? as jsonb))
                        """)
                .param(event.planId().value())
                .param(event.type().name())
                .param(event.name())
                .param(event.territory().value())
                .param(event.owner())
                .param(event.currency().getCurrencyCode())
                .param(event.period().from())
                .param(event.period().to())
                .param(json.writeValueAsString(PlanContent.NOTHING))
                .update();
    }

    private void holds(PlanEvent event) {
        jdbc.sql("update plan set content = cast(? as jsonb) where plan_id = ?")
                .param(json.writeValueAsString(content(event.planId()).after(event)))
                .param(event.planId().value())
                .update();
    }

    private void waits(PlanEvent event, String column, String by) {
        jdbc.sql("update plan set " + column + " = ?, waiting_since = ? where plan_id = ?")
                .param(by)
                .param(event.occurredAt().atOffset(ZoneOffset.UTC))
                .param(event.planId().value())
                .update();
    }

    private void status(PlanEvent event, PlanStatus status) {
        jdbc.sql("update plan set status = ? where plan_id = ?")
                .param(status.name())
                .param(event.planId().value())
                .update();
    }
}
