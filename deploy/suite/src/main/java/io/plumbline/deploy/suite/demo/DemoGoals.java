package io.plumbline.deploy.suite.demo;

import io.plumbline.deploy.suite.demo.Geography.Money;
import io.plumbline.deploy.suite.demo.Geography.Territory;
import io.plumbline.deploy.suite.demo.Organisation.Representative;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An annual plan and its goal, split over regions, territories and representatives. All representatives of a territory promise
 * the same, measured by what its average one sells, so that their lights differ.
 */
final class DemoGoals {

    private static final int MONTHS_PAST = 9;
    private static final Map<Money, BigDecimal> IN_CNY =
            Map.of(Money.EUR, new BigDecimal("7.80"), Money.USD, new BigDecimal("7.20"));
    private static final BigDecimal THOUSAND = new BigDecimal(1_000);

    private final Api operations;
    private final Api manager;
    private final Organisation organisation;
    private final LocalDate from;
    private final LocalDate to;
    private final LocalDate today;
    private final Instant promisedAt;
    private final List<String> goals = new ArrayList<>();

    /**
     * @param operations of sales operations
     * @param manager of the whole world
     */
    DemoGoals(Api operations, Api manager, Organisation organisation, Instant now) {
        this.operations = operations;
        this.manager = manager;
        this.organisation = organisation;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        this.from = today.withDayOfMonth(1).minusMonths(MONTHS_PAST);
        this.to = from.plusYears(1).minusDays(1);
        this.promisedAt = from.atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(86_400L * 14);
    }

    /** Puts them in, and what amounts are converted with; all of it is the same the second time. */
    void make() throws InterruptedException {
        String plan = id("plan");
        operations.post(
                "/api/plans",
                plan,
                Map.of(
                        "planId",
                        plan,
                        "type",
                        "ANNUAL",
                        "name",
                        "The year",
                        "territory",
                        Geography.ROOT,
                        "owner",
                        "lena",
                        "currency",
                        "CNY",
                        "period",
                        Map.of("from", from, "to", to),
                        "occurredAt",
                        promisedAt));
        rates(plan);

        Map<Representative, BigDecimal> targets = targets();
        String year = id("goal-" + Geography.ROOT);
        BigDecimal whole = targets.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        operations.post(
                "/api/goals",
                year,
                Map.of(
                        "goalId",
                        year,
                        "name",
                        "The year",
                        "metric",
                        "SALES_AMOUNT",
                        "currency",
                        "CNY",
                        "target",
                        whole,
                        "period",
                        Map.of("from", from, "to", to),
                        "scope",
                        Map.of("territory", Geography.ROOT),
                        "owner",
                        "lena",
                        "planId",
                        plan,
                        "occurredAt",
                        promisedAt));
        goals.add(year);
        split(
                year,
                "TERRITORY",
                Geography.regions().stream()
                        .map(region ->
                                part(region.code(), region.nameEn(), "territory", region.code(), sum(targets, region)))
                        .toList());
        for (Territory region : Geography.regions()) {
            split(
                    id("goal-" + region.code()),
                    "TERRITORY",
                    Geography.leaves().stream()
                            .filter(leaf -> region.code().equals(leaf.parent()))
                            .map(leaf -> part(leaf.code(), leaf.nameEn(), "territory", leaf.code(), sum(targets, leaf)))
                            .toList());
        }
        for (Territory leaf : Geography.leaves()) {
            split(
                    id("goal-" + leaf.code()),
                    "REPRESENTATIVE",
                    organisation.representatives().stream()
                            .filter(rep -> rep.territory().equals(leaf))
                            .map(rep -> part(
                                    rep.id(),
                                    rep.name(),
                                    "representative",
                                    rep.id(),
                                    targets.getOrDefault(rep, THOUSAND)))
                            .toList());
        }
        InParallel.forEach(goals, this::activate);
    }

    private void activate(String goal) throws InterruptedException {
        Map<String, Object> when = Map.of("occurredAt", promisedAt);
        operations.post(
                "/api/goals/" + goal + "/submit",
                goal + "-submit",
                goal.equals(goals.getFirst()) ? justified(when) : when);
        manager.post("/api/goals/" + goal + "/approve", goal + "-approve", when);
        manager.post("/api/goals/" + goal + "/activate", goal + "-activate", when);
    }

