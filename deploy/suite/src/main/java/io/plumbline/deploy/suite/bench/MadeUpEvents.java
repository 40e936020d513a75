package io.plumbline.deploy.suite.bench;

import io.plumbline.deploy.suite.bench.PublishedEvent.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a sales organisation of any size, with three years of opportunities behind it. For each million of these there are 5
 * million activities, 400 000 entries of sales, 100 000 customers and 10 000 goals, all in 30 territories.
 *
 * <p>Every aggregate is made of the seed and its number alone, so any part can be made again, in any order, and is the same. Some
 * of what happened was entered weeks late, some is backdated, and one territory has moved.
 */
public final class MadeUpEvents {

    /** The top of the tree; all other territories lie below it. */
    public static final String ROOT = "BENCH";

    private static final int REGIONS = 5;
    private static final int LEAVES = 24;
    private static final int REPRESENTATIVES = 8;
    private static final int MOVED_LEAF = 7;
    private static final int CHUNK = 2_000;
    private static final int GOALS_OF_A_TREE = 5;
    private static final Duration HISTORY = Duration.ofDays(3 * 365);
    private static final Duration CUSTOMER_HISTORY = Duration.ofDays(5 * 365);
    private static final List<String> SEGMENTS = List.of("large", "medium", "small", "public");
    private static final List<String> INDUSTRIES =
            List.of("manufacturing", "retail", "energy", "logistics", "health", "education", "banking", "transport");
    private static final List<String> CHANNELS =
            List.of("direct", "online", "exhibition", "partner", "seminar", "referral");
    private static final List<String> SOURCES =
            List.of("DIRECT", "SEARCH", "EXHIBITION", "PARTNER", "SEMINAR", "REFERRAL");
    private static final List<String> PRODUCT_LINES =
            List.of("controllers", "drives", "sensors", "software", "services");
    private static final List<String> STAGES = List.of("develop", "confirm-need", "propose", "quote", "negotiate");
    private static final List<Double> PROBABILITIES = List.of(0.05, 0.2, 0.4, 0.6, 0.8);
    private static final List<String> KINDS = List.of("VISIT", "CALL", "VIDEO_MEETING", "EMAIL", "DEMO");
    private static final List<String> ZONES =
            List.of("Asia/Shanghai", "Asia/Shanghai", "Asia/Shanghai", "Europe/Berlin", "America/New_York");
    private static final List<String> TIERS = List.of("A", "B", "B", "C", "C", "C", "D", "D");

    /** Kinds of aggregates that are made in chunks; each has random numbers of its own. */
    private enum Kind {
        CUSTOMER,
        OPPORTUNITY,
        ACTIVITY,
        GOAL,
        LIVE
    }

    private final long seed;
    private final Instant now;
    private final int opportunities;

    /** @param now the end of history; whole seconds */
    public MadeUpEvents(long seed, Instant now, int opportunities) {
        this.seed = seed;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.opportunities = opportunities;
    }

    private int customers() {
        return Math.max(1, opportunities / 10);
    }

    private long activities() {
        return opportunities * 5L;
    }

    private int goalTrees() {
        return Math.max(1, opportunities / 100 / GOALS_OF_A_TREE);
    }

    /** Into how many chunks it is divided. */
    public int chunks() {
        return 1 + chunks(customers()) + chunks(opportunities) + chunks(activities());
    }

    private static int chunks(long aggregates) {
        return Math.toIntExact((aggregates + CHUNK - 1) / CHUNK);
    }

    /** Makes a chunk's events; those of an aggregate are all in one chunk and in their order. */
    public void chunk(int number, Consumer<PublishedEvent> to) {
        int chunk = number;
        if (chunk == 0) {
            reference(to);
            return;
        }
        chunk--;
        if (chunk < chunks(customers())) {
            each(chunk, customers(), i -> customer((int) i, to));
            return;
        }
        chunk -= chunks(customers());
        if (chunk < chunks(opportunities)) {
            each(chunk, opportunities, i -> opportunity((int) i, to));
            return;
        }
        each(chunk - chunks(opportunities), activities(), i -> activity(i, to));
    }

    private static void each(int chunk, long aggregates, LongConsumer make) {
        for (long i = (long) chunk * CHUNK; i < Math.min(aggregates, (chunk + 1L) * CHUNK); i++) {
            make.accept(i);
        }
    }

