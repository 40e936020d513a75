package io.plumbline.reporting.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.platform.intake.Batch;
import io.plumbline.platform.intake.BulkLoad;
import io.plumbline.platform.intake.EventTypes;
import io.plumbline.platform.intake.Intake;
import io.plumbline.platform.intake.KafkaIntake;
import io.plumbline.platform.intake.KafkaPartitions;
import io.plumbline.platform.intake.PublishedOffsets;
import io.plumbline.platform.intake.Shard;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Feeds the generation of read models that serves, and builds the next one beside it.
 *
 * <p>A rebuild fills a new schema by COPY, gives it its indexes, lets an intake of its own catch up, and then lets the views
 * show it, in one transaction. Until then the old generation goes on being fed and serving. Other instances notice the
 * switch within seconds and feed the new generation too. What was replaced is kept until the next rebuild.
 */
public final class ReadModels implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReadModels.class);

    private static final Duration FOLLOW = Duration.ofSeconds(5);
    private static final Duration CAUGHT_UP = Duration.ofSeconds(1);
    private static final Duration CATCH_UP = Duration.ofMinutes(30);
    /** Records from which on empty read models are filled by a rebuild; it takes seconds to begin. */
    private static final long REBUILT_FROM = 50_000;

    private static final long LOCK = 0x706c_756d_62L;
    private static final int LOADERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    /** What a record takes in memory while it is loaded: itself, its event, its rows, and their text. */
    private static final int BYTES_A_RECORD = 6_000;

    /**
     * How far the last rebuild has come on this instance.
     *
     * @param loaded records read so far
     * @param total records to read before it catches up
     * @param phase LOADING, INDEXING, CATCHING_UP, SERVING or FAILED
     * @param failure why it failed
     */
    public record Progress(
            String schema,
            String phase,
            long loaded,
            long total,
            Instant since,
            @Nullable Instant until,
            @Nullable String failure) {

        private Progress in(String newPhase) {
            return new Progress(schema, newPhase, loaded, total, since, until, failure);
        }
    }

    private final DataSource dataSource;
    private final ReadModelSchema schemas;
    private final KafkaIntake.Settings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final EventTypes types;
    private final HistoryProjection projection;
    private final PublishedOffsets published;
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private final Object counting = new Object();
    private volatile KafkaIntake feeding;
    private volatile @Nullable Progress progress;
    private volatile boolean running;
    private volatile boolean rebuiltElsewhere;
    private @Nullable ScheduledExecutorService follower;
    private @Nullable ExecutorService builder;

    /** @param settings the group is a prefix: every generation has a group of its own */
    public ReadModels(
            DataSource dataSource,
            ReadModelSchema schemas,
            EventTypes types,
            KafkaIntake.Settings settings,
            Clock clock,
            MeterRegistry meters) {
        this.dataSource = dataSource;
        this.schemas = schemas;
        this.types = types;
        this.projection = new HistoryProjection(types, dataSource);
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.published = new PublishedOffsets(settings.kafka(), settings.topics());
        this.feeding = intakeOf(schemas.migrate());
    }

    /** What feeds the generation that serves. */
    public KafkaIntake feeding() {
        return feeding;
    }

    /**
     * Notes what has been published by now. What it returns tells whether the generation that serves has read all of that,
     * whichever instances read.
     */
    public BooleanSupplier published() {
        Map<Shard, Long> ends = published.ends();
        return () -> schemas.hasRead(schemas.serving(), ends);
    }

    /** The last rebuild that this instance has begun; null before the first. */
    public @Nullable Progress progress() {
        return progress;
    }

    /** Before the web server, which must not answer from read models of another version. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public synchronized void start() {
        boolean rebuilds = false;
        if (schemas.isOutdated()) {
            replaceOutdated();
        } else if (isUnreadOfMuch()) {
            log.info("The read models are empty and much has been published; they are filled by a rebuild");
            rebuilds = true;
        } else {
            feeding.start();
        }
        builder = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("rebuild").factory());
        follower = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("follow-generation").factory());
        follower.scheduleWithFixedDelay(this::follow, FOLLOW.toMillis(), FOLLOW.toMillis(), TimeUnit.MILLISECONDS);
        running = true;
        if (rebuilds) {
            rebuild();
        }
    }

    /** A new database beside topics that are years old: a rebuild fills it in a fraction of the time. */
    private boolean isUnreadOfMuch() {
        try {
            return schemas.isUnread(schemas.serving())
                    && published.ends().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()
                            >= REBUILT_FROM;
        } catch (IllegalStateException e) {
            log.debug("Kafka doesn't tell what there is to read; the intake waits for it", e);
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        ExecutorService building = builder;
        ExecutorService following = follower;
        if (building != null && following != null) {
            following.shutdownNow();
            building.shutdownNow();
        }
        synchronized (this) {
            feeding.stop();
        }
        published.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /**
     * Begins to build a new generation.
     *
     * @return false if one is being built already
     */
    public boolean rebuild() {
        ExecutorService building = builder;
        if (building == null || !rebuilding.compareAndSet(false, true)) {
            return false;
        }
        progress = new Progress("", "LOADING", 0, 0, clock.instant(), null, null);
        try {
            building.execute(this::build);
            return true;
        } catch (RejectedExecutionException e) {
            rebuilding.set(false);
            return false;
        }
    }

    /**
     * Builds what this version of the service reads and writes before it answers anything; instances of the version before
     * go on feeding and serving what they know until then.
     */
    private void replaceOutdated() {
        Instant limit = clock.instant().plus(CATCH_UP);
        running = true;
        while (schemas.isOutdated()) {
            log.info("The read models are of another version; building them anew");
            build();
            if (schemas.isOutdated()) {
                if (!rebuiltElsewhere || clock.instant().isAfter(limit)) {
                    throw new IllegalStateException("the read models of this version could not be built");
                }
                LockSupport.parkNanos(FOLLOW.toNanos());
            }
        }
        String serving = schemas.serving();
        if (!serving.equals(feeding.intake().schema())) {
            feeding = intakeOf(serving);
            feeding.start();
        }
    }

    private void build() {
        try (Connection connection = dataSource.getConnection()) {
            // held as long as the session: one rebuild at a time over all instances
            rebuiltElsewhere = !isLocked(connection);
            if (rebuiltElsewhere) {
                throw new IllegalStateException("another instance is rebuilding");
            }
            String schema = filled();
            advance("CATCHING_UP");
            KafkaIntake next = intakeOf(schema);
            next.start();
            try {
                awaitCaughtUp(schema);
                schemas.serve(schema);
            } catch (RuntimeException | InterruptedException e) {
                next.stop();
                throw e;
            }
            feed(next);
            advance("SERVING");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (RuntimeException | SQLException e) {
            log.error("The rebuild failed; the present generation goes on serving", e);
            fail(e);
        } finally {
            rebuilding.set(false);
            feedAfterAll();
        }
    }

    /** Where a rebuild was to fill empty read models and failed, the intake fills them. */
    private synchronized void feedAfterAll() {
        if (running && !feeding.isRunning() && !schemas.isOutdated()) {
            feeding.start();
        }
    }

    /**
     * A new generation with all that has been published. An index may refuse what a table takes, a text that is too long for it; then
     * all is loaded again into a generation that has its indexes, slower, and what they refuse is parked.
     */
    private String filled() throws InterruptedException {
        schemas.dropOthers();
        String schema = schemas.createNext();
        load(schema);
        advance("INDEXING");
        try {
            schemas.createKeys(schema);
            return schema;
        } catch (RuntimeException e) {
            if (!Intake.causedByEvents(e)) {
                throw e;
            }
            log.warn("What was loaded can't be indexed; it is loaded again, with the indexes in place", e);
        }
        schemas.dropOthers();
        String indexed = schemas.createNext();
        schemas.createKeys(indexed);
        load(indexed);
        return indexed;
    }

    private static boolean isLocked(Connection connection) {
        return org.springframework.jdbc.core.simple.JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql("select pg_try_advisory_lock(?)")
                .param(LOCK)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private void load(String schema) throws InterruptedException {
        KafkaPartitions partitions = new KafkaPartitions(settings.kafka(), settings.topics(), recordsAtOnce());
        progress = new Progress(schema, "LOADING", 0, partitions.records(), clock.instant(), null, null);
        BulkLoad load = new BulkLoad(dataSource, schema, types, projection);
        Callable<Object> loader = Executors.callable(() -> partitions.forEach(
                partition -> load.load(partition.slices(), slice -> counted(partition.slice(slice)))));
        try (ExecutorService loaders = Executors.newFixedThreadPool(
                LOADERS, Thread.ofPlatform().name("rebuild-", 0).factory())) {
            try {
                for (Future<?> loaded : loaders.invokeAll(Collections.nCopies(LOADERS, loader))) {
                    loaded.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("what is to be loaded can't be", e.getCause());
            } finally {
                loaders.shutdownNow();
            }
        }
    }

    private Batch counted(Batch slice) {
        synchronized (counting) {
            Progress before = Objects.requireNonNull(progress);
            progress = new Progress(
                    before.schema(),
                    before.phase(),
                    before.loaded() + slice.records().size(),
                    before.total(),
                    before.since(),
                    null,
                    null);
        }
        return slice;
    }

    /** A quarter of the memory for what is read and made of it, several kilobytes for each record. */
    private static int recordsAtOnce() {
        long records = Runtime.getRuntime().maxMemory() / 4 / BYTES_A_RECORD / LOADERS;
        return (int) Math.clamp(records, 1_000, 500_000);
    }

    /** Until all that was published a second ago has been read. */
    private void awaitCaughtUp(String schema) throws InterruptedException {
        Instant limit = clock.instant().plus(CATCH_UP);
        Instant asked;
        do {
            asked = clock.instant();
            Map<Shard, Long> ends = published.ends();
            while (!schemas.hasRead(schema, ends)) {
                if (clock.instant().isAfter(limit)) {
                    throw new IllegalStateException("the new generation does not catch up");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } while (Duration.between(asked, clock.instant()).compareTo(CAUGHT_UP) > 0);
    }

    private void follow() {
        try {
            String serving = schemas.serving();
            // one of another shape is for instances of another version
            if (!rebuilding.get() && !serving.equals(feeding.intake().schema()) && !schemas.isOutdated()) {
                KafkaIntake next = intakeOf(serving);
                next.start();
                feed(next);
            }
        } catch (RuntimeException e) {
            log.warn("Which generation serves can't be read; trying again", e);
        }
    }

    private synchronized void feed(KafkaIntake next) {
        KafkaIntake before = feeding;
        feeding = next;
        before.stop();
        if (!running) {
            next.stop();
        }
    }

    private KafkaIntake intakeOf(String schema) {
        Intake intake = new Intake(dataSource, schema, types, List.of(projection), meters);
        KafkaIntake.Settings own = new KafkaIntake.Settings(
                settings.kafka(),
                settings.group() + "-" + schema,
                settings.topics(),
                settings.maxRecords(),
                settings.readers());
        return new KafkaIntake(own, intake, clock, meters);
    }

    private void advance(String phase) {
        Progress before = progress;
        if (before != null) {
            log.info(
                    "Generation {}: {} after {}",
                    before.schema(),
                    phase,
                    Duration.between(before.since(), clock.instant()));
            Progress after = before.in(phase);
            progress = phase.equals("SERVING")
                    ? new Progress(after.schema, phase, after.loaded, after.total, after.since, clock.instant(), null)
                    : after;
        }
    }

    private void fail(Exception e) {
        Progress before = progress;
        progress = new Progress(
                before == null ? "" : before.schema(),
                "FAILED",
                before == null ? 0 : before.loaded(),
                before == null ? 0 : before.total(),
                before == null ? clock.instant() : before.since(),
                clock.instant(),
                e.toString());
    }
}
