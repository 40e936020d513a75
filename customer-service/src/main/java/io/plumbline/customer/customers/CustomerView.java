package io.plumbline.customer.customers;

import io.plumbline.customer.tiers.Tier;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.readside.Batch;
import io.plumbline.platform.write.readside.Page;
import io.plumbline.platform.write.readside.ReadSide;
import io.plumbline.platform.write.readside.SearchTerms;
import io.plumbline.platform.write.store.AggregateEvents;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers for those who work on them. */
@Component
@ProcessingGroup("customers")
class CustomerView {

    private static final String COLUMNS = """
            customer_id, name_en, name_zh, segment, industry, size, territory, channel, owner, lifecycle, registered_at, tier,
            computed_tier, money, authority, need, policy_territory, policy_version, override_reason, override_until,
            assessed_at, merged_into, last_contact_at, first_ordered_at, overdue_from""";

    /** @param overdueFrom when the follow-up that is due becomes overdue; null where none is due */
    @Schema(name = "Customer")
    record Row(
            @Schema(example = "0198c1f0-2222-7000-8000-000000000001")
            String customerId,

            @Schema(example = "Huadong Precision") @Nullable String nameEn,
            @Schema(example = "华东精密") @Nullable String nameZh,
            @Schema(example = "large") String segment,
            @Schema(example = "manufacturing") String industry,
            @Schema(example = "850") @Nullable Integer size,
            @Schema(example = "EAST-CHINA") String territory,
            @Schema(example = "online") String channel,
            @Schema(example = "mei") String owner,
            Lifecycle lifecycle,
            Instant registeredAt,
            @Nullable Tier tier,
            @Nullable Tier computedTier,
            @Schema(example = "80") @Nullable Integer money,
            @Schema(example = "75") @Nullable Integer authority,
            @Schema(example = "90") @Nullable Integer need,
            @Schema(example = "EAST-CHINA") @Nullable String policyTerritory,
            @Schema(example = "1") @Nullable Integer policyVersion,
            @Nullable String overrideReason,
            @Nullable Instant overrideUntil,
            @Nullable Instant assessedAt,
            @Nullable String mergedInto,
            @Nullable Instant lastContactAt,
            @Nullable Instant firstOrderedAt,
            @Nullable Instant overdueFrom) {}

    /** @param absorbed the duplicates that were merged into it */
    @Schema(name = "CustomerInFull")
    record InFull(
            Row customer,
            List<ExternalReference> externalReferences,
            List<String> needs,
            List<String> painPoints,
            List<String> absorbed,
            List<Share> sharedWith) {}

    /** A territory whose people may work on a customer as well; {@code toDay} is null while no end is known. */
    @Schema(name = "CustomerShare")
    record Share(
            @Schema(example = "NORTH-CHINA") String territory,
            @Schema(example = "2024-10-01") LocalDate fromDay,
            @Schema(example = "2025-09-30") @Nullable LocalDate toDay) {}

    /** What is looked for; null asks for nothing. */
    record Criteria(
            @Nullable String text,
            @Nullable String reference,
            @Nullable Tier tier,
            @Nullable Lifecycle lifecycle,
            @Nullable String territory,
            @Nullable String owner,
            boolean overdue) {}

    @Schema(name = "SurveyAnswer")
    record Answer(
            @Schema(example = "2024-Q3-17") String answerId,
            @Schema(example = "92") int score,
            @Schema(example = "2024-10-01") LocalDate answeredOn,
            @Schema(example = "autumn survey") String source) {}

    @Schema(name = "Complaint")
    record Complaint(
            String complaintId,
            Severity severity,

            @Schema(example = "the delivery came a week late")
            String subject,

            Instant openedAt,
            @Nullable Instant resolvedAt,
            @Nullable String resolution) {}

    /** @param mean of the scores; null without any */
    @Schema(name = "Satisfaction")
    record Satisfaction(
            @Schema(example = "91.5") @Nullable BigDecimal mean, List<Answer> answers, List<Complaint> complaints) {}

    private final JdbcClient jdbc;
    private final ReadSide<CustomerEvent, CustomerRows> readSide;
    private final Clock clock;

    CustomerView(JdbcClient jdbc, JdbcTemplate tables, AggregateEvents events, Clock clock) {
        this.jdbc = jdbc;
        this.readSide = new ReadSide<>(events, tables, CustomerEvent.class, CustomerRows::after, CustomerRows.TABLES);
        this.clock = clock;
    }

