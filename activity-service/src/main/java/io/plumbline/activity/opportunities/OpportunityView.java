package io.plumbline.activity.opportunities;

import io.plumbline.activity.customers.VisibleCustomers;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.readside.Page;
import io.plumbline.platform.write.readside.ReadSide;
import io.plumbline.platform.write.store.AggregateEvents;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opportunities for those who work on them. */
@Component
@ProcessingGroup("opportunities")
class OpportunityView implements KnownOpportunities {

    @Schema(name = "Opportunity")
    record Row(
            String opportunityId,
            String customerId,
            @Schema(example = "Line 4 controllers") String name,
            String pipeline,
            int pipelineVersion,
            OpportunityStatus status,
            @Schema(example = "propose") String stage,
            @Schema(example = "CNY") String currency,
            @Schema(example = "1250000.00") BigDecimal amount,
            LocalDate expectedClose,
            String owner,
            String territory,
            Instant openedAt,
            @Nullable Instant closedAt) {}

    /**
     * A stay in a stage, until another was entered or the opportunity was won or lost; {@code leftAt} is null while it lasts,
     * and {@code days} then counts up to now.
     */
    @Schema(name = "StageStay")
    record Stay(
            @Schema(example = "propose") String stage,
            Instant enteredAt,
            @Nullable Instant leftAt,
            @Schema(example = "12.5") BigDecimal days) {}

    @Schema(name = "OpportunityInFull")
    record InFull(Row opportunity, List<Stay> stages) {}

    private final JdbcClient jdbc;
    private final ReadSide<OpportunityEvent, OpportunityRows> readSide;
    private final VisibleCustomers customers;
    private final Clock clock;

    OpportunityView(
            JdbcClient jdbc, JdbcTemplate tables, AggregateEvents events, VisibleCustomers customers, Clock clock) {
        this.jdbc = jdbc;
        this.readSide =
                new ReadSide<>(events, tables, OpportunityEvent.class, OpportunityRows::after, OpportunityRows.TABLES);
        this.customers = customers;
        this.clock = clock;
    }

    /** @throws CommandRejected where there is none that the reader may see */
    InFull inFull(OpportunityId id, Visibility visibility) {
        Row row = visibility
                .bind(jdbc.sql("select * from opportunity where opportunity_id = :id and " + Visibility.CONDITION)
                        .param("id", id.value()))
                .query(Row.class)
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("opportunity", id));
        List<Stay> stays = jdbc.sql("""
                        select stage, entered_at, left_at
                        from (select stage, entered_at, sequence, lead(entered_at) over w as left_at
                              from opportunity_stage where opportunity_id = ?
                              window w as (order by entered_at, sequence)) stay
                        where stage is not null order by entered_at, sequence""")
                .param(id.value())
                .query((stay, number) -> stay(stay, clock.instant()))
                .list();
        return new InFull(row, stays);
    }

    private static Stay stay(ResultSet row, Instant now) throws SQLException {
        Instant entered = row.getObject(2, OffsetDateTime.class).toInstant();
        OffsetDateTime next = row.getObject(3, OffsetDateTime.class);
        Instant left = next == null ? null : next.toInstant();
        long seconds = Duration.between(entered, left == null ? now : left).toSeconds();
        return new Stay(
                row.getString(1),
                entered,
                left,
                BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(86_400), 2, RoundingMode.HALF_UP));
    }

    Page<Row> list(
            @Nullable String owner,
            @Nullable String customer,
            @Nullable OpportunityStatus status,
            @Nullable String after,
            int limit,
            Visibility visibility) {
        List<Row> rows = visibility
                .bind(jdbc.sql("""
                                select * from opportunity
                                where (cast(:owner as text) is null or owner = :owner)
                                  and (cast(:customer as text) is null or customer_id = :customer)
                                  and (cast(:status as text) is null or status = :status)
                                  and (cast(:after as text) is null or opportunity_id > :after)
                                  and %s
                                order by opportunity_id limit :limit""".formatted(Visibility.CONDITION))
                        .param("owner", owner)
                        .param("customer", customer)
                        .param("status", status == null ? null : status.name())
                        .param("after", after)
                        .param("limit", limit + 1))
                .query(Row.class)
                .list();
        if (rows.isEmpty() && customer != null) {
            customers.requireVisible("customer", customer, visibility);
        }
        return Page.of(rows, limit, Row::opportunityId);
    }

    @Override
    public void requireAt(CustomerId customer, OpportunityId opportunity) {
        List<String> customers =
                jdbc.sql("""
                        with recursive survivor (customer_id) as (
                            select customer_id from opportunity where opportunity_id = ?
                            union
                            select c.merged_into from survivor join customer_copy c using (customer_id)
                            where c.merged_into is not null
                        )
                        select customer_id from survivor""").param(opportunity.value()).query(String.class).list();
        if (!customers.contains(customer.value())) {
            throw CommandRejected.invalid(
                    "opportunity-of-customer",
                    "opportunityId",
                    "customer " + customer + " has no opportunity " + opportunity);
        }
    }

    @EventHandler
    void on(OpportunityEvent event, DomainEventMessage<?> message) {
        readSide.on(message);
    }
}
