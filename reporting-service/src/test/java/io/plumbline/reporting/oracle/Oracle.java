package io.plumbline.reporting.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The figures, computed from all events anew for each question, as slowly and plainly as can be. It shares no code with
 * what it judges.
 */
final class Oracle {

    /** @param at when the event counts */
    private record Step(RecordedEvent told, Instant at) {}

    private static final class Opportunity {
        String territory = "";
        String currency = "";
        BigDecimal amount = BigDecimal.ZERO;
        String stage = "";
        int rank;
        BigDecimal probability = BigDecimal.ZERO;
        String status = "OPEN";
    }

    private final List<List<RecordedEvent>> aggregates;

    Oracle(List<List<RecordedEvent>> aggregates) {
        this.aggregates = aggregates;
    }

    /** Open opportunities: {@code stage currency} to {@code count amount weighted}. */
    Map<String, String> stock(Instant asOf, Instant knownAt, String root) {
        Map<String, List<Opportunity>> groups = new TreeMap<>();
        for (List<RecordedEvent> events : of("opportunity.")) {
            Opportunity o = opportunity(steps(events, asOf, knownAt));
            if (o != null && o.status.equals("OPEN") && below(o.territory, root, asOf, knownAt)) {
                groups.computeIfAbsent(o.stage + " " + o.currency, key -> new ArrayList<>())
                        .add(o);
            }
        }
        Map<String, String> stock = new TreeMap<>();
        groups.forEach((key, group) -> {
            BigDecimal amount = group.stream().map(o -> o.amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal weighted =
                    group.stream().map(o -> o.amount.multiply(o.probability)).reduce(BigDecimal.ZERO, BigDecimal::add);
            stock.put(
                    key, group.size() + " " + plain(amount) + " " + plain(weighted.setScale(2, RoundingMode.HALF_UP)));
        });
        return stock;
    }

    /** Opportunities that first entered a stage in the period, and how many came at least as far as another. */
    String cohort(LocalDate from, LocalDate to, Instant asOf, Instant knownAt, String stage, int rank) {
        int cohort = 0;
        int reached = 0;
        for (List<RecordedEvent> events : of("opportunity.")) {
            List<Step> steps = steps(events, asOf, knownAt);
            Opportunity now = opportunity(steps);
            if (now == null) {
                continue;
            }
            Instant entered = null;
            int furthest = 0;
            for (int i = 1; i <= steps.size(); i++) {
                Opportunity then = Objects.requireNonNull(opportunity(steps.subList(0, i)));
                if (then.status.equals("OPEN")) {
                    furthest = Math.max(furthest, then.rank);
                    if (entered == null && then.stage.equals(stage)) {
                        entered = steps.get(i - 1).at();
                    }
                }
            }
            if (entered == null) {
                continue;
            }
            LocalDate day = entered.atZone(zone(now.territory, asOf, knownAt)).toLocalDate();
            if (!day.isBefore(from) && !day.isAfter(to)) {
                cohort++;
                if (furthest >= rank || now.status.equals("WON")) {
                    reached++;
                }
            }
        }
        return reached + " of " + cohort;
    }

    /** {@code target actual expected light} of a goal; null where it is not there yet. */
    @Nullable String completion(String goal, Instant asOf, Instant knownAt) {
        List<RecordedEvent> events = aggregates.stream()
                .filter(a -> a.getFirst().id().equals(goal))
                .findFirst()
                .orElseThrow();
        List<Step> steps = steps(events, asOf, knownAt);
        if (steps.isEmpty()) {
            return null;
        }
        RecordedEvent draft = steps.getFirst().told();
        BigDecimal target = draft.number("target");
        List<Map<String, Object>> phasing = draft.list("phasing");
        for (Step step : steps) {
            if (step.told().type().equals("goal.TargetRevised")) {
                target = step.told().number("newTarget");
                phasing = step.told().list("phasing");
            }
        }
        Map<?, ?> period = (Map<?, ?>) Objects.requireNonNull(draft.data().get("period"));
        Map<?, ?> scope = (Map<?, ?>) Objects.requireNonNull(draft.data().get("scope"));
        LocalDate from = LocalDate.parse((String) period.get("from"));
        LocalDate to = LocalDate.parse((String) period.get("to"));
        String territory = (String) Objects.requireNonNull(scope.get("territory"));
        List<?> lines = (List<?>) Objects.requireNonNull(scope.get("productLines"));
        LocalDate today = asOf.atZone(zone(territory, asOf, knownAt)).toLocalDate();
        boolean over = today.isAfter(to);
        String status = status(steps);
        if (!List.of("APPROVED", "ACTIVE").contains(status)) {
            return null;
        }
        BigDecimal actual;
        BigDecimal expected;
        String light;
        if (draft.text("metric").equals("GROWTH")) {
            BigDecimal amount = sales(territory, lines, from, to, asOf, knownAt, Oracle::amount);
            BigDecimal share = phasing.isEmpty()
                    ? linear(BigDecimal.ONE, from, to, today)
                    : seasonal(BigDecimal.ONE, grown(phasing), today);
            BigDecimal base = draft.number("baseline").multiply(share);
            BigDecimal whole = draft.number("baseline").multiply(BigDecimal.ONE.add(target.movePointLeft(2)));
            actual = amount == null || base.signum() == 0
                    ? null
                    : amount.divide(base, MathContext.DECIMAL128)
                            .subtract(BigDecimal.ONE)
                            .movePointRight(2)
                            .setScale(20, RoundingMode.HALF_UP)
                            .setScale(4, RoundingMode.HALF_UP);
            expected = phasing.stream()
                    .filter(phase -> !day(phase, "from").isAfter(today)
                            && !day(phase, "to").isBefore(today))
                    .map(phase -> (BigDecimal) Objects.requireNonNull(phase.get("target")))
                    .findFirst()
                    .orElse(target);
            light = light(amount, over ? whole : whole.multiply(share));
        } else {
            actual = switch (draft.text("metric")) {
                case "NEW_CUSTOMERS" -> new BigDecimal(newCustomers(territory, lines, from, to, asOf, knownAt));
                case "GROSS_PROFIT" -> sales(territory, lines, from, to, asOf, knownAt, Oracle::profit);
                default -> sales(territory, lines, from, to, asOf, knownAt, Oracle::amount);
            };
            expected = phasing.isEmpty() ? linear(target, from, to, today) : seasonal(target, phasing, today);
            light = light(actual, over ? target : expected);
            if (draft.text("metric").equals("GROSS_PROFIT") && lacksCost(territory, lines, from, to, asOf, knownAt)) {
                light = "-";
            }
        }
        return plain(target) + " " + (actual == null ? "-" : plain(actual)) + " "
                + plain(expected.setScale(2, RoundingMode.HALF_UP)) + " " + (status.equals("ACTIVE") ? light : "-");
    }

    private static String status(List<Step> steps) {
        String status = "DRAFT";
        for (Step step : steps) {
            status = switch (step.told().type()) {
                case "goal.GoalSubmitted" -> "SUBMITTED";
                case "goal.GoalApproved" -> "APPROVED";
                case "goal.GoalActivated" -> "ACTIVE";
                case "goal.GoalAbandoned" -> "ABANDONED";
                default -> status;
            };
        }
        return status;
    }

    /** Each phase's days of the baseline, grown by its percentage. */
    private static List<Map<String, Object>> grown(List<Map<String, Object>> phasing) {
        return phasing.stream()
                .map(phase -> Map.<String, Object>of(
                        "from",
                        Objects.requireNonNull(phase.get("from")),
                        "to",
                        Objects.requireNonNull(phase.get("to")),
                        "target",
                        new BigDecimal(day(phase, "to").toEpochDay()
                                        - day(phase, "from").toEpochDay()
                                        + 1)
                                .multiply(BigDecimal.ONE.add(
                                        ((BigDecimal) Objects.requireNonNull(phase.get("target"))).movePointLeft(2)))))
                .toList();
    }

    private static LocalDate day(Map<String, Object> phase, String end) {
        return LocalDate.parse((String) Objects.requireNonNull(phase.get(end)));
    }

    /** Of a customer's orders of which something is left, the first; for the product line that most of it was for. */
    private int newCustomers(
            String root, List<?> productLines, LocalDate from, LocalDate to, Instant asOf, Instant knownAt) {
        Map<String, List<RecordedEvent>> first = new TreeMap<>();
        for (List<RecordedEvent> events : of("order.")) {
            RecordedEvent placed = events.getFirst();
            if (placed.recordedAt().isAfter(knownAt) || placed.occurredAt().isAfter(asOf)) {
                continue;
            }
            BigDecimal left = BigDecimal.ZERO;
            for (RecordedEvent told : events) {
                if (!told.recordedAt().isAfter(knownAt) && !told.occurredAt().isAfter(asOf)) {
                    for (Map<String, Object> line : told.list("lines")) {
                        BigDecimal quantity = (BigDecimal) Objects.requireNonNull(line.get("quantity"));
                        left = left.add(told.equals(placed) ? quantity : quantity.negate());
                    }
                }
            }
            if (left.signum() > 0) {
                first.merge(placed.text("customerId"), events, (a, b) -> {
                    int order = a.getFirst().occurredAt().compareTo(b.getFirst().occurredAt());
                    return order < 0
                                    || order == 0
                                            && a.getFirst()
                                                            .id()
                                                            .compareTo(
                                                                    b.getFirst().id())
                                                    < 0
                            ? a
                            : b;
                });
            }
        }
        int count = 0;
        for (List<RecordedEvent> events : first.values()) {
            RecordedEvent placed = events.getFirst();
            Map<String, Object> most = placed.list("lines").getFirst();
            for (Map<String, Object> line : placed.list("lines")) {
                most = amount(line).compareTo(amount(most)) > 0 ? line : most;
            }
            String territory = placed.text("territory");
            LocalDate day = placed.occurredAt()
                    .atZone(zone(territory, placed.occurredAt(), knownAt))
                    .toLocalDate();
            if (below(territory, root, placed.occurredAt(), knownAt)
                    && !day.isBefore(from)
                    && !day.isAfter(to)
                    && (productLines.isEmpty() || productLines.contains(most.get("productLine")))) {
                count++;
            }
        }
        return count;
    }

    private static BigDecimal amount(Map<String, Object> line) {
        return (BigDecimal) Objects.requireNonNull(line.get("amount"));
    }

    /** Null where the cost is not known. */
    private static @Nullable BigDecimal profit(Map<String, Object> line) {
        Object cost = line.get("cost");
        return cost == null ? null : amount(line).subtract((BigDecimal) cost);
    }

    /** Whether more than a twentieth of what is sold in CNY has no known cost. */
    private boolean lacksCost(
            String root, List<?> productLines, LocalDate from, LocalDate to, Instant asOf, Instant knownAt) {
        BigDecimal all = sales(root, productLines, from, to, asOf, knownAt, Oracle::amount);
        BigDecimal uncosted = sales(
                root,
                productLines,
                from,
                to,
                asOf,
                knownAt,
                line -> line.get("cost") == null ? amount(line) : BigDecimal.ZERO);
        if (uncosted == null || uncosted.signum() == 0) {
            return false;
        }
        return all == null
                || all.signum() == 0
                || uncosted.divide(all, 6, RoundingMode.HALF_UP).compareTo(new BigDecimal("0.05")) > 0;
    }

    private static String light(@Nullable BigDecimal actual, BigDecimal against) {
        if (actual == null || against.signum() == 0) {
            return "-";
        }
        return actual.compareTo(against.multiply(new BigDecimal("0.8"))) < 0
                ? "RED"
                : actual.compareTo(against.multiply(new BigDecimal("0.9"))) < 0 ? "YELLOW" : "GREEN";
    }

    private static BigDecimal seasonal(BigDecimal target, List<Map<String, Object>> phasing, LocalDate today) {
        BigDecimal due = BigDecimal.ZERO;
        BigDecimal all = BigDecimal.ZERO;
        for (Map<String, Object> phase : phasing) {
            BigDecimal weight = (BigDecimal) Objects.requireNonNull(phase.get("target"));
            all = all.add(weight);
            due = due.add(weight.multiply(elapsed(
                    LocalDate.parse((String) phase.get("from")), LocalDate.parse((String) phase.get("to")), today)));
        }
        return target.multiply(due).divide(all, MathContext.DECIMAL128);
    }

    /** Multiplied first: what lies exactly between two cents must not be rounded twice. */
    private static BigDecimal linear(BigDecimal target, LocalDate from, LocalDate to, LocalDate today) {
        long days = to.toEpochDay() - from.toEpochDay() + 1;
        long passed = Math.clamp(today.toEpochDay() - from.toEpochDay() + 1, 0, days);
        return target.multiply(new BigDecimal(passed)).divide(new BigDecimal(days), MathContext.DECIMAL128);
    }

    private static BigDecimal elapsed(LocalDate from, LocalDate to, LocalDate today) {
        long days = to.toEpochDay() - from.toEpochDay() + 1;
        long passed = Math.clamp(today.toEpochDay() - from.toEpochDay() + 1, 0, days);
        return new BigDecimal(passed).divide(new BigDecimal(days), MathContext.DECIMAL128);
    }

    /**
     * What is in CNY; null where there is none of it and what is in others does not come to nothing, and where something was
     * sold and the value of none of it is known.
     */
    private @Nullable BigDecimal sales(
            String root,
            List<?> productLines,
            LocalDate from,
            LocalDate to,
            Instant asOf,
            Instant knownAt,
            Function<Map<String, Object>, @Nullable BigDecimal> value) {
        BigDecimal sum = BigDecimal.ZERO;
        boolean any = false;
        boolean sold = false;
        boolean known = false;
        BigDecimal foreign = BigDecimal.ZERO;
        for (List<RecordedEvent> events : of("order.")) {
            RecordedEvent placed = events.getFirst();
            Map<Object, Object> lineOf = new HashMap<>();
            Map<Object, Map<String, Object>> lines = new HashMap<>();
            placed.list("lines").forEach(line -> {
                lineOf.put(line.get("lineId"), line.get("productLine"));
                lines.put(Objects.requireNonNull(line.get("lineId")), line);
            });
            Map<Object, BigDecimal> taken = new HashMap<>();
            for (RecordedEvent told : events) {
                if (!told.equals(placed)) {
                    told.list("lines")
                            .forEach(line -> taken.merge(
                                    Objects.requireNonNull(line.get("lineId")),
                                    (BigDecimal) Objects.requireNonNull(line.get("quantity")),
                                    BigDecimal::add));
                }
                boolean back = !told.equals(placed);
                String territory = placed.text("territory");
                if (told.recordedAt().isAfter(knownAt)
                        || told.occurredAt().isAfter(asOf)
                        || !below(territory, root, told.occurredAt(), knownAt)) {
                    continue;
                }
                LocalDate day = told.occurredAt()
                        .atZone(zone(territory, told.occurredAt(), knownAt))
                        .toLocalDate();
                for (Map<String, Object> line : told.list("lines")) {
                    if (day.isBefore(from)
                            || day.isAfter(to)
                            || !(productLines.isEmpty() || productLines.contains(lineOf.get(line.get("lineId"))))) {
                        continue;
                    }
                    Object lineId = Objects.requireNonNull(line.get("lineId"));
                    BigDecimal counted = value.apply(
                            back
                                    ? takenBack(
                                            Objects.requireNonNull(lines.get(lineId)),
                                            line,
                                            Objects.requireNonNull(taken.get(lineId)))
                                    : line);
                    sold = true;
                    if (counted == null) {
                        continue;
                    }
                    known = true;
                    BigDecimal signed = back ? counted.negate() : counted;
                    if (placed.text("currency").equals("CNY")) {
                        any = true;
                        sum = sum.add(signed);
                    } else {
                        foreign = foreign.add(signed);
                    }
                }
            }
        }
        return any || !sold || known && foreign.signum() == 0 ? sum : null;
    }

    /**
     * A part of a line that was taken back, with the cost that goes with it: what all that was taken so far costs, in cents, less
     * what was taken before.
     */
    private static Map<String, Object> takenBack(
            Map<String, Object> line, Map<String, Object> part, BigDecimal takenSoFar) {
        Map<String, Object> back = new HashMap<>(part);
        if (line.get("cost") != null) {
            BigDecimal quantity = (BigDecimal) Objects.requireNonNull(part.get("quantity"));
            back.put("cost", cost(line, takenSoFar).subtract(cost(line, takenSoFar.subtract(quantity))));
        }
        return back;
    }

    private static BigDecimal cost(Map<String, Object> line, BigDecimal quantity) {
        return ((BigDecimal) Objects.requireNonNull(line.get("cost")))
                .multiply(quantity)
                .divide((BigDecimal) Objects.requireNonNull(line.get("quantity")), 2, RoundingMode.HALF_EVEN);
    }

    /**
     * Orders and customers along a dimension: {@code key currency} to {@code orders customers}, of what has an entry in the period.
     * An order counts on its day, and is taken back on the day on which nothing is left of it.
     */
    Map<String, String> counts(
            String dimension, String root, LocalDate from, LocalDate to, Instant asOf, Instant knownAt) {
        Map<String, Integer> orders = new TreeMap<>();
        Map<String, Set<String>> customers = new TreeMap<>();
        for (List<RecordedEvent> events : of("order.")) {
            RecordedEvent placed = events.getFirst();
            String territory = placed.text("territory");
            Map<Object, Object> lineOf = new HashMap<>();
            placed.list("lines").forEach(line -> lineOf.put(line.get("lineId"), line.get("productLine")));
            List<RecordedEvent> seen = events.stream()
                    .filter(told -> !told.recordedAt().isAfter(knownAt)
                            && !told.occurredAt().isAfter(asOf))
                    .sorted(Comparator.comparing(RecordedEvent::occurredAt).thenComparing(RecordedEvent::sequence))
                    .toList();
            Set<Object> parts = dimension.equals("PRODUCT_LINE") ? new HashSet<>(lineOf.values()) : Set.of("whole");
            for (Object part : parts) {
                BigDecimal left = BigDecimal.ZERO;
                LocalDate placedOn = null;
                LocalDate backOn = null;
                Set<LocalDate> days = new HashSet<>();
                for (RecordedEvent told : seen) {
                    LocalDate day = told.occurredAt()
                            .atZone(zone(territory, told.occurredAt(), knownAt))
                            .toLocalDate();
                    for (Map<String, Object> line : told.list("lines")) {
                        if (part.equals("whole") || part.equals(lineOf.get(line.get("lineId")))) {
                            BigDecimal quantity = (BigDecimal) Objects.requireNonNull(line.get("quantity"));
                            left = left.add(told.equals(placed) ? quantity : quantity.negate());
                            boolean here = below(territory, root, told.occurredAt(), knownAt);
                            placedOn = told.equals(placed) && here ? day : placedOn;
                            backOn = told.equals(placed) ? backOn : here ? day : null;
                            if (here) {
                                days.add(day);
                            }
                        }
                    }
                }
                LocalDate goneOn = left.signum() == 0 ? backOn : null;
                for (LocalDate day : days) {
                    if (day.isBefore(from) || day.isAfter(to)) {
                        continue;
                    }
                    String key = switch (dimension) {
                                case "PRODUCT_LINE" -> (String) part;
                                case "TERRITORY" -> territory;
                                case "CUSTOMER" -> placed.text("customerId");
                                case "MONTH" -> YearMonth.from(day).toString();
                                default -> "";
                            }
                            + " "
                            + placed.text("currency");
                    boolean byMonth = dimension.equals("MONTH");
                    LocalDate first = byMonth && YearMonth.from(day).atDay(1).isAfter(from)
                            ? YearMonth.from(day).atDay(1)
                            : from;
                    LocalDate last =
                            byMonth && YearMonth.from(day).atEndOfMonth().isBefore(to)
                                    ? YearMonth.from(day).atEndOfMonth()
                                    : to;
                    orders.putIfAbsent(key, 0);
                    customers.computeIfAbsent(key, k -> new HashSet<>());
                    if (day.equals(placedOn)) {
                        orders.merge(key, 1, Integer::sum);
                    }
                    if (day.equals(goneOn)) {
                        orders.merge(key, -1, Integer::sum);
                    }
                    boolean gone = goneOn != null && !goneOn.isBefore(first) && !goneOn.isAfter(last);
                    if (day.equals(placedOn) && !gone) {
                        Objects.requireNonNull(customers.get(key)).add(placed.text("customerId"));
                    }
                }
            }
        }
        Map<String, String> counts = new TreeMap<>();
        orders.forEach((key, count) -> counts.put(
                key, count + " " + Objects.requireNonNull(customers.get(key)).size()));
        return counts;
    }

    /** What one unit of a currency is worth in CNY from a day on, as known from an instant on. */
    record Rate(String currency, LocalDate day, BigDecimal rate, Instant recordedAt) {}

    /** Sales in CNY at the rates of the days of their orders, and what is missing, of each currency the earliest day. */
    String salesInCny(String root, LocalDate from, LocalDate to, Instant asOf, Instant knownAt, List<Rate> rates) {
        BigDecimal sum = BigDecimal.ZERO;
        boolean any = false;
        boolean some = false;
        Map<String, Map<LocalDate, BigDecimal>> missing = new TreeMap<>();
        for (List<RecordedEvent> events : of("order.")) {
            RecordedEvent placed = events.getFirst();
            String territory = placed.text("territory");
            String currency = placed.text("currency");
            for (RecordedEvent told : events) {
                if (told.recordedAt().isAfter(knownAt)
                        || told.occurredAt().isAfter(asOf)
                        || !below(territory, root, told.occurredAt(), knownAt)) {
                    continue;
                }
                ZoneId zone = zone(territory, told.occurredAt(), knownAt);
                LocalDate day = told.occurredAt().atZone(zone).toLocalDate();
                if (day.isBefore(from) || day.isAfter(to)) {
                    continue;
                }
                LocalDate booked = placed.occurredAt().atZone(zone).toLocalDate();
                for (Map<String, Object> line : told.list("lines")) {
                    any = true;
                    BigDecimal amount = (BigDecimal) Objects.requireNonNull(line.get("amount"));
                    BigDecimal signed = told.equals(placed) ? amount : amount.negate();
                    BigDecimal rate = currency.equals("CNY") ? BigDecimal.ONE : rate(currency, booked, knownAt, rates);
                    if (rate == null) {
                        missing.computeIfAbsent(currency, c -> new TreeMap<>()).merge(booked, signed, BigDecimal::add);
                    } else {
                        some = true;
                        BigDecimal converted = signed.multiply(rate);
                        sum = sum.add(currency.equals("CNY") ? converted : converted.setScale(2, RoundingMode.HALF_UP));
                    }
                }
            }
        }
        List<String> names = new ArrayList<>();
        missing.forEach((name, days) -> days.entrySet().stream()
                // what comes to nothing at one rate needs none
                .filter(day -> day.getValue().signum() != 0)
                .findFirst()
                .ifPresent(day -> names.add(name + " to CNY on " + day.getKey())));
        if (!any) {
            return "-";
        }
        return names.isEmpty()
                ? plain(sum)
                : (some ? plain(sum) : "none") + " rate-missing: " + String.join(", ", names);
    }

    private static @Nullable BigDecimal rate(String currency, LocalDate day, Instant knownAt, List<Rate> rates) {
        Rate found = null;
        for (Rate rate : rates) {
            if (rate.currency().equals(currency)
                    && !rate.day().isAfter(day)
                    && !rate.recordedAt().isAfter(knownAt)
                    && (found == null || !rate.day().isBefore(found.day()))) {
                found = rate;
            }
        }
        return found == null ? null : found.rate();
    }

    private boolean below(String code, String root, Instant asOf, Instant knownAt) {
        String at = code;
        while (at != null) {
            if (at.equals(root)) {
                return true;
            }
            List<RecordedEvent> events = territory(at);
            String parent = events.getFirst().recordedAt().isAfter(knownAt)
                    ? null
                    : (String) events.getFirst().data().get("parent");
            for (RecordedEvent told : events) {
                if (told.type().equals("territory.TerritoryMoved")
                        && !told.recordedAt().isAfter(knownAt)) {
                    Instant from = LocalDate.parse(told.text("from"))
                            .atStartOfDay(ZoneId.of(events.getFirst().text("timeZone")))
                            .toInstant();
                    parent = from.isAfter(asOf) ? parent : told.text("newParent");
                }
            }
            at = parent;
        }
        return false;
    }

    private ZoneId zone(String code, Instant at, Instant knownAt) {
        RecordedEvent defined = territory(code).getFirst();
        return ZoneId.of(defined.recordedAt().isAfter(knownAt) ? "UTC" : defined.text("timeZone"));
    }

    private List<RecordedEvent> territory(String code) {
        return aggregates.stream()
                .filter(a -> a.getFirst().id().equals("territory-" + code))
                .findFirst()
                .orElseThrow();
    }

    private List<List<RecordedEvent>> of(String type) {
        return aggregates.stream()
                .filter(a -> a.getFirst().type().startsWith(type))
                .toList();
    }

    /** What is known and has happened, in the order in which it happened; the first event leads, come what may. */
    private static List<Step> steps(List<RecordedEvent> events, Instant asOf, Instant knownAt) {
        Instant begin = events.getFirst().occurredAt();
        List<Step> steps = new ArrayList<>();
        for (RecordedEvent told : events) {
            Instant at = told.occurredAt().isBefore(begin) ? begin : told.occurredAt();
            if (!told.recordedAt().isAfter(knownAt) && !at.isAfter(asOf)) {
                steps.add(new Step(told, at));
            }
        }
        steps.sort(
                Comparator.comparing(Step::at).thenComparing(step -> step.told().sequence()));
        return steps;
    }

    private static @Nullable Opportunity opportunity(List<Step> steps) {
        if (steps.isEmpty()) {
            return null;
        }
        Opportunity o = new Opportunity();
        for (Step step : steps) {
            RecordedEvent told = step.told();
            switch (told.type()) {
                case "opportunity.OpportunityOpened" -> {
                    o.territory = told.text("territory");
                    o.currency = told.text("currency");
                    o.amount = told.number("amount");
                    o.stage = told.text("stage");
                    o.rank = (int) Objects.requireNonNull(told.data().get("stageRank"));
                    o.probability = told.number("probability");
                }
                case "opportunity.StageChanged" -> {
                    o.stage = told.text("to");
                    o.rank = (int) Objects.requireNonNull(told.data().get("toRank"));
                    o.probability = told.number("probability");
                }
                case "opportunity.Reopened" -> {
                    o.stage = told.text("stage");
                    o.rank = (int) Objects.requireNonNull(told.data().get("stageRank"));
                    o.probability = told.number("probability");
                    o.status = "OPEN";
                }
                case "opportunity.LinesChanged" -> o.amount = told.number("amount");
                case "opportunity.OpportunityWon" -> o.status = "WON";
                case "opportunity.OpportunityLost" -> o.status = "LOST";
                default -> {}
            }
        }
        return o;
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