    /**
     * What happens while reports are asked: an opportunity that opens, one that is called about, an order.
     *
     * @param number counted up from 0
     * @param at when it happens
     */
    public PublishedEvent live(long number, Instant at) {
        SplittableRandom random = random(Kind.LIVE, number);
        // unlike ids of history, those of another run differ
        String id = id(Kind.LIVE, number ^ at.toEpochMilli());
        int customer = random.nextInt(customers());
        int leaf = leafOf(customer);
        return switch ((int) (number % 3)) {
            case 0 -> opened(id, customer, random, at, at);
            case 1 ->
                event(
                        Publisher.ACTIVITY,
                        id,
                        0,
                        "activity.ActivityCompleted.v1",
                        at,
                        completed(customer, null, random, at));
            default ->
                event(
                        Publisher.ACTIVITY,
                        id,
                        0,
                        "order.OrderPlaced.v1",
                        at,
                        order(id, null, customer, leaf, random, at));
        };
    }

    /** Codes of all territories but the root. */
    public static List<String> territories() {
        List<String> codes = new ArrayList<>();
        IntStream.range(0, REGIONS).forEach(region -> codes.add(region(region)));
        IntStream.range(0, LEAVES).forEach(leaf -> codes.add(leaf(leaf)));
        return codes;
    }

    /** What reports can be filtered by: the values by the parameter's name. */
    public static List<String> values(String parameter) {
        return switch (parameter) {
            case "territory" -> territories();
            case "productLine" -> PRODUCT_LINES;
            case "segment" -> SEGMENTS;
            case "industry" -> INDUSTRIES;
            case "channel" -> CHANNELS;
            case "tier" -> List.of("A", "B", "C", "D");
            case "representative" ->
                IntStream.range(0, LEAVES)
                        .mapToObj(leaf -> representative(leaf, 0))
                        .toList();
            default -> List.of();
        };
    }

    /** A goal of some tree, at its top. */
    public String goal(SplittableRandom random) {
        return goalId(random.nextInt(goalTrees()), 0);
    }

    /** A territory's plan of the present year. */
    public String plan(SplittableRandom random) {
        return planId(
                random.nextInt(REGIONS + LEAVES + 1), now.atZone(ZoneOffset.UTC).getYear());
    }

    private static String region(int region) {
        return ROOT + "-" + (region + 1);
    }

    private static String leaf(int leaf) {
        return region(leaf % REGIONS) + "-" + (leaf / REGIONS + 1);
    }

    private static String representative(int leaf, int number) {
        return "rep-" + (leaf + 1) + "-" + (number + 1);
    }

    /** By number: the root, the regions, the leaves. */
    private static String territory(int number) {
        return number == 0 ? ROOT : number <= REGIONS ? region(number - 1) : leaf(number - REGIONS - 1);
    }

    private static int leafOf(int customer) {
        return Math.floorMod(customer * 0x9E3779B1, LEAVES);
    }