    /** The year has no baseline; what it was split into rests on it. */
    private static Map<String, Object> justified(Map<String, Object> submission) {
        Map<String, Object> justified = new HashMap<>(submission);
        justified.put("justification", "what representatives sell on average, and what their managers add to that");
        return justified;
    }

    private void rates(String plan) throws InterruptedException {
        List<Map<String, Object>> rates = new ArrayList<>();
        IN_CNY.forEach((money, rate) -> {
            rates.add(Map.of("currency", money, "into", Money.CNY, "rate", rate, "planId", plan));
            for (LocalDate month = organisation.begin(); !month.isAfter(today); month = month.plusMonths(1)) {
                // around the plan's, a little more or less each month
                BigDecimal around = BigDecimal.valueOf(1 + 0.03 * Math.sin(month.getMonthValue() + money.ordinal()));
                rates.add(Map.of(
                        "currency",
                        money,
                        "into",
                        Money.CNY,
                        "rate",
                        rate.multiply(around).setScale(4, java.math.RoundingMode.HALF_EVEN),
                        "day",
                        month));
            }
        });
        operations.post("/api/reports/rates", plan + "-rates", Map.of("rates", rates));
    }

    /** For each representative, in yuan, rounded to thousands. */
    private Map<Representative, BigDecimal> targets() {
        Map<Territory, BigDecimal> sold = new HashMap<>();
        organisation.opportunities().forEach(won -> {
            if (won.wonAt() != null) {
                add(sold, won.customer().territory(), won.amount(), won.wonAt());
            }
        });
        organisation
                .orders()
                .forEach(order -> add(sold, order.customer().territory(), order.amount(), order.orderedAt()));
        double year = ChronoUnit.DAYS.between(from, to) + 1.0;
        double elapsed = ChronoUnit.DAYS.between(from, today) + 1.0;
        Map<Representative, BigDecimal> targets = new HashMap<>();
        for (Representative rep : organisation.representatives()) {
            double average = sold.getOrDefault(rep.territory(), BigDecimal.ZERO).doubleValue()
                    * year
                    / elapsed
                    / organisation.size().representatives();
            // some territories promise more than they are used to sell, others less
            double ambition =
                    0.85 + 0.35 * Math.abs(Math.sin(rep.territory().code().hashCode()));
            targets.put(
                    rep,
                    BigDecimal.valueOf(Math.max(1, Math.round(average * ambition / 1_000)))
                            .multiply(THOUSAND));
        }
        return targets;
    }

    private void add(Map<Territory, BigDecimal> sold, Territory territory, BigDecimal amount, Instant at) {
        if (!LocalDate.ofInstant(at, territory.zone()).isBefore(from)) {
            sold.merge(
                    territory,
                    amount.multiply(IN_CNY.getOrDefault(territory.money(), BigDecimal.ONE)),
                    BigDecimal::add);
        }
    }

    private static BigDecimal sum(Map<Representative, BigDecimal> targets, Territory of) {
        return targets.entrySet().stream()
                .filter(target -> target.getKey().territory().equals(of)
                        || of.code().equals(target.getKey().territory().parent()))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, Object> part(
            String key, String name, String dimension, String slice, BigDecimal target) {
        return Map.of(
                "goalId",
                id("goal-" + key),
                "name",
                name + ", the year",
                "owner",
                slice,
                dimension,
                slice,
                "target",
                target);
    }

    private void split(String goal, String dimension, List<Map<String, Object>> parts) throws InterruptedException {
        operations.post(
                "/api/goals/" + goal + "/decompositions",
                goal + "-split",
                Map.of(
                        "decompositionId",
                        id("split-" + goal),
                        "dimension",
                        dimension,
                        "way",
                        "EXPLICIT",
                        "parts",
                        parts,
                        "occurredAt",
                        promisedAt));
        parts.forEach(part -> goals.add(String.valueOf(part.get("goalId"))));
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(("demo-" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
