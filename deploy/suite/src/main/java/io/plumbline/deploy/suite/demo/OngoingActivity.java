package io.plumbline.deploy.suite.demo;

import io.plumbline.deploy.suite.demo.Organisation.Customer;
import io.plumbline.deploy.suite.demo.Organisation.Opportunity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the organisation go on living: every few seconds somebody talks to a customer, opens an opportunity, or brings one
 * further. What can't be sent is logged and let be; the next thing happens in its turn.
 */
public final class OngoingActivity {

    private static final Logger log = LoggerFactory.getLogger(OngoingActivity.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int LONGEST_SECONDS_MORE = 4;
    private static final String SYSTEM = "demonstration";

    private final Api operations;
    private final Organisation organisation;
    private final Clock clock = Clock.systemUTC();
    private final Random chance = new Random();
    private final List<Map<String, Object>> open = new ArrayList<>();
    private final Thread thread =
            Thread.ofPlatform().name("demonstration").daemon().unstarted(this::live);

    OngoingActivity(Api operations, Organisation organisation) {
        this.operations = operations;
        this.organisation = organisation;
    }

    /** Goes on for as long as the process does. */
    public void start() {
        thread.start();
    }

    private void live() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(SHORTEST.plusSeconds(chance.nextInt(LONGEST_SECONDS_MORE)));
                try {
                    happen(clock.instant());
                } catch (RuntimeException e) {
                    log.info("the demonstration stumbled: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            log.debug("the demonstration ends");
        }
    }

    private void happen(Instant now) throws InterruptedException {
        int what = chance.nextInt(10);
        if (what < 4) {
            talk(now);
        } else if (what < 7 || open.isEmpty()) {
            open(now);
        } else {
            bringFurther(open.get(chance.nextInt(open.size())), now);
        }
    }

    private void talk(Instant now) throws InterruptedException {
        Customer customer = anyCustomer();
        send(
                "/api/activities/bulk",
                Map.of(
                        "externalReference",
                        reference("live-" + now.toEpochMilli()),
                        "customer",
                        reference(customer.reference()),
                        "kind",
                        chance.nextBoolean() ? "CALL" : "VISIT",
                        "representative",
                        customer.owner().id(),
                        "purpose",
                        "keep in touch",
                        "completedAt",
                        now,
                        "outcome",
                        "they want to go on"));
    }

    private void open(Instant now) throws InterruptedException {
        // what somebody sold before is sold again, to another customer
        Opportunity like = organisation
                .opportunities()
                .get(chance.nextInt(organisation.opportunities().size()));
        Customer customer = anyCustomer();
        Map<String, Object> row = new HashMap<>(Map.of(
                "externalReference", reference("live-" + now.toEpochMilli()),
                "customer", reference(customer.reference()),
                "name", "%s for %s".formatted(like.product(), customer.name()),
                "openedIn", "develop",
                "source", like.source(),
                "currency", customer.territory().money(),
                "lines",
                        List.of(Map.of(
                                "productLine", like.productLine(),
                                "product", like.product(),
                                "quantity", like.quantity(),
                                "amount", like.amount(),
                                "cost", like.cost())),
                "expectedClose", LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(30 + chance.nextInt(40)),
                "owner", customer.owner().id(),
                "openedAt", now));
        row.put("moves", List.of());
        send("/api/opportunities/bulk", row);
        open.add(row);
    }

    private void bringFurther(Map<String, Object> row, Instant now) throws InterruptedException {
        List<?> moves = (List<?>) row.getOrDefault("moves", List.of());
        if (chance.nextInt(8) == 0) {
            row.put("lostAt", now);
            row.put("lossReason", "PRICE");
        } else if (moves.size() < Organisation.STAGES.size()) {
            List<Object> more = new ArrayList<>(moves);
            more.add(Map.of("to", Organisation.STAGES.get(moves.size()), "at", now));
            row.put("moves", more);
        } else {
            row.put("wonAt", now);
        }
        if (row.containsKey("lostAt") || row.containsKey("wonAt")) {
            open.remove(row);
        }
        send("/api/opportunities/bulk", row);
    }

    private Customer anyCustomer() {
        return organisation
                .customers()
                .get(chance.nextInt(organisation.customers().size()));
    }

    private void send(String path, Map<String, Object> row) throws InterruptedException {
        operations.post(path, "live-" + clock.millis() + "-" + chance.nextInt(), List.of(row));
    }

    private static Map<String, String> reference(String reference) {
        return Map.of("system", SYSTEM, "reference", reference);
    }
}
