package io.plumbline.deploy.suite.demo;

import io.plumbline.deploy.suite.demo.Geography.Territory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the organisation did over eighteen months, up to an instant: the same for the same instant, because every choice comes
 * from a seed and every seed from a name.
 *
 * <p>Business has seasons; representatives differ in how well they sell, and some have got better lately, so that a year's
 * goal is red for some, green for others, and recovering for a few.
 */
final class Organisation {

    static final int MONTHS = 18;
    private static final int RECENT_DAYS = 75;
    private static final double OPPORTUNITIES_A_MONTH = 2.2;
    /** January first: quiet around the new year and in high summer, busy before the year's end. */
    private static final double[] SEASON = {0.8, 0.6, 1.1, 1.0, 1.0, 1.2, 0.8, 0.8, 1.1, 1.1, 1.2, 1.3};

    /** Those that follow the first one, in their order. */
    static final List<String> STAGES = List.of("confirm-need", "propose", "quote", "negotiate");

    private static final List<String> INDUSTRIES =
            List.of("manufacturing", "retail", "logistics", "energy", "health", "food");
    private static final List<String> CHANNELS = List.of("online", "exhibition", "referral", "partner", "direct");
    private static final List<String> SOURCES =
            List.of("SEARCH", "EXHIBITION", "REFERRAL", "PARTNER", "DIRECT", "WEBINAR", "EMAIL");
    private static final List<String> LOSSES =
            List.of("PRICE", "PRICE", "COMPETITOR", "NO_BUDGET", "NO_NEED", "TIMING", "NO_DECISION");
    private static final List<Product> PRODUCTS = List.of(
            new Product("controllers", "PLC-200", 0.72),
            new Product("controllers", "PLC-400", 0.66),
            new Product("drives", "DR-10", 0.70),
            new Product("drives", "DR-30", 0.64),
            new Product("sensors", "SN-5", 0.55),
            new Product("services", "Maintenance", 0.45));

    private static final List<String> COMPETITORS = List.of("Northern Drives", "Hengli Automation", "Baltic Sensors");

    private record Product(String line, String name, double costShare) {

        BigDecimal cost(BigDecimal amount) {
            return amount.multiply(BigDecimal.valueOf(costShare)).setScale(2, java.math.RoundingMode.HALF_EVEN);
        }
    }

    /**
     * @param skill how well they sell, about 1
     * @param lately how well in the last weeks
     */
    record Representative(String id, String name, Territory territory, double skill, double lately) {}

    record Customer(
            String reference,
            String name,
            String segment,
            String industry,
            int size,
            Territory territory,
            String channel,
            Representative owner,
            Instant registeredAt) {}

    record Move(String stage, Instant at) {}

    /**
     * @param cost of the whole quantity
     * @param wonAt null unless it was won
     * @param lostAt null unless it was lost
     */
    record Opportunity(
            String reference,
            Customer customer,
            String name,
            String productLine,
            String product,
            int quantity,
            BigDecimal amount,
            BigDecimal cost,
            String source,
            LocalDate expectedClose,
            Instant openedAt,
            List<Move> moves,
            @Nullable Instant wonAt,
            @Nullable Instant lostAt,
            @Nullable String lossReason) {

        boolean isOpen() {
            return wonAt == null && lostAt == null;
        }

        /** To whom it was lost; null unless it was lost to a competitor. */
        @Nullable String competitor() {
            return "COMPETITOR".equals(lossReason)
                    ? COMPETITORS.get(Math.floorMod(reference.hashCode(), COMPETITORS.size()))
                    : null;
        }
    }

    /** A repeat purchase. */
    record Order(
            String reference,
            Customer customer,
            String productLine,
            String product,
            int quantity,
            BigDecimal amount,
            BigDecimal cost,
            Instant orderedAt) {}

    /**
     * @param opportunity null where it serves none
     * @param completedAt null where it was not, or not yet
     */
    record Activity(
            String reference,
            Customer customer,
            @Nullable String opportunity,
            String kind,
            String purpose,
            Instant plannedAt,
            Instant plannedOn,
            @Nullable Instant completedAt,
            @Nullable String outcome) {}

    private final Instant now;
    private final Demonstration.Size size;
    private final YearMonth first;
    private final List<Representative> representatives = new ArrayList<>();
    private final List<Customer> customers = new ArrayList<>();
    private final Map<Representative, List<Customer>> owned = new HashMap<>();
    private final List<Opportunity> opportunities = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();

