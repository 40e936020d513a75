package io.plumbline.activity.activities;

import io.plumbline.activity.customers.CustomerTouches;
import io.plumbline.activity.customers.VisibleCustomers;
import io.plumbline.activity.values.ActivityId;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.readside.ReadSide;
import io.plumbline.platform.write.store.AggregateEvents;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

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
    private final VisibleCustomers customers;
    private final ReadSide<ActivityEvent, ActivityRow> readSide;
    private final CustomerTouches touches;
    private final Clock clock;

    ActivityView(
            JdbcClient jdbc,
            JdbcTemplate tables,
            AggregateEvents events,
            CustomerTouches touches,
            Clock clock,
            VisibleCustomers customers) {
        this.customers = customers;
        this.jdbc = jdbc;
        this.readSide = new ReadSide<>(events, tables, ActivityEvent.class, ActivityRow::after, ActivityRow.TABLES);
        this.touches = touches;
        this.clock = clock;
    }

    /** @throws CommandRejected where there is none that the reader may see */
    Row one(ActivityId activity, Visibility visibility) {
        return visibility
                .bind(jdbc.sql("select * from activity where activity_id = :id and " + Visibility.CONDITION)
                        .param("id", activity.value()))
                .query(Row.class)
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("activity", activity));
    }

    /** What a representative has planned or done between two moments, in the order of time. */
    List<Row> between(String representative, Instant from, Instant to, Visibility visibility) {
        return visibility
                .bind(jdbc.sql("""
                                select * from activity
                                where owner = :owner_asked and planned_at >= :from and planned_at < :to and %s
                                order by planned_at, activity_id limit 1000""".formatted(Visibility.CONDITION))
                        .param("owner_asked", representative)
                        .param("from", from.atOffset(ZoneOffset.UTC))
                        .param("to", to.atOffset(ZoneOffset.UTC)))
                .query(Row.class)
                .list();
    }

    /** What happened with a customer before a moment, newest first. */
    List<Entry> timeline(String customer, Instant before, int limit, Visibility visibility) {
        List<Entry> entries = visibility
                .bind(jdbc.sql("""
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
                                order by at desc, id limit :limit""".formatted(Visibility.CONDITION))
                        .param("customer", customer)
                        .param("before", before.atOffset(ZoneOffset.UTC))
                        .param("limit", limit))
                .query(Entry.class)
                .list();
        if (entries.isEmpty()) {
            customers.requireVisible("customer", customer, visibility);
        }
        return entries;
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
    void on(ActivityEvent event, DomainEventMessage<?> message) {
        readSide.on(message);
        if (event instanceof ActivityEvent.ActivityCompleted e) {
            touches.contacted(e.undertaking().customerId(), e.occurredAt());
        }
    }
}
