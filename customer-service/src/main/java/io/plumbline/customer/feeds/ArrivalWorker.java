package io.plumbline.customer.feeds;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.plumbline.customer.customers.CustomerCommand;
import io.plumbline.customer.customers.CustomerId;
import io.plumbline.customer.customers.FollowUps;
import io.plumbline.platform.write.Actor;
import io.plumbline.platform.write.OwnCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Works off the {@link Arrivals}. Everything it does may be done twice, so several replicas may do the same, and one that
 * dies in between leaves nothing half done.
 */
@Component
class ArrivalWorker {

    private static final Logger log = LoggerFactory.getLogger(ArrivalWorker.class);
    private static final Actor SELF = Actor.service("customer-service");
    private static final int BATCH = 1000;
    private static final int MOST_BATCHES = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private record Arrival(long arrivalId, Arrivals.Kind kind, String customerId, Instant occurredAt, int attempts) {}

    /** An import brings hundreds of orders of one customer at once; what follows from them is done once. */
    private record Subject(Arrivals.Kind kind, String customerId) {}

    private final JdbcClient jdbc;
    private final OwnCommands commands;
    private final FollowUps followUps;
    private final Clock clock;

    ArrivalWorker(JdbcClient jdbc, OwnCommands commands, FollowUps followUps, Clock clock) {
        this.jdbc = jdbc;
        this.commands = commands;
        this.followUps = followUps;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${plumbline.arrivals.pause:PT0.2S}")
    void work() {
        for (int i = 0; i < MOST_BATCHES; i++) {
            List<Arrival> batch = jdbc.sql("""
                            select arrival_id, kind, customer_id, occurred_at, attempts from arrival
                            where next_try_at <= ? order by next_try_at, arrival_id limit ?""")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), BATCH)
                    .query(Arrival.class)
                    .list();
            batch.stream()
                    .collect(groupingBy(
                            arrival -> new Subject(arrival.kind(), arrival.customerId()), LinkedHashMap::new, toList()))
                    .forEach(this::take);
            if (batch.size() < BATCH) {
                return;
            }
        }
    }

    private void take(Subject subject, List<Arrival> arrivals) {
        List<Instant> moments =
                arrivals.stream().map(Arrival::occurredAt).sorted().toList();
        try {
            CustomerId customer = followUps.survivorOf(new CustomerId(subject.customerId()));
            switch (subject.kind()) {
                case ORDER -> {
                    if (followUps.mayChangeByOrder(customer)) {
                        moments.forEach(
                                moment -> commands.send(new CustomerCommand.RecordOrder(customer, moment), SELF));
                    }
                    followUps.ordered(customer, moments.getFirst());
                }
                case CONTACT -> followUps.contacted(customer, moments.getLast());
            }
            jdbc.sql("delete from arrival where arrival_id = any(?)")
                    .param(arrivals.stream().map(Arrival::arrivalId).toArray(Long[]::new))
                    .update();
        } catch (RuntimeException e) {
            arrivals.forEach(arrival -> later(arrival, e));
        }
    }

    /** It stays until it is done; ever longer pauses keep one that never can be from costing much. */
    private void later(Arrival arrival, RuntimeException failure) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(arrival.attempts(), 12));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        log.warn("{} could not be taken and is tried again in {}", arrival, pause, failure);
        jdbc.sql("update arrival set attempts = attempts + 1, next_try_at = ?, failure = ? where arrival_id = ?")
                .params(
                        clock.instant().plus(pause).atOffset(ZoneOffset.UTC),
                        String.valueOf(failure.getMessage()),
                        arrival.arrivalId())
                .update();
    }
}