    /** @param now nothing happened later; activities are planned beyond it */
    Organisation(Instant now, Demonstration.Size size) {
        this.now = now;
        this.size = size;
        this.first = YearMonth.from(now.atOffset(java.time.ZoneOffset.UTC)).minusMonths(MONTHS - 1L);
        hire();
        register();
        representatives.forEach(this::sell);
        customers.forEach(this::keepContact);
    }

    /** The first day of the eighteen months. */
    LocalDate begin() {
        return first.atDay(1);
    }

    Demonstration.Size size() {
        return size;
    }

    List<Representative> representatives() {
        return representatives;
    }

    List<Customer> customers() {
        return customers;
    }

    List<Opportunity> opportunities() {
        return opportunities;
    }

    List<Order> orders() {
        return orders;
    }

    List<Activity> activities() {
        return activities;
    }

    private void hire() {
        for (Territory territory : Geography.leaves()) {
            for (int i = 1; i <= size.representatives(); i++) {
                boolean mei = territory.code().equals("SHANGHAI") && i == 1;
                String id = mei ? "mei" : "rep-" + territory.code().toLowerCase(java.util.Locale.ROOT) + "-" + i;
                Random chance = new Random(id.hashCode());
                double skill = 0.6 + 0.8 * chance.nextDouble();
                boolean recovering = chance.nextInt(7) == 0;
                representatives.add(new Representative(
                        id,
                        mei ? "Mei" : "%s %d".formatted(territory.nameEn(), i),
                        territory,
                        recovering ? 0.6 * skill : skill,
                        recovering ? 1.8 * skill : skill));
            }
        }
    }

    private void register() {
        for (int i = 0; i < size.customers(); i++) {
            Representative owner = representatives.get(i % representatives.size());
            Random chance = new Random(31L * i + 7);
            String segment = chance.nextInt(10) < 2 ? "large" : chance.nextInt(10) < 5 ? "medium" : "small";
            int size = switch (segment) {
                case "large" -> 500 + chance.nextInt(4_000);
                case "medium" -> 80 + chance.nextInt(400);
                default -> 5 + chance.nextInt(70);
            };
            LocalDate registered = begin().plusDays(chance.nextInt(i % 3 == 0 ? 400 : 30));
            Customer customer = new Customer(
                    "C-%05d".formatted(i + 1),
                    "%s customer %d"
                            .formatted(
                                    owner.territory().nameEn(),
                                    i / representatives.size() + 1 + (i % this.size.representatives()) * 100),
                    segment,
                    pick(INDUSTRIES, chance),
                    size,
                    owner.territory(),
                    pick(CHANNELS, chance),
                    owner,
                    at(registered, owner, chance));
            customers.add(customer);
            owned.computeIfAbsent(owner, rep -> new ArrayList<>()).add(customer);
        }
    }

    private void sell(Representative representative) {
        Random chance = new Random(representative.id().hashCode() * 31L);
        List<Customer> own = owned.getOrDefault(representative, List.of());
        for (YearMonth month = first; !month.isAfter(first.plusMonths(MONTHS - 1L)); month = month.plusMonths(1)) {
            double wanted = OPPORTUNITIES_A_MONTH * SEASON[month.getMonthValue() - 1] + chance.nextDouble();
            for (int i = 0; i < (int) wanted; i++) {
                LocalDate day = month.atDay(1 + chance.nextInt(month.lengthOfMonth()));
                Customer customer = own.get(chance.nextInt(own.size()));
                Instant opened = at(day, representative, chance);
                if (opened.isBefore(now) && opened.isAfter(customer.registeredAt())) {
                    follow(customer, opened, chance);
                }
            }
        }
    }

