package io.plumbline.activity.activities;

import io.plumbline.activity.terms.ActivityId;
import io.plumbline.activity.territories.Sight;
import io.plumbline.platform.write.Refused;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Activities for those who do them. */
@Component
@ProcessingGroup("activities")
class ActivityView {

    @Schema(name = "Activity")
    record Row(
            String activityId,
            Kind kind,
            String customerId,
            @Nullable String opportunityId,
            @Schema(example = "mei") String owner,
            @Schema(example = "EAST-CHINA") String territory,

            @Schema(example = "hear what their new line needs")
            String purpose,

            Status status,
            Instant plannedAt,
            @Nullable Instant completedAt,
            @Nullable String outcome) {}

    /** What happened with a customer: an activity, an opportunity opened or closed, an order. */
    @Schema(name = "TimelineEntry")
    record Entry(
            Instant at,
            @Schema(example = "VISIT") String kind,
            @Schema(example = "COMPLETED") String status,

            @Schema(example = "hear what their new line needs")
            String what,

            String id) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ActivityView(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @throws Refused where there is none that the reader may see */
    Row one(ActivityId activity, Sight sight) {
        return sight.bind(jdbc.sql("select * from activity where activity_id = :id and " + Sight.CONDITION)
                        .param("id", activity.value()))
                .query(Row.class)
                .optional()
                .orElseThrow(() -> Refused.notFound("activity", activity));
    }

    /** What a representative has planned or done between two moments, in the order of time. */
    List<Row> between(String representative, Instant from, Instant to, Sight sight) {
        return sight.bind(jdbc.sql("""
                                select * from activity
                                where owner = :owner_asked and planned_at >= :from and planned_at < :to and %s
                                order by planned_at, activity_id limit 1000""".formatted(Sight.CONDITION))
                        .param("owner_asked", representative)
                        .param("from", from.atOffset(ZoneOffset.UTC))
                        .param("to", to.atOffset(ZoneOffset.UTC)))
                .query(Row.class)
                .list();
    }

    /** What happened with a customer before a moment, newest first. */
    List<Entry> timeline(String customer, Instant before, int limit, Sight sight) {
        return sight.bind(jdbc.sql("""
                                select at, kind, status, what, id from (
                                    select coalesce(completed_at, planned_at) as at, kind, status, purpose as what,
                                           activity_id as id, territory, owner
                                    from activity where customer_id = :customer
                                    union all
                                    select opened_at, 'OPPORTUNITY', 'OPENED', name, opportunity_id, territory, owner
                                    from opportunity where customer_id = :customer
                                    union all
                                    select closed_at, 'OPPORTUNITY', status, name, opportunity_id, territory, owner
                                    from opportunity where customer_id = :customer and closed_at is not null
                                    union all
                                    select ordered_at, 'ORDER', 'PLACED', amount || ' ' || currency, order_id, territory,
                                           representative
                                    from sales_order where customer_id = :customer
                                ) entry where at < :before and %s
                                order by at desc, id limit :limit""".formatted(Sight.CONDITION))
                        .param("customer", customer)
                        .param("before", before.atOffset(ZoneOffset.UTC))
                        .param("limit", limit))
                .query(Entry.class)
                .list();
    }

    /** Planned for a day that is over by now, the oldest first. */
    List<String> plannedAndOver(int limit) {
        return jdbc.sql("""
                        select activity_id from activity where status = 'PLANNED' and due_until <= ?
                        order by due_until limit ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), limit)
                .query(String.class)
                .list();
    }

    @EventHandler
    void on(ActivityEvent event) {
        String id = event.activityId().value();
        switch (event) {
            case ActivityEvent.ActivityPlanned e -> {
                Undertaking what = e.undertaking();
                jdbc.sql("insert into activity values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'PLANNED', ?, ?, null, null)")
                        .params(Arrays.asList(
                                id,
                                what.kind().name(),
                                what.customerId().value(),
                                what.opportunityId() == null
                                        ? null
                                        : what.opportunityId().value(),
                                what.representative(),
                                e.territory(),
                                what.purpose(),
                                json.writeValueAsString(what.materials()),
                                e.plannedAt().atOffset(ZoneOffset.UTC),
                                e.dueUntil().atOffset(ZoneOffset.UTC)))
                        .update();
            }
            case ActivityEvent.ActivityRescheduled e ->
                jdbc.sql("update activity set planned_at = ?, due_until = ? where activity_id = ?")
                        .params(
                                e.plannedAt().atOffset(ZoneOffset.UTC),
                                e.dueUntil().atOffset(ZoneOffset.UTC),
                                id)
                        .update();
            case ActivityEvent.ActivityCompleted e -> {
                jdbc.sql("""
                                update activity set status = 'COMPLETED', completed_at = ?, outcome = ?
                                where activity_id = ?""")
                        .params(e.occurredAt().atOffset(ZoneOffset.UTC), e.outcome(), id)
                        .update();
                jdbc.sql("""
                                insert into customer_touch (customer_id, last_contact_at) values (?, ?)
                                on conflict (customer_id) do update set last_contact_at =
                                    greatest(customer_touch.last_contact_at, excluded.last_contact_at)""")
                        .params(
                                e.undertaking().customerId().value(),
                                e.occurredAt().atOffset(ZoneOffset.UTC))
                        .update();
            }
            case ActivityEvent.ActivityMissed e -> status(id, Status.MISSED);
            case ActivityEvent.ActivityCancelled e -> status(id, Status.CANCELLED);
        }
    }

    private void status(String id, Status status) {
        jdbc.sql("update activity set status = ? where activity_id = ?")
                .params(status.name(), id)
                .update();
    }
}