    private SplittableRandom random(Kind kind, long number) {
        return new SplittableRandom(mix(seed * 31 + kind.ordinal()) + number * 0x9E3779B97F4A7C15L);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        return (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    }

    private static String id(Kind kind, long number) {
        return new UUID(mix(number + 1) & ~0xF000L | 0x7000L, mix(kind.ordinal() + 1L) & ~(3L << 62) | 2L << 62)
                .toString();
    }

    private static <T> T one(List<T> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }

    private static PublishedEvent event(
            Publisher publisher, String id, int sequence, String type, Instant recordedAt, Json json) {
        return new PublishedEvent(publisher, id, sequence, type, recordedAt, json.toString());
    }

    /** Hands on an aggregate's events: each recorded a while after it happened, and none before the one before it. */
    private final class Aggregate {

        private final Publisher publisher;
        private final String id;
        private final SplittableRandom random;
        private final Consumer<PublishedEvent> to;
        private int sequence;
        private Instant recorded = Instant.MIN;

        Aggregate(Publisher publisher, String id, SplittableRandom random, Consumer<PublishedEvent> to) {
            this.publisher = publisher;
            this.id = id;
            this.random = random;
            this.to = to;
        }

        void happens(String type, Instant at, Json json) {
            long late = random.nextInt(50) == 0 ? random.nextInt(40 * 86_400) : random.nextInt(7_200);
            Instant entered = at.plusSeconds(late);
            entered = entered.isAfter(now) ? now : entered;
            recorded = entered.isAfter(recorded) ? entered : recorded;
            to.accept(event(publisher, id, sequence++, type, recorded, json.with("occurredAt", at)));
        }
    }

    private void reference(Consumer<PublishedEvent> to) {
        Instant begin = now.minus(CUSTOMER_HISTORY);
        Json policy = new Json()
                .with("territory", null)
                .with("version", 1)
                .with("services", List.of(cadence("A", 7), cadence("B", 14), cadence("C", 30), cadence("D", 90)))
                .with("occurredAt", begin);
        to.accept(event(Publisher.CUSTOMER, "tierpolicy-default", 0, "tierpolicy.PolicyPublished.v1", begin, policy));
        for (int number = 0; number <= REGIONS + LEAVES; number++) {
            defineTerritory(number, begin, to);
        }
        int year = now.atZone(ZoneOffset.UTC).getYear();
        for (int number = 0; number <= REGIONS + LEAVES; number++) {
            draftPlan(number, year - 1, to);
            draftPlan(number, year, to);
        }
        for (int tree = 0; tree < goalTrees(); tree++) {
            goalTree(tree, to);
        }
    }

    private static Json cadence(String tier, int days) {
        return new Json().with("tier", tier).with("cadenceDays", days);
    }

    private void defineTerritory(int number, Instant begin, Consumer<PublishedEvent> to) {
        int leaf = number - REGIONS - 1;
        String code = territory(number);
        String id = "territory-" + code;
        int region = leaf >= 0 ? leaf % REGIONS : Math.max(0, number - 1);
        String parent = number == 0 ? null : leaf < 0 ? ROOT : region(region);
        List<Json> events = new ArrayList<>();
        List<String> types = new ArrayList<>();
        types.add("territory.TerritoryDefined.v1");
        events.add(new Json()
                .with("code", code)
                .with("nameEn", "Bench " + number)
                .with("nameZh", "测" + number)
                .with("parent", parent)
                .with("timeZone", ZONES.get(region))
                .with("currency", "CNY")
                .with("priority", number % 4 == 0 ? "KEY" : "NORMAL")
                .with("occurredAt", begin));
        for (int i = 0; leaf >= 0 && i < REPRESENTATIVES; i++) {
            types.add("territory.RepresentativeAssigned.v1");
            events.add(new Json()
                    .with("assignmentId", code + "-" + i)
                    .with("representative", representative(leaf, i))
                    .with("displayName", "Representative " + i)
                    .with("role", "REP")
                    .with("productLine", null)
                    .with("segment", null)
                    .with("from", day(begin))
                    .with("to", null)
                    .with("occurredAt", begin));
        }
        if (leaf == MOVED_LEAF) {
            types.add("territory.TerritoryMoved.v1");
            events.add(new Json()
                    .with("newParent", region((region + 1) % REGIONS))
                    .with("from", day(now.minus(Duration.ofDays(400))))
                    .with("occurredAt", now.minus(Duration.ofDays(420))));
        }
        for (int i = 0; i < events.size(); i++) {
            Instant recorded = types.get(i).contains("Moved") ? now.minus(Duration.ofDays(420)) : begin;
            to.accept(event(Publisher.GOAL, id, i, types.get(i), recorded, events.get(i)));
        }
    }

    private static String planId(int territory, int year) {
        return "plan-" + year + "-" + territory(territory);
    }

    private void draftPlan(int number, int year, Consumer<PublishedEvent> to) {
        Instant at = day(year, 1).atStartOfDay(ZoneOffset.UTC).minusDays(30).toInstant();
        Json draft = new Json()
                .with("type", "ANNUAL")
                .with("name", "Plan " + year + " of " + territory(number))
                .with("territory", territory(number))
                .with("owner", "manager-" + number)
                .with("currency", "CNY")
                .with(
                        "period",
                        new Json()
                                .with("from", day(year, 1))
                                .with("to", day(year, 13).minusDays(1)));
        var plan = new Aggregate(Publisher.GOAL, planId(number, year), random(Kind.GOAL, -number - year), to);
        plan.happens("plan.PlanDrafted.v1", at, draft);
        plan.happens("plan.MarketAnalysed.v1", at, new Json().with("size", 1_000_000_000L));
        plan.happens("plan.PlanSubmitted.v1", at.plusSeconds(60), new Json());
        plan.happens("plan.PlanApproved.v1", at.plusSeconds(120), new Json());
        plan.happens("plan.PlanActivated.v1", at.plusSeconds(180), new Json());
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The first day of a month; the thirteenth is the next year's first. */
    private static LocalDate day(int year, int month) {
        return LocalDate.of(year, 1, 1).plusMonths(month - 1L);
    }

    private static String goalId(int tree, int quarter) {
        return id(Kind.GOAL, (long) tree * GOALS_OF_A_TREE + quarter);
    }

    /** A goal of a year with one below it for each quarter. */
    private void goalTree(int tree, Consumer<PublishedEvent> to) {
        SplittableRandom random = random(Kind.GOAL, tree);
        int territory = Math.floorMod(tree, REGIONS + LEAVES + 1);
        int year = now.atZone(ZoneOffset.UTC).getYear() - tree / (REGIONS + LEAVES + 1) % 2;
        String metric = metric(random.nextInt(100));
        boolean money =
                List.of("SALES_AMOUNT", "GROSS_PROFIT", "AVERAGE_ORDER_VALUE").contains(metric);
        long target = switch (metric) {
            case "SALES_AMOUNT", "GROSS_PROFIT" -> 40_000L + random.nextInt(4_000_000);
            case "AVERAGE_ORDER_VALUE" -> 60_000;
            case "REPURCHASE_RATE" -> 40;
            default -> 40 + random.nextInt(4_000);
        };
        boolean adds = !List.of("AVERAGE_ORDER_VALUE", "REPURCHASE_RATE", "ACTIVE_CUSTOMERS")
                .contains(metric);
        Json scope = scope(territory, metric, random);
        for (int quarter = 0; quarter < GOALS_OF_A_TREE; quarter++) {
            LocalDate from = quarter == 0 ? day(year, 1) : day(year, 3 * quarter - 2);
            LocalDate until = (quarter == 0 ? day(year, 13) : day(year, 3 * quarter + 1)).minusDays(1);
            Instant at = day(year, 1).atStartOfDay(ZoneOffset.UTC).minusDays(20).toInstant();
            long part = quarter == 0 || !adds ? target : target / 4;
            var goal = new Aggregate(Publisher.GOAL, goalId(tree, quarter), random, to);
            goal.happens(
                    "goal.GoalDrafted.v1",
                    at,
                    new Json()
                            .with("planId", planId(territory, year))
                            .with("parentId", quarter == 0 ? null : goalId(tree, 0))
                            .with("name", "Goal " + tree + "/" + quarter)
                            .with("metric", metric)
                            .with("activityKind", metric.equals("ACTIVITIES") ? "VISIT" : null)
                            .with("unit", money ? "CNY" : metric.equals("REPURCHASE_RATE") ? "PERCENT" : "COUNT")
                            .with("currency", money ? "CNY" : null)
                            .with("target", part)
                            .with("baseline", null)
                            .with("period", new Json().with("from", from).with("to", until))
                            .with("scope", scope)
                            .with("numerator", null)
                            .with("owner", "manager-" + territory)
                            .with("weight", null)
                            .with("phasing", quarter == 0 && adds ? phases(year, part) : List.of())
                            .with("completionTolerance", 0.05));
            goal.happens("goal.GoalSubmitted.v1", at.plusSeconds(60), new Json());
            goal.happens("goal.GoalApproved.v1", at.plusSeconds(120), new Json());
            goal.happens("goal.GoalActivated.v1", at.plusSeconds(180), new Json());
            if (quarter == 0 && adds) {
                IntFunction<Json> child = n -> new Json()
                        .with("goalId", goalId(tree, n))
                        .with("target", target / 4)
                        .with("weight", null);
                goal.happens(
                        "goal.GoalDecomposed.v1",
                        at.plusSeconds(240),
                        new Json()
                                .with("decompositionId", "quarters-" + tree)
                                .with("dimension", "PERIOD")
                                .with(
                                        "parts",
                                        IntStream.rangeClosed(1, 4)
                                                .mapToObj(child)
                                                .toList()));
            }
            Instant closing = until.plusDays(7).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (closing.isBefore(now) && random.nextBoolean()) {
                goal.happens(
                        "goal.GoalClosed.v1",
                        closing,
                        new Json().with("outcome", random.nextBoolean() ? "ACHIEVED" : "MISSED"));
            }
        }
    }

    private static List<Json> phases(int year, long target) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(quarter -> new Json()
                        .with("from", day(year, 3 * quarter - 2))
                        .with("to", day(year, 3 * quarter + 1).minusDays(1))
                        .with("target", target / 4))
                .toList();
    }

    private static String metric(int percent) {
        return percent < 70
                ? "SALES_AMOUNT"
                : percent < 75
                        ? "UNITS"
                        : percent < 80
                                ? "GROSS_PROFIT"
                                : percent < 86
                                        ? "NEW_CUSTOMERS"
                                        : percent < 92
                                                ? "ACTIVITIES"
                                                : percent < 96
                                                        ? "ACTIVE_CUSTOMERS"
                                                        : percent < 98 ? "REPURCHASE_RATE" : "AVERAGE_ORDER_VALUE";
    }

    private static Json scope(int territory, String metric, SplittableRandom random) {
        int narrower = random.nextInt(10);
        int leaf = territory - REGIONS - 1;
        boolean ofSales = List.of("SALES_AMOUNT", "UNITS", "GROSS_PROFIT").contains(metric);
        return new Json()
                .with("territory", territory(territory))
                .with("productLines", ofSales && narrower < 4 ? List.of(one(PRODUCT_LINES, random)) : List.of())
                .with("segments", narrower == 4 || narrower == 5 ? List.of(one(SEGMENTS, random)) : List.of())
                .with("industries", List.of())
                .with("channels", narrower == 6 ? List.of(one(CHANNELS, random)) : List.of())
                .with(
                        "representative",
                        leaf >= 0 && narrower >= 7 ? representative(leaf, random.nextInt(REPRESENTATIVES)) : null);
    }

    private static String customerId(int customer) {
        return id(Kind.CUSTOMER, customer);
    }

    private Instant registered(int customer) {
        return now.minus(CUSTOMER_HISTORY).plusSeconds((long)
                (CUSTOMER_HISTORY.minus(Duration.ofDays(30)).toSeconds() * (double) customer / customers()));
    }

    private static String ownerOf(int customer) {
        return representative(leafOf(customer), Math.floorMod(customer * 31, REPRESENTATIVES));
    }

    private void customer(int number, Consumer<PublishedEvent> to) {
        SplittableRandom random = random(Kind.CUSTOMER, number);
        var customer = new Aggregate(Publisher.CUSTOMER, customerId(number), random, to);
        Instant at = registered(number);
        String industry = one(INDUSTRIES, random);
        String channel = one(CHANNELS, random);
        customer.happens(
                "customer.CustomerRegistered.v1", at, profile(number, one(SEGMENTS, random), industry, channel));
        customer.happens(
                "customer.TierChanged.v1", at.plusSeconds(86_400), new Json().with("tier", one(TIERS, random)));
        customer.happens(
                "customer.LifecycleChanged.v1", at.plusSeconds(20 * 86_400), new Json().with("lifecycle", "CUSTOMER"));
        Instant later = at.plusSeconds(25 * 86_400 + random.nextInt(400 * 86_400));
        if (later.isBefore(now) && random.nextInt(5) == 0) {
            customer.happens("customer.TierChanged.v1", later, new Json().with("tier", one(TIERS, random)));
        }
        if (later.isBefore(now) && random.nextInt(33) == 0) {
            customer.happens(
                    "customer.ProfileChanged.v1", later, profile(number, one(SEGMENTS, random), industry, channel));
        }
    }

    private static Json profile(int number, String segment, String industry, String channel) {
        return new Json()
                .with("nameEn", "Customer " + number)
                .with("nameZh", null)
                .with("segment", segment)
                .with("industry", industry)
                .with("size", 10 + number % 5_000)
                .with("territory", leaf(leafOf(number)))
                .with("channel", channel)
                .with("owner", ownerOf(number));
    }

    private Instant opened(int opportunity) {
        return now.minus(HISTORY).plusSeconds((long) (HISTORY.toSeconds() * (opportunity + 0.5) / opportunities));
    }

    /** Somebody who was registered by then, as a rule; what is known of a customer reaches back. */
    private int customerOf(SplittableRandom random) {
        return random.nextInt(customers());
    }

    private static Json lines(double amount, String productLine, int quantity) {
        return new Json()
                .with("productLine", productLine)
                .with("product", productLine + "-" + quantity % 4)
                .with("quantity", quantity)
                .with("amount", amount);
    }

    private static PublishedEvent opened(
            String id, int customer, SplittableRandom random, Instant at, Instant recorded) {
        return event(
                Publisher.ACTIVITY,
                id,
                0,
                "opportunity.OpportunityOpened.v1",
                recorded,
                opening(customer, random, at).with("occurredAt", at));
    }

    private static Json opening(int customer, SplittableRandom random, Instant at) {
        int quantity = 1 + random.nextInt(40);
        double amount = quantity * 1_250.5;
        int leaf = leafOf(customer);
        return new Json()
                .with("customerId", customerId(customer))
                .with("name", "Opportunity")
                .with("pipeline", "default")
                .with("stage", STAGES.getFirst())
                .with("stageRank", 1)
                .with("probability", PROBABILITIES.getFirst())
                .with("source", one(SOURCES, random))
                .with("currency", "CNY")
                .with("amount", amount)
                .with("lines", List.of(lines(amount, one(PRODUCT_LINES, random), quantity)))
                .with("expectedClose", day(at.plus(Duration.ofDays(30L + random.nextInt(90)))))
                .with("owner", representative(leaf, random.nextInt(REPRESENTATIVES)))
                .with("territory", leaf(leaf))
                .with("channel", one(CHANNELS, random));
    }

    private void opportunity(int number, Consumer<PublishedEvent> to) {
        SplittableRandom random = random(Kind.OPPORTUNITY, number);
        String id = id(Kind.OPPORTUNITY, number);
        var opportunity = new Aggregate(Publisher.ACTIVITY, id, random, to);
        int customer = customerOf(random);
        Instant at = opened(number);
        opportunity.happens("opportunity.OpportunityOpened.v1", at, opening(customer, random, at));
        int stage = 0;
        while (true) {
            // mostly days, sometimes months
            at = at.plusSeconds(3_600L * (6 + random.nextInt(200)) * (random.nextInt(12) == 0 ? 6 : 1));
            if (at.isAfter(now)) {
                break;
            }
            int chance = random.nextInt(100);
            if (chance < 18) {
                opportunity.happens(
                        "opportunity.OpportunityLost.v1",
                        at,
                        new Json().with("reason", "PRICE").with("competitor", null));
                break;
            } else if (chance < 22) {
                opportunity.happens(
                        "opportunity.ExpectedCloseChanged.v1",
                        at,
                        new Json().with("expectedClose", day(at.plus(Duration.ofDays(45)))));
            } else if (chance < 25 && stage > 0) {
                stage--;
                opportunity.happens("opportunity.StageChanged.v1", at, stage(stage));
            } else if (stage + 1 < STAGES.size()) {
                stage = Math.min(stage + (chance > 85 ? 2 : 1), STAGES.size() - 1);
                opportunity.happens("opportunity.StageChanged.v1", at, stage(stage));
            } else {
                String order = id(Kind.OPPORTUNITY, -number - 1L);
                opportunity.happens("opportunity.OpportunityWon.v1", at, new Json().with("orderId", order));
                placeOrder(order, id, customer, random, at, to);
                break;
            }
        }
        if (random.nextInt(100) == 0) {
            // somebody remembers what changed long before
            Instant backdated = opened(number).plusSeconds(3_600);
            int quantity = 1 + random.nextInt(40);
            if (backdated.isBefore(now)) {
                opportunity.happens(
                        "opportunity.LinesChanged.v1",
                        backdated,
                        new Json()
                                .with("amount", quantity * 1_250.5)
                                .with(
                                        "lines",
                                        List.of(lines(quantity * 1_250.5, one(PRODUCT_LINES, random), quantity))));
            }
        }
        if (number % 20 == 0) {
            placeOrder(id(Kind.OPPORTUNITY, Long.MIN_VALUE + number), null, customer, random, opened(number), to);
        }
    }

    private static Json stage(int stage) {
        return new Json()
                .with("to", STAGES.get(stage))
                .with("toRank", stage + 1)
                .with("probability", PROBABILITIES.get(stage));
    }

    private static Json order(
            String id, @Nullable String opportunity, int customer, int leaf, SplittableRandom random, Instant at) {
        List<Json> lines = new ArrayList<>();
        int count = random.nextInt(4) == 0 ? 2 : 1;
        for (int line = 1; line <= count; line++) {
            int quantity = 1 + random.nextInt(40);
            lines.add(lines(quantity * 1_250.5, one(PRODUCT_LINES, random), quantity)
                    .with("lineId", Integer.toString(line))
                    .with("cost", random.nextInt(50) == 0 ? null : quantity * 900));
        }
        return new Json()
                .with("orderId", id)
                .with("opportunityId", opportunity)
                .with("customerId", customerId(customer))
                .with("representative", representative(leaf, random.nextInt(REPRESENTATIVES)))
                .with("channel", one(CHANNELS, random))
                .with("territory", leaf(leaf))
                .with("currency", "CNY")
                .with("lines", lines)
                .with("orderedAt", at)
                .with("occurredAt", at);
    }

    private void placeOrder(
            String id,
            @Nullable String opportunity,
            int customer,
            SplittableRandom random,
            Instant at,
            Consumer<PublishedEvent> to) {
        Json order = order(id, opportunity, customer, leafOf(customer), random, at);
        Instant recorded = at.plusSeconds(random.nextInt(7_200));
        recorded = recorded.isAfter(now) ? now : recorded;
        to.accept(event(Publisher.ACTIVITY, id, 0, "order.OrderPlaced.v1", recorded, order));
        Instant back = at.plusSeconds(5 * 86_400 + random.nextInt(30 * 86_400));
        if (random.nextInt(33) == 0 && back.isBefore(now)) {
            Json part = new Json().with("lineId", "1").with("quantity", 1).with("amount", 1_250.5);
            Json taken = new Json().with("lines", List.of(part)).with("occurredAt", back);
            to.accept(event(Publisher.ACTIVITY, id, 1, "order.LinesReturned.v1", back, taken));
        }
    }

    private static Json completed(int customer, @Nullable String opportunity, SplittableRandom random, Instant at) {
        return activity(customer, opportunity, random).with("plannedAt", null).with("occurredAt", at);
    }

    private static Json activity(int customer, @Nullable String opportunity, SplittableRandom random) {
        int leaf = leafOf(customer);
        return new Json()
                .with("customerId", customerId(customer))
                .with("opportunityId", opportunity)
                .with("kind", one(KINDS, random))
                .with("representative", representative(leaf, random.nextInt(REPRESENTATIVES)))
                .with("territory", leaf(leaf));
    }

    private void activity(long number, Consumer<PublishedEvent> to) {
        int owner = (int) (number / 5);
        SplittableRandom random = random(Kind.ACTIVITY, number);
        // the customer that the opportunity was opened for
        SplittableRandom ofOpportunity = random(Kind.OPPORTUNITY, owner);
        int customer = customerOf(ofOpportunity);
        var activity = new Aggregate(Publisher.ACTIVITY, id(Kind.ACTIVITY, number), random, to);
        Instant at = opened(owner).plusSeconds(3_600 + random.nextInt(45 * 86_400));
        at = at.isAfter(now) ? now.minusSeconds(random.nextInt(86_400)) : at;
        Json what = activity(customer, id(Kind.OPPORTUNITY, owner), random);
        if (random.nextInt(5) >= 2) {
            activity.happens("activity.ActivityCompleted.v1", at, what.with("plannedAt", null));
            return;
        }
        Json plan = what.with("plannedAt", at);
        activity.happens("activity.ActivityPlanned.v1", at.minusSeconds(3 * 86_400L), plan);
        int chance = random.nextInt(100);
        if (chance < 4) {
            activity.happens("activity.ActivityMissed.v1", at, new Json());
        } else {
            Json done = activity(customer, id(Kind.OPPORTUNITY, owner), random).with("plannedAt", at);
            activity.happens("activity.ActivityCompleted.v1", at, done);
        }
    }
}
