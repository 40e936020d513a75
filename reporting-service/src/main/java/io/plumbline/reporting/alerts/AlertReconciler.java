package io.plumbline.reporting.alerts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares the alerts with the current state, and opens and closes them.
 *
 * <p>It does so when something new has been read and, because much comes to hold by the mere passing of time, at a bounded
 * interval. It never looks at figures that are known to be incomplete: what was published when a look became due has to have
 * been read first. One instance looks at a time, and rests several times as long as it took.
 */
@Component
class AlertReconciler {

    private static final Logger log = LoggerFactory.getLogger(AlertReconciler.class);
    private static final long LOCK = 0x616c_6572_74L;
    private static final int TIMEOUT_SECONDS = 80;
    private static final int PART = 5;
    private static final Duration BOUT = Duration.ofSeconds(5);

    /** How far the read models have come, and when and at which position alerts were last compared with them. */
    private record Due(
            String position, @Nullable Instant at, @Nullable String positionThen) {}

    /** What is looked at in one transaction; all of a kind where subjects is null. */
    private record Part(AlertKind kind, String @Nullable [] subjects) {}

    /** When a look at everything began, and how far the read models had come. */
    private record Look(Instant at, String position) {}

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ReadingProgress progress;
    private final Duration interval;
    private final int rest;
    private final Timer timer;
    private final Map<AlertKind, AtomicLong> open = new EnumMap<>(AlertKind.class);
    private final Deque<Part> left = new ArrayDeque<>();
    private long restUntil = System.nanoTime();
    private boolean failed;
    private @Nullable Look look;
    private @Nullable BooleanSupplier complete;
    private @Nullable Instant counted;

    AlertReconciler(
            DataSource dataSource,
            Clock clock,
            ReadingProgress progress,
            @Value("${plumbline.alerts.interval}") Duration interval,
            @Value("${plumbline.alerts.rest}") int rest,
            MeterRegistry meters) {
        this.db = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transaction.setTimeout(TIMEOUT_SECONDS);
        this.clock = clock;
        this.progress = progress;
        this.interval = interval;
        this.rest = rest;
        this.timer = Timer.builder("plumbline.alerts.reconciliation")
                .description("Time to compare the alerts with the current state")
                .register(meters);
        for (AlertKind kind : AlertKind.values()) {
            AtomicLong number = new AtomicLong();
            open.put(kind, number);
            Gauge.builder("plumbline.alerts.open", number, AtomicLong::get)
                    .description("Open alerts")
                    .tag("kind", kind.name())
                    .register(meters);
        }
    }

    /** Looks if it is time to, and if all that was published when it became so has been read. */
    void reconcileIfDue() {
        Due due = due();
        if (!Objects.equals(due.at(), counted)) {
            count();
            counted = due.at();
        }
        boolean wanted = !left.isEmpty() || isDue(due);
        if (complete == null && wanted && System.nanoTime() - restUntil >= 0) {
            complete = progress.published();
        }
        if (complete != null && complete.getAsBoolean()) {
            complete = null;
            if (left.isEmpty()) {
                begin(due.position());
            }
            long begun = System.nanoTime();
            try {
                timer.record(this::work);
            } finally {
                restUntil = System.nanoTime() + rest * (System.nanoTime() - begun);
            }
        }
    }

    private void begin(String position) {
        look = new Look(clock.instant(), position);
        failed = false;
        for (AlertKind kind : AlertKind.values()) {
            if (kind.isSearched()) {
                parts(kind).forEach(subjects -> left.add(new Part(kind, subjects)));
            } else {
                left.add(new Part(kind, null));
            }
        }
    }

    /**
     * Part by part, each in a transaction of its own: one that takes long or fails holds up no other. After a few seconds the
     * rest is left for the next time, since by then the figures may have become incomplete again.
     */
    private void work() {
        long end = System.nanoTime() + BOUT.toNanos();
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            Part part = left.remove();
            try {
                if (!reconcile(part)) {
                    left.clear();
                    return;
                }
            } catch (DataAccessException | TransactionException e) {
                failed = true;
                log.warn(
                        "Alerts of kind {} could not be compared with the current state; trying again", part.kind(), e);
            }
        }
        Look done = look;
        if (left.isEmpty() && !failed && done != null) {
            db.sql("""
                            insert into report.alert_run (at, position) values (?, ?)
                            on conflict (only_one) do update set at = excluded.at, position = excluded.position
                            """)
                    .param(done.at().atOffset(ZoneOffset.UTC))
                    .param(done.position())
                    .update();
        }
    }

    private List<String[]> parts(AlertKind kind) {
        List<String> subjects = db.sql("select report.alert_subjects(?, ?)")
                .params(kind.name(), clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getString(1))
                .list();
        List<String[]> parts = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i += PART) {
            parts.add(subjects.subList(i, Math.min(i + PART, subjects.size())).toArray(String[]::new));
        }
        return parts;
    }

    /** @return false where another instance is at it */
    private boolean reconcile(Part part) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean alone = db.sql("select pg_try_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query((row, n) -> row.getBoolean(1))
                    .single();
            if (alone) {
                db.sql("select report.reconcile_alerts(?, ?, ?)")
                        .param(1, clock.instant().atOffset(ZoneOffset.UTC))
                        .param(2, part.kind().name())
                        .param(3, part.subjects())
                        .query()
                        .listOfRows();
            }
            return alone;
        }));
    }

    private Due due() {
        return db.sql("""
                        select (select schema_name from report.read_model where serving)
                                   || (select ':' || coalesce(sum(next_offset), 0) from report.intake_position)
                                   || (select ':' || count(*) from report.intake_parked),
                               at, position
                          from (select) one
                          left join report.alert_run on true
                        """)
                .query((row, n) -> new Due(
                        row.getString(1),
                        row.getTimestamp(2) == null ? null : row.getTimestamp(2).toInstant(),
                        row.getString(3)))
                .single();
    }

    private boolean isDue(Due due) {
        Instant at = due.at();
        return at == null
                || !due.position().equals(due.positionThen())
                || Duration.between(at, clock.instant()).compareTo(interval) >= 0;
    }

    private void count() {
        Map<AlertKind, Long> numbers = new EnumMap<>(AlertKind.class);
        db.sql("select kind, count(*) from report.alert where closed_at is null group by kind")
                .query(row -> {
                    numbers.put(AlertKind.valueOf(row.getString(1)), row.getLong(2));
                });
        open.forEach((kind, number) -> number.set(numbers.getOrDefault(kind, 0L)));
    }
}
