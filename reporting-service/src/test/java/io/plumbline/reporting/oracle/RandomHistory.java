package io.plumbline.reporting.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Half a year of a small organisation: late and backdated entries, revised targets, moved territories, several currencies,
 * orders taken back in part. Everything follows from the seed.
 */
final class RandomHistory {

    static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    static final long SECONDS = 182 * 86_400L;
    static final List<String> TERRITORIES = List.of("ROOT", "A", "B", "A1");
    private static final List<String> STAGES = List.of("develop", "confirm", "propose", "quote", "negotiate");
    private static final List<String> PRODUCT_LINES = List.of("controllers", "sensors", "drives");

    final List<List<RecordedEvent>> aggregates = new ArrayList<>();
    private final Random random;

    RandomHistory(long seed) {
        random = new Random(seed);
        territory("ROOT", null, "Asia/Shanghai");
        territory("A", "ROOT", "Asia/Shanghai");
        territory("B", "ROOT", "America/New_York");
        territory("A1", "A", "UTC");
        for (int i = 0; i < 14; i++) {
            opportunity("opportunity-" + i);
        }
        for (int i = 0; i < 16; i++) {
            order("order-" + i);
        }
        for (int i = 0; i < 4; i++) {
            goal("goal-" + i);
        }
    }

    Instant instant() {
        return BEGIN.plusSeconds(random.nextLong(SECONDS));
    }

    /** Mostly any instant, and sometimes the very one of an event. */
    Instant tellingInstant() {
        if (random.nextInt(3) > 0) {
            return instant();
        }
        List<RecordedEvent> events = pick(aggregates);
        RecordedEvent event = pick(events);
        return random.nextBoolean() ? event.occurredAt() : event.recordedAt();
    }

    /** All events in an order that keeps each aggregate's own. */
    List<RecordedEvent> interleaved() {
        List<List<RecordedEvent>> left =
                new ArrayList<>(aggregates.stream().map(ArrayList::new).toList());
        List<RecordedEvent> all = new ArrayList<>();
        while (!left.isEmpty()) {
            List<RecordedEvent> next = pick(left);
            all.add(next.removeFirst());
            if (next.isEmpty()) {
                left.remove(next);
            }
        }
        return all;
    }

    int batch() {
        return 1 + random.nextInt(40);
    }

    private void territory(String code, @Nullable String parent, String zone) {
        Aggregate territory = new Aggregate("/goal-service", "territory-" + code, BEGIN);
        territory.tell(
                "territory.TerritoryDefined",
                BEGIN,
                "code",
                code,
                "nameEn",
                code,
                "nameZh",
                code,
                "parent",
                parent,
                "timeZone",
                zone,
                "currency",
                "CNY",
                "priority",
                "KEY");
        if (code.equals("A1") && random.nextBoolean()) {
            territory.tell("territory.TerritoryMoved", instant(), "newParent", "B", "from", day().toString());
        }
        territory.end();
    }

    private void opportunity(String id) {
        Instant opened = instant();
        Aggregate opportunity = new Aggregate("/activity-service", id, opened);
        BigDecimal amount = amount();
        opportunity.tell(
                "opportunity.OpportunityOpened",
                opened,
                "customerId",
                "c",
                "name",
                id,
                "pipeline",
                "default",
                "stage",
                "develop",
                "stageRank",
                1,
                "probability",
                new BigDecimal("0.05"),
                "source",
                "DIRECT",
                "currency",
                pick(List.of("CNY", "CNY", "USD")),
                "amount",
                amount,
                "lines",
                List.of(line("1", amount)),
                "expectedClose",
                day().toString(),
                "owner",
                pick(List.of("mei", "jun")),
                "territory",
                pick(TERRITORIES),
                "channel",
                "online");
        boolean open = true;
        for (int n = random.nextInt(8); n > 0; n--) {
            Instant at = opportunity.mostlyLater();
            switch (random.nextInt(open ? 7 : 1)) {
                case 0 -> {
                    if (open) {
                        opportunity.tell("opportunity.OpportunityLost", at, "reason", "PRICE");
                    } else {
                        stage(opportunity, "opportunity.Reopened", at, "stage", "stageRank");
                    }
                    open = !open;
                }
                case 1 -> {
                    opportunity.tell("opportunity.OpportunityWon", at, "orderId", null);
                    open = false;
                }
                case 2 -> {
                    BigDecimal changed = amount();
                    opportunity.tell(
                            "opportunity.LinesChanged", at, "amount", changed, "lines", List.of(line("1", changed)));
                }
                case 3 -> opportunity.tell("opportunity.ExpectedCloseChanged", at, "expectedClose", day().toString());
                default -> stage(opportunity, "opportunity.StageChanged", at, "to", "toRank");
            }
        }
        opportunity.end();
    }

