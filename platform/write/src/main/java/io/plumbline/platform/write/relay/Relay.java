package io.plumbline.platform.write.relay;

import io.plumbline.platform.write.relay.EventSource.Batch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what the service commits. One process at a time holds the lease; it sends a batch, has every acknowledgement
 * in hand, and only then moves the position. So nothing is lost, and what a crash in between repeats is recognised by its
 * sequence number downstream. An event that cannot be sent stops the line, because what follows must not overtake it.
 */
public final class Relay {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** What the relay is doing in this process. */
    public enum State {
        /** Not started, or stopped in good order. */
        IDLE,
        /** Another process publishes. */
        STANDBY,
        /** This process publishes. */
        PUBLISHING,
        /** An event or the database refuses; it is tried again, and nothing overtakes it. */
        HALTED
    }

    private final RelaySettings settings;
    private final Supplier<Optional<Lease>> lease;
    private final Function<Runnable, EventSource> source;
    private final EventSender sender;
    private final Semaphore committed = new Semaphore(0);

    private volatile State state = State.IDLE;
    private volatile @Nullable String trouble;
    private final LongAdder published = new LongAdder();
    private volatile @Nullable Thread thread;

    /**
     * @param lease tries to take the lease
     * @param source what to read from, given what to call while it waits
     */
    Relay(
            RelaySettings settings,
            Supplier<Optional<Lease>> lease,
            Function<Runnable, EventSource> source,
            EventSender sender) {
        this.settings = settings;
        this.lease = lease;
        this.source = source;
        this.sender = sender;
    }

    /** Something was committed in this process: look now, not at the next poll. */
    public void nudge() {
        if (committed.availablePermits() == 0) {
            committed.release();
        }
    }

    public State state() {
        return state;
    }

    /** Why the line stands still; null unless {@link State#HALTED}. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** How many events this process has published since it started. */
    public long published() {
        return published.sum();
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("relay").daemon().start(this::run);
        }
    }

    /** Stops in good order: the lease is given back. */
    synchronized void stop() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            running.join(LONGEST_PAUSE.multipliedBy(3));
            thread = null;
        }
    }

    private void run() {
        Duration pause = settings.poll();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Optional<Lease> taken = lease.get();
                    if (taken.isPresent()) {
                        publish(taken.get());
                        pause = settings.poll();
                    } else {
                        state = State.STANDBY;
                        Thread.sleep(settings.lease().dividedBy(4));
                    }
                } catch (Lease.Lost lost) {
                    log.warn("{}; this one stands by", lost.getMessage());
                    pause = settings.poll();
                } catch (RuntimeException e) {
                    halt(e);
                    Thread.sleep(pause);
                    pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                }
            }
        } catch (InterruptedException e) {
            log.debug("the relay was asked to stop");
        } finally {
            sender.close();
            state = State.IDLE;
        }
    }

    private void publish(Lease held) throws InterruptedException {
        EventSource events = source.apply(held::keep);
        try {
            sender.open();
            while (true) {
                long begun = System.nanoTime();
                Batch batch = events.after(held.position(), settings.batch());
                if (!batch.events().isEmpty()) {
                    sender.send(batch.events(), held.storeEpoch());
                    held.move(batch);
                    published.add(batch.events().size());
                } else {
                    held.keep();
                }
                state = State.PUBLISHING;
                trouble = null;
                if (batch.events().size() < settings.batch()) {
                    if (!batch.events().isEmpty()) {
                        gather(begun);
                    }
                    committed.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } finally {
            giveBack(held);
        }
    }

    /**
     * Where one event came, the next is often close behind, and reading, sending and moving on cost the same for one as for many.
     * The first after a pause never waits.
     */
    private void gather(long begun) throws InterruptedException {
        long left = settings.gather().toNanos() - (System.nanoTime() - begun);
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    private static void giveBack(Lease held) {
        boolean interrupted = Thread.interrupted();
        try {
            held.release();
        } catch (RuntimeException e) {
            log.debug("the lease could not be given back; it lapses by itself", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void halt(RuntimeException cause) {
        String message = String.valueOf(cause.getMessage());
        if (!message.equals(trouble)) {
            log.error("the relay stands still: {}", message, cause);
        }
        trouble = message;
        state = State.HALTED;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
