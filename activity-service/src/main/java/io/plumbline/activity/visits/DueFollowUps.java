package io.plumbline.activity.visits;

import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.access.Visibility;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which of a representative's customers are due. A customer is due so many days after its last completed contact as the
 * service policy of its tier says; a prospect that was never talked to, a week after it was registered; after a first
 * sale at the latest within a month of it. The policy is that of the nearest territory that has one.
 */
@Component
class DueFollowUps {

    private static final Map<String, Service> BUILT_IN = Map.of(
            "A", new Service(7, List.of("VISIT", "CALL"), 7, 30),
            "B", new Service(14, List.of("VISIT", "CALL"), 7, 30),
            "C", new Service(30, List.of("CALL", "EMAIL"), 7, 30),
            "D", new Service(90, List.of("EMAIL"), 7, 30));

    private record Service(int cadenceDays, List<String> kinds, int prospectCadenceDays, int firstSaleCallDays) {}

    private record CustomerStatus(
            String customerId,
            @Nullable String nameEn,
            @Nullable String nameZh,
            String territory,
            @Nullable String tier,
            Instant registeredAt,
            @Nullable Instant lastContactAt,
            @Nullable Instant firstOrderedAt) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Territories territories;

    DueFollowUps(JdbcClient jdbc, JsonMapper json, Territories territories) {
        this.jdbc = jdbc;
        this.json = json;
        this.territories = territories;
    }

    /** Of those that the reader may see, without those for whom something is planned in the week already, who are lost, or who were merged into another. */
    List<FollowUp> of(String representative, Week week, Visibility visibility) {
        TerritoryTree tree = territories.tree();
        Map<String, Map<String, Service>> policies = policies();
        return visibility
                .bind(jdbc.sql("""
                        select c.customer_id, c.name_en, c.name_zh, c.territory, c.tier, c.registered_at,
                               t.last_contact_at, t.first_ordered_at
                        from customer_copy c left join customer_touch t using (customer_id)
                        where c.owner = :representative and %s and c.merged_into is null and c.lifecycle <> 'LOST'
                          and not exists (select 1 from activity a
                                          where a.customer_id = c.customer_id and a.status = 'PLANNED'
                                            and a.planned_at >= :from and a.planned_at < :to)""".formatted(Visibility.CONDITION))
                        .param("representative", representative)
                        .param("from", week.monday().atStartOfDay().atOffset(ZoneOffset.UTC))
                        .param("to", week.sunday().plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC)))
                .query(CustomerStatus.class)
                .list()
                .stream()
                .map(customer ->
                        followUp(customer, service(customer, tree, policies), tree.timeZone(customer.territory())))
                .filter(followUp -> !followUp.due().isAfter(week.sunday()))
                .toList();
    }

    private static FollowUp followUp(CustomerStatus customer, Service service, ZoneId zone) {
        String name = Objects.requireNonNullElse(
                customer.nameEn(), Objects.requireNonNullElse(customer.nameZh(), customer.customerId()));
        FollowUp.Cause cause = FollowUp.Cause.CADENCE;
        LocalDate due;
        if (customer.lastContactAt() == null) {
            cause = FollowUp.Cause.NEW_PROSPECT;
            due = day(customer.registeredAt(), zone).plusDays(service.prospectCadenceDays());
        } else {
            due = day(customer.lastContactAt(), zone).plusDays(service.cadenceDays());
        }
        Instant firstSale = customer.firstOrderedAt();
        if (firstSale != null
                && (customer.lastContactAt() == null || customer.lastContactAt().isBefore(firstSale))) {
            LocalDate call = day(firstSale, zone).plusDays(service.firstSaleCallDays());
            if (call.isBefore(due) || customer.lastContactAt() == null) {
                cause = FollowUp.Cause.FIRST_SALE;
                due = call;
            }
        }
        return new FollowUp(customer.customerId(), name, customer.tier(), due, cause, service.kinds());
    }

    private static LocalDate day(Instant instant, ZoneId zone) {
        return LocalDate.ofInstant(instant, zone);
    }

    private static Service service(
            CustomerStatus customer, TerritoryTree tree, Map<String, Map<String, Service>> policies) {
        // who was talked to and never assessed is served as the least urgent
        String tier = Objects.requireNonNullElse(customer.tier(), "D");
        List<String> nearestFirst = new ArrayList<>(tree.lineage(customer.territory()));
        nearestFirst.add("");
        return nearestFirst.stream()
                .map(territory -> policies.getOrDefault(territory, Map.of()).get(tier))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(BUILT_IN.get(tier), "a tier is A, B, C or D"));
    }

    private Map<String, Map<String, Service>> policies() {
        Map<String, Map<String, Service>> policies = new HashMap<>();
        jdbc.sql("""
                        select territory, tier, cadence_days, kinds, prospect_cadence_days, first_sale_call_days
                        from service_policy_copy""").query(row -> {
            policies.computeIfAbsent(row.getString(1), territory -> new HashMap<>())
                    .put(
                            row.getString(2),
                            new Service(
                                    row.getInt(3),
                                    json.readValue(row.getString(4), new TypeReference<List<String>>() {}),
                                    row.getInt(5),
                                    row.getInt(6)));
        });
        return policies;
    }
}