    private void stage(Aggregate opportunity, String type, Instant at, String name, String rank) {
        int stage = random.nextInt(STAGES.size());
        opportunity.tell(
                type,
                at,
                name,
                STAGES.get(stage),
                rank,
                stage + 1,
                "probability",
                new BigDecimal(stage + 1).movePointLeft(1));
    }

    private void order(String id) {
        Instant placed = instant();
        Aggregate order = new Aggregate("/activity-service", id, placed);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            lines.add(line(Integer.toString(n), amount()));
        }
        order.tell(
                "order.OrderPlaced",
                placed,
                "customerId",
                "c-" + random.nextInt(6),
                "representative",
                "mei",
                "channel",
                "online",
                "territory",
                pick(TERRITORIES),
                "currency",
                random.nextInt(20) == 0 ? "USD" : "CNY",
                "lines",
                lines,
                "orderedAt",
                placed.toString());
        if (random.nextInt(3) == 0) {
            Map<String, Object> line = pick(lines);
            BigDecimal part = ((BigDecimal) Objects.requireNonNull(line.get("amount")))
                    .divide(BigDecimal.TWO, 2, java.math.RoundingMode.DOWN);
            order.tell(
                    random.nextBoolean() ? "order.LinesCancelled" : "order.LinesReturned",
                    notBefore(placed, order.mostlyLater()),
                    "lines",
                    List.of(Map.of("lineId", line.get("lineId"), "quantity", BigDecimal.TWO, "amount", part)));
        }
        if (random.nextInt(3) == 0) {
            takeBackWhole(order, lines, placed);
        }
        order.end();
    }

    /** Nothing is taken back before it was ordered: activity-service refuses that. */
    private static Instant notBefore(Instant placed, Instant at) {
        return at.isBefore(placed) ? placed : at;
    }

    /** In one go, or line by line. */
    private void takeBackWhole(Aggregate order, List<Map<String, Object>> lines, Instant placed) {
        Map<Object, BigDecimal> quantity = new HashMap<>();
        Map<Object, BigDecimal> amount = new HashMap<>();
        for (RecordedEvent told : order.events) {
            BigDecimal sign = told.type().equals("order.OrderPlaced") ? BigDecimal.ONE : BigDecimal.ONE.negate();
            for (Map<String, Object> line : told.list("lines")) {
                quantity.merge(line.get("lineId"), sign.multiply((BigDecimal) line.get("quantity")), BigDecimal::add);
                amount.merge(line.get("lineId"), sign.multiply((BigDecimal) line.get("amount")), BigDecimal::add);
            }
        }
        List<Map<String, Object>> rest = lines.stream()
                .map(line -> line.get("lineId"))
                .map(id -> Map.of(
                        "lineId",
                        Objects.requireNonNull(id),
                        "quantity",
                        Objects.requireNonNull(quantity.get(id)),
                        "amount",
                        Objects.requireNonNull(amount.get(id))))
                .toList();
        List<List<Map<String, Object>>> parts = random.nextBoolean()
                ? List.of(rest)
                : rest.stream().map(List::of).toList();
        for (List<Map<String, Object>> part : parts) {
            order.tell(
                    random.nextBoolean() ? "order.LinesCancelled" : "order.LinesReturned",
                    notBefore(placed, order.mostlyLater()),
                    "lines",
                    part);
        }
    }

    private void goal(String id) {
        Instant drafted = BEGIN.plusSeconds(random.nextLong(30 * 86_400L));
        Aggregate goal = new Aggregate("/goal-service", id, drafted);
        LocalDate from = LocalDate.parse("2024-01-01").plusDays(random.nextInt(60));
        LocalDate middle = from.plusDays(20 + random.nextInt(30));
        LocalDate to = middle.plusDays(1 + random.nextInt(60));
        String metric = pick(List.of("SALES_AMOUNT", "SALES_AMOUNT", "GROWTH", "NEW_CUSTOMERS", "GROSS_PROFIT"));
        boolean money = metric.equals("SALES_AMOUNT") || metric.equals("GROSS_PROFIT");
        goal.tell(
                "goal.GoalDrafted",
                drafted,
                "name",
                id,
                "metric",
                metric,
                "unit",
                money ? "CNY" : "%",
                "currency",
                metric.equals("NEW_CUSTOMERS") ? null : "CNY",
                "baseline",
                new BigDecimal("1000.00"),
                "target",
                new BigDecimal(money ? "3000.00" : metric.equals("GROWTH") ? "40.00" : "3.00"),
                "period",
                Map.of("from", from.toString(), "to", to.toString()),
                "scope",
                scope(),
                "owner",
                "wei",
                "phasing",
                random.nextBoolean() ? List.of() : phasing(from, middle, to),
                "completionTolerance",
                new BigDecimal("0.05"));
        goal.tell("goal.GoalSubmitted", drafted);
        goal.tell("goal.GoalApproved", goal.mostlyLater());
        if (random.nextInt(4) > 0) {
            goal.tell("goal.GoalActivated", goal.mostlyLater());
        }
        if (random.nextInt(4) == 0) {
            goal.tell("goal.GoalAbandoned", goal.mostlyLater());
        }
        if (random.nextBoolean()) {
            goal.tell(
                    "goal.TargetRevised",
                    goal.mostlyLater(),
                    "newTarget",
                    amount(),
                    "phasing",
                    random.nextBoolean() ? List.of() : phasing(from, middle, to),
                    "reason",
                    "because");
        }
        goal.end();
    }

    private Map<String, @Nullable Object> scope() {
        Map<String, @Nullable Object> scope = new HashMap<>();
        scope.put("territory", pick(TERRITORIES));
        for (String filter : List.of("segments", "industries", "channels")) {
            scope.put(filter, List.of());
        }
        scope.put("productLines", random.nextBoolean() ? List.of() : List.of(pick(PRODUCT_LINES), pick(PRODUCT_LINES)));
        scope.put("representative", null);
        return scope;
    }

    private List<Map<String, Object>> phasing(LocalDate from, LocalDate middle, LocalDate to) {
        return List.of(
                Map.of("from", from.toString(), "to", middle.toString(), "target", amount()),
                Map.of("from", middle.plusDays(1).toString(), "to", to.toString(), "target", amount()));
    }

    /** Now and then without a cost. */
    private Map<String, Object> line(String id, BigDecimal amount) {
        Map<String, Object> line = new HashMap<>(Map.of(
                "lineId",
                id,
                "productLine",
                pick(PRODUCT_LINES),
                "product",
                "p",
                "quantity",
                BigDecimal.TEN,
                "amount",
                amount));
        if (random.nextInt(12) > 0) {
            line.put("cost", amount.divide(BigDecimal.TWO, 2, java.math.RoundingMode.DOWN));
        }
        return line;
    }

    private BigDecimal amount() {
        return new BigDecimal(100 + random.nextInt(200_000)).movePointLeft(2);
    }

    private LocalDate day() {
        return LocalDate.parse("2024-01-01").plusDays(random.nextInt(182));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private final class Aggregate {

        private final String source;
        private final String id;
        private final List<RecordedEvent> events = new ArrayList<>();
        private Instant occurred;
        private Instant recorded;

        Aggregate(String source, String id, Instant begin) {
            this.source = source;
            this.id = id;
            this.occurred = begin;
            this.recorded = begin;
        }

        /** Now and then before what is already there, even before the beginning, or at the same instant. */
        Instant mostlyLater() {
            return switch (random.nextInt(5)) {
                case 0 -> occurred.minusSeconds(random.nextLong(40 * 86_400L));
                case 1 -> occurred;
                default -> occurred.plusSeconds(random.nextLong(20 * 86_400L));
            };
        }

        void tell(String type, Instant at, @Nullable Object... fields) {
            occurred = at.isAfter(occurred) ? at : occurred;
            recorded = (at.isAfter(recorded) ? at : recorded)
                    .plusSeconds(random.nextInt(4) == 0 ? random.nextLong(30 * 86_400L) : 1);
            Map<String, @Nullable Object> data = new HashMap<>();
            for (int i = 0; i < fields.length; i += 2) {
                data.put((String) Objects.requireNonNull(fields[i]), fields[i + 1]);
            }
            data.put("occurredAt", at.toString());
            events.add(new RecordedEvent(source, id, events.size(), type, at, recorded, data));
        }

        void end() {
            aggregates.add(events);
        }
    }
}