    private void follow(Customer customer, Instant opened, Random chance) {
        Representative owner = customer.owner();
        Product product = pick(PRODUCTS, chance);
        int quantity = 1 + chance.nextInt(40);
        BigDecimal amount = amount(customer, chance);
        String reference = "O-%05d".formatted(opportunities.size() + 1);
        List<Move> moves = new ArrayList<>();
        Instant at = opened;
        Instant won = null;
        Instant lost = null;
        boolean stalls = chance.nextInt(100) < 6;
        int steps = stalls ? 1 + chance.nextInt(3) : STAGES.size();
        contact(customer, reference, "VISIT", "hear what they need", opened.plusSeconds(86_400), chance);
        for (String stage : STAGES.subList(0, steps)) {
            at = later(at, 3 + chance.nextInt(18), owner, chance);
            if (!at.isBefore(now)) {
                break;
            }
            double skill = isRecent(at) ? owner.lately() : owner.skill();
            if (chance.nextDouble() < 0.22 / skill) {
                lost = at;
                break;
            }
            moves.add(new Move(stage, at));
            if (chance.nextInt(3) > 0) {
                contact(
                        customer,
                        reference,
                        chance.nextBoolean() ? "CALL" : "VISIT",
                        "come to " + stage,
                        at.minusSeconds(90_000),
                        chance);
            }
        }
        if (lost == null && moves.size() == STAGES.size()) {
            Instant end = later(at, 2 + chance.nextInt(10), owner, chance);
            if (end.isBefore(now)) {
                won = chance.nextInt(10) > 0 ? end : null;
                lost = won == null ? end : null;
            }
        }
        opportunities.add(new Opportunity(
                reference,
                customer,
                "%s for %s".formatted(product.name(), customer.name()),
                product.line(),
                product.name(),
                quantity,
                amount,
                product.cost(amount),
                pick(SOURCES, chance),
                LocalDate.ofInstant(opened, owner.territory().zone()).plusDays(45 + chance.nextInt(60)),
                opened,
                moves,
                won,
                lost,
                lost == null ? null : pick(LOSSES, chance)));
        if (won != null && chance.nextInt(100) < 45) {
            repeat(customer, product, quantity, amount, won, chance);
        }
        if (won == null && lost == null && !stalls) {
            Instant next = now.plusSeconds(3_600L * (4 + chance.nextInt(24 * 12)));
            activities.add(new Activity(
                    reference(),
                    customer,
                    reference,
                    "CALL",
                    "agree on the next step",
                    next,
                    now.minusSeconds(7_200),
                    null,
                    null));
        }
    }

    private void repeat(
            Customer customer, Product product, int quantity, BigDecimal amount, Instant won, Random chance) {
        Instant ordered = later(won, 50 + chance.nextInt(80), customer.owner(), chance);
        if (!ordered.isBefore(now)) {
            return;
        }
        BigDecimal part = amount.multiply(new BigDecimal("0.4")).setScale(0, java.math.RoundingMode.HALF_EVEN);
        orders.add(new Order(
                "R-%05d".formatted(orders.size() + 1),
                customer,
                product.line(),
                product.name(),
                Math.max(1, quantity * 2 / 5),
                part,
                product.cost(part),
                ordered));
    }

    /** Some customers are called once in a while though nothing is on offer. */
    private void keepContact(Customer customer) {
        Random chance = new Random(customer.reference().hashCode());
        if (chance.nextInt(5) > 0) {
            return;
        }
        Instant next = later(customer.registeredAt(), 20 + chance.nextInt(60), customer.owner(), chance);
        while (next.isBefore(now)) {
            contact(customer, null, "CALL", "keep in touch", next, chance);
            next = later(next, 70 + chance.nextInt(50), customer.owner(), chance);
        }
    }

    private void contact(
            Customer customer,
            @Nullable String opportunity,
            String kind,
            String purpose,
            Instant planned,
            Random chance) {
        boolean done = chance.nextInt(100) < 88 && planned.plusSeconds(7_200).isBefore(now);
        Instant completed = done ? planned.plusSeconds(600L * chance.nextInt(12)) : null;
        activities.add(new Activity(
                reference(),
                customer,
                opportunity,
                kind,
                purpose,
                planned,
                planned.minusSeconds(86_400L * (1 + chance.nextInt(6))),
                completed,
                completed == null ? null : "they want to go on"));
    }

    private String reference() {
        return "A-%06d".formatted(activities.size() + 1);
    }

    private static BigDecimal amount(Customer customer, Random chance) {
        int thousands = switch (customer.segment()) {
            case "large" -> 80 + chance.nextInt(320);
            case "medium" -> 30 + chance.nextInt(90);
            default -> 6 + chance.nextInt(30);
        };
        long amount = Math.round(thousands * 10.0 * customer.territory().money().perCny) * 100;
        return BigDecimal.valueOf(amount);
    }

    private boolean isRecent(Instant at) {
        return at.isAfter(now.minusSeconds(86_400L * RECENT_DAYS));
    }

    private static Instant later(Instant from, int days, Representative owner, Random chance) {
        return at(LocalDate.ofInstant(from, owner.territory().zone()).plusDays(days), owner, chance);
    }

    /** In office hours of the territory. */
    private static Instant at(LocalDate day, Representative owner, Random chance) {
        return day.atTime(LocalTime.of(9 + chance.nextInt(8), chance.nextInt(60)))
                .atZone(owner.territory().zone())
                .toInstant();
    }

    private static <T> T pick(List<T> from, Random chance) {
        return from.get(chance.nextInt(from.size()));
    }
}