    /** @throws CommandRejected where there is none that the reader may see */
    Row one(CustomerId customer, Visibility visibility) {
        return visibility
                .bind(jdbc.sql("select " + COLUMNS + " from customer where customer_id = :id and "
                                + Visibility.CONDITION)
                        .param("id", customer.value()))
                .query(Row.class)
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("customer", customer));
    }

    /** @throws CommandRejected where there is none that the reader may see */
    InFull inFull(CustomerId customer, Visibility visibility) {
        return new InFull(
                one(customer, visibility),
                references(customer),
                strings("needs", customer),
                strings("pain_points", customer),
                absorbed(customer).stream().map(CustomerId::value).toList(),
                shares(customer));
    }

    private List<Share> shares(CustomerId customer) {
        return jdbc.sql("select territory, from_day, to_day from customer_share where customer_id = ? order by 1, 2")
                .param(customer.value())
                .query(Share.class)
                .list();
    }

    private List<String> strings(String column, CustomerId customer) {
        return jdbc.sql("select unnest(" + column + ") from customer where customer_id = ?")
                .param(customer.value())
                .query(String.class)
                .list();
    }

    private List<ExternalReference> references(CustomerId customer) {
        return jdbc.sql("select system, reference from external_reference where customer_id = ? order by 1, 2")
                .param(customer.value())
                .query(ExternalReference.class)
                .list();
    }

    /** The duplicates that a customer has absorbed, and those that they had. */
    List<CustomerId> absorbed(CustomerId customer) {
        return jdbc.sql("select customer_id from customer where merged_into = ? order by customer_id")
                .param(customer.value())
                .query((row, number) -> new CustomerId(row.getString(1)))
                .list();
    }

    /**
     * In the order of their ids; those that were merged into another are left out.
     *
     * @param after the last id of the page before; null for the first page
     */
    Page<Row> search(Criteria criteria, @Nullable String after, int limit, TerritoryTree tree, Visibility visibility) {
        List<String> conditions = new ArrayList<>(List.of("merged_into is null", Visibility.CONDITION));
        Map<String, Object> values = new HashMap<>();
        if (criteria.text() != null) {
            String[] terms = SearchTerms.BEGINNINGS.sought(criteria.text()).toArray(String[]::new);
            if (terms.length == 0) {
                return new Page<>(List.of(), null);
            }
            conditions.add("terms @> cast(:terms as text[])");
            values.put("terms", terms);
        }
        if (criteria.reference() != null) {
            conditions.add("customer_id in (select customer_id from external_reference where reference = :reference)");
            values.put("reference", criteria.reference());
        }
        if (criteria.tier() != null) {
            conditions.add("tier = :tier");
            values.put("tier", criteria.tier().name());
        }
        if (criteria.lifecycle() != null) {
            conditions.add("lifecycle = :lifecycle");
            values.put("lifecycle", criteria.lifecycle().name());
        }
        if (criteria.territory() != null) {
            conditions.add("territory = any(:within)");
            values.put("within", tree.covered(Set.of(criteria.territory())).toArray(String[]::new));
        }
        if (criteria.owner() != null) {
            conditions.add("owner = :owned");
            values.put("owned", criteria.owner());
        }
        if (criteria.overdue()) {
            conditions.add("overdue_from <= :now");
            values.put("now", at(clock.instant()));
        }
        if (after != null) {
            conditions.add("customer_id > :after");
            values.put("after", after);
        }
        List<Row> rows = visibility
                .bind(jdbc.sql("select " + COLUMNS + " from customer where " + String.join(" and ", conditions)
                                + " order by customer_id limit :rows")
                        .params(values)
                        .param("rows", limit + 1))
                .query(Row.class)
                .list();
        String territory = criteria.territory();
        if (rows.isEmpty() && territory != null && !tree.contains(territory)) {
            throw CommandRejected.invalid("known-territory", "territory", "there is no territory " + territory);
        }
        return Page.of(rows, limit, Row::customerId);
    }

    Satisfaction satisfaction(CustomerId customer) {
        List<Answer> answers =
                jdbc.sql("""
                        select answer_id, score, answered_on, source from survey_answer
                        where customer_id in (select customer_id from customer where customer_id = :id or merged_into = :id)
                        order by answered_on desc, answer_id limit 1000""").param("id", customer.value()).query(Answer.class).list();
        List<Complaint> complaints = jdbc.sql("""
                        select complaint_id, severity, subject, opened_at, resolved_at, resolution from complaint
                        where customer_id in (select customer_id from customer where customer_id = :id or merged_into = :id)
                        order by opened_at desc, complaint_id limit 1000""")
                .param("id", customer.value())
                .query(Complaint.class)
                .list();
        return new Satisfaction(mean(answers), answers, complaints);
    }

    private static @Nullable BigDecimal mean(List<Answer> answers) {
        return answers.isEmpty()
                ? null
                : BigDecimal.valueOf(answers.stream().mapToInt(Answer::score).sum())
                        .divide(BigDecimal.valueOf(answers.size()), 2, RoundingMode.HALF_UP);
    }

    /** Whose override is over, the longest first. */
    List<CustomerId> overridesOver(int limit) {
        return jdbc.sql("""
                        select customer_id from customer where override_until <= ? and merged_into is null
                        order by override_until limit ?""")
                .params(at(clock.instant()), limit)
                .query((row, number) -> new CustomerId(row.getString(1)))
                .list();
    }

    @EventHandler
    void on(CustomerEvent event, DomainEventMessage<?> message) {
        readSide.on(message);
        if (event instanceof CustomerEvent.CustomerMerged || event instanceof CustomerEvent.DuplicateAbsorbed) {
            Batch.collected("merges", ArrayList<CustomerEvent>::new, merges -> merges.forEach(this::merge))
                    .add(event);
        }
    }

    /** What a merge changes in the rows of several customers, after each of them is as its own events say. */
    private void merge(CustomerEvent event) {
        String id = event.customerId().value();
        if (event instanceof CustomerEvent.CustomerMerged e) {
            jdbc.sql("update customer set merged_into = :survivor where customer_id = :id or merged_into = :id")
                    .param("survivor", e.survivorId().value())
                    .param("id", id)
                    .update();
        } else if (event instanceof CustomerEvent.DuplicateAbsorbed e) {
            jdbc.sql("""
                            update customer c set
                                last_contact_at = greatest(c.last_contact_at, d.last_contact_at),
                                first_ordered_at = least(c.first_ordered_at, d.first_ordered_at)
                            from customer d where c.customer_id = ? and d.customer_id = ?""").params(id, e.duplicateId().value()).update();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
