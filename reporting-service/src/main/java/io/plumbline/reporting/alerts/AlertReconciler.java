package io.plumbline.reporting.alerts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds the alerts against what is so now, and opens and closes them.
 *
 * <p>It does so when something new has been read and, because much comes to hold by the mere passing of time, at a bounded
 * interval. It never looks at figures that are known to be incomplete: what was published when a look became due has to have
 * been read first. One instance looks at a time, and rests nine times as long as it took.
 */
@Component
class AlertReconciler {

    private static final long LOCK = 0x616c_6572_74L;
    private static final int TIMEOUT_SECONDS = 80;
    private static final int REST = 9;
    private static final int PART = 5;

    /** How far the read models have come, and when and at which position alerts were last held against them. */
    private record Due(
            String position, @Nullable Instant at, @Nullable String positionThen) {}

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ReadingProgress progress;
    private final Duration interval;
    private final Timer timer;
    private final Map<AlertKind, AtomicLong> open = new EnumMap<>(AlertKind.class);
    private final AtomicLong restUntil = new AtomicLong(System.nanoTime());
    private @Nullable BooleanSupplier complete;
    private @Nullable Instant counted;

    AlertReconciler(
            DataSource dataSource,
            Clock clock,
            ReadingProgress progress,
            @Value("${plumbline.alerts.interval}") Duration interval,
            MeterRegistry meters) {
        this.db = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transaction.setTimeout(TIMEOUT_SECONDS);
        this.clock = clock;
        this.progress = progress;
        this.interval = interval;
        this.timer = Timer.builder("plumbline.alerts.reconciliation")
                .description("Time to hold the alerts against what is so")
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
        if (complete == null && isDue(due) && System.nanoTime() - restUntil.get() >= 0) {
            complete = progress.published();
        }
        if (complete != null && complete.getAsBoolean()) {
            complete = null;
            long begun = System.nanoTime();
            reconcile();
            restUntil.set(System.nanoTime() + REST * (System.nanoTime() - begun));
        }
    }

    /** Kind by kind, each in a transaction of its own or in several: one that takes long holds up no other. */
    private void reconcile() {
        Timer.Sample timing = Timer.start();
        String position = due().position();
        Instant begun = clock.instant();
        for (AlertKind kind : AlertKind.values()) {
            for (String @Nullable [] subjects : parts(kind)) {
                if (Thread.currentThread().isInterrupted() || !reconcile(kind, subjects)) {
                    return;
                }
            }
        }
        db.sql("""
                        insert into report.alert_run (at, position) values (?, ?)
                        on conflict (only_one) do update set at = excluded.at, position = excluded.position
                        """).param(begun.atOffset(ZoneOffset.UTC)).param(position).update();
        timing.stop(timer);
    }

    private List<String @Nullable []> parts(AlertKind kind) {
        List<String @Nullable []> parts = new ArrayList<>();
        if (!kind.isSearched()) {
            parts.add(null);
            return parts;
        }
        List<String> subjects = db.sql("select report.alert_subjects(?, ?)")
                .params(kind.name(), clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getString(1))
                .list();
        for (int i = 0; i < subjects.size(); i += PART) {
            parts.add(subjects.subList(i, Math.min(i + PART, subjects.size())).toArray(String[]::new));
        }
        return parts;
    }

    /** @return false where another instance is at it */
    private boolean reconcile(AlertKind kind, String @Nullable [] subjects) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean alone = db.sql("select pg_try_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query((row, n) -> row.getBoolean(1))
                    .single();
            if (alone) {
                db.sql("select report.reconcile_alerts(?, ?, ?)")
                        .param(1, clock.instant().atOffset(ZoneOffset.UTC))
                        .param(2, kind.name())
                        .param(3, subjects)
                        .query()
                        .listOfRows();
            }
            return alone;
        }));
    }

    private Due due() {
        return db.sql("""
                        select (select schema_name from report.read_model where serving)
                                   || (select ':' || coalesce(sum(next_offset), 0) from report.intake_position),
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
