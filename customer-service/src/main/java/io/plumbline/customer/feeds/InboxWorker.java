package io.plumbline.customer.feeds;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import io.plumbline.customer.customers.CustomerCommand;
import io.plumbline.customer.customers.CustomerId;
import io.plumbline.customer.customers.FollowUps;
import io.plumbline.customer.customers.FollowUps.CustomerStatus;
import io.plumbline.platform.bounds.Bounds;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.BackgroundCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off the {@link Inbox}. Everything it does may be done twice, so several replicas may do the same, and one that
 * dies in between leaves nothing half done.
 */
@Component
class InboxWorker {

    private static final Logger log = LoggerFactory.getLogger(InboxWorker.class);
    private static final Actor SELF = Actor.service("customer-service");
    private static final int BATCH = 1000;
    private static final int MOST_BATCHES = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private record InboxEntry(long arrivalId, Inbox.Kind kind, String customerId, Instant occurredAt, int attempts) {}

    private final JdbcClient jdbc;
    private final BackgroundCommands commands;
    private final FollowUps followUps;
    private final Clock clock;
    private final TransactionTemplate transaction;

    InboxWorker(
            JdbcClient jdbc,
            BackgroundCommands commands,
            FollowUps followUps,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.commands = commands;
        this.followUps = followUps;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelayString = "${plumbline.arrivals.pause:PT0.2S}")
    void work() {
        for (int i = 0; i < MOST_BATCHES; i++) {
            List<InboxEntry> batch = jdbc.sql("""
                            select arrival_id, kind, customer_id, occurred_at, attempts from arrival
                            where next_try_at <= ? order by next_try_at, arrival_id limit ?""")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), BATCH)
                    .query(InboxEntry.class)
                    .list();
            if (!batch.isEmpty()) {
                take(batch);
            }
            if (batch.size() < BATCH) {
                return;
            }
        }
    }

    /** Together, since an import brings hundreds; where that fails, one by one, so that one that cannot be done stops no other. */
    private void take(List<InboxEntry> arrivals) {
        try {
            Map<String, CustomerStatus> statuses = followUps.statuses(
                    arrivals.stream().map(InboxEntry::customerId).collect(toSet()));
            arrivals.stream()
                    .filter(arrival -> arrival.kind() == Inbox.Kind.ORDER)
                    .sorted(comparing(InboxEntry::occurredAt))
                    .forEach(order -> record(order, statuses));
            transaction.executeWithoutResult(status -> note(arrivals, statuses));
        } catch (RuntimeException e) {
            if (arrivals.size() == 1) {
                later(arrivals.getFirst(), e);
            } else {
                log.debug("{} arrivals are taken one by one", arrivals.size(), e);
                arrivals.forEach(arrival -> take(List.of(arrival)));
            }
        }
    }

    /** Once a customer is one, its further orders change nothing. */
    private void record(InboxEntry order, Map<String, CustomerStatus> statuses) {
        String asked = order.customerId();
        CustomerStatus customer = Objects.requireNonNull(statuses.get(asked));
        if (customer.ordersChangeIt()) {
            commands.send(new CustomerCommand.RecordOrder(customer.id(), order.occurredAt()), SELF);
            statuses.putAll(followUps.statuses(Set.of(asked)));
        }
    }

    private void note(List<InboxEntry> arrivals, Map<String, CustomerStatus> statuses) {
        Map<CustomerId, Instant> ordered = new HashMap<>();
        Map<CustomerId, Instant> contacted = new HashMap<>();
        for (InboxEntry arrival : arrivals) {
            CustomerId customer =
                    Objects.requireNonNull(statuses.get(arrival.customerId())).id();
            switch (arrival.kind()) {
                case ORDER -> ordered.merge(customer, arrival.occurredAt(), (a, b) -> a.isBefore(b) ? a : b);
                case CONTACT -> contacted.merge(customer, arrival.occurredAt(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        followUps.ordered(ordered);
        followUps.contacted(contacted);
        jdbc.sql("delete from arrival where arrival_id = any(?)")
                .param(arrivals.stream().map(InboxEntry::arrivalId).toArray(Long[]::new))
                .update();
    }

    /** It stays until it is done; ever longer pauses keep one that never can be from costing much. */
    private void later(InboxEntry arrival, RuntimeException failure) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(arrival.attempts(), 12));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        log.warn("{} could not be taken and is tried again in {}", arrival, pause, failure);
        jdbc.sql("update arrival set attempts = attempts + 1, next_try_at = ?, failure = ? where arrival_id = ?")
                .params(
                        clock.instant().plus(pause).atOffset(ZoneOffset.UTC),
                        Bounds.readable(String.valueOf(failure.getMessage())),
                        arrival.arrivalId())
                .update();
    }
}
