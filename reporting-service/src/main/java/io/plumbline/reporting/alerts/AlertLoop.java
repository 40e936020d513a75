package io.plumbline.reporting.alerts;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs again and again, each on a thread of its own: finding out, telling streams, telling webhooks. */
@Component
class AlertLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AlertLoop.class);
    private static final int TASKS = 3;
    private static final Duration END = Duration.ofSeconds(5);

    private final AlertReconciler reconciler;
    private final AlertStream stream;
    private final WebhookDispatcher webhooks;
    private final boolean enabled;
    private final Duration poll;
    private volatile boolean running;
    private @Nullable ScheduledExecutorService threads;

    AlertLoop(
            AlertReconciler reconciler,
            AlertStream stream,
            WebhookDispatcher webhooks,
            @Value("${plumbline.alerts.enabled}") boolean enabled,
            @Value("${plumbline.alerts.poll}") Duration poll) {
        this.reconciler = reconciler;
        this.stream = stream;
        this.webhooks = webhooks;
        this.enabled = enabled;
        this.poll = poll;
    }

    @Override
    public void start() {
        running = true;
        if (enabled) {
            ScheduledExecutorService pool = Executors.newScheduledThreadPool(
                    TASKS, Thread.ofPlatform().name("alerts-", 0).factory());
            threads = pool;
            repeat(
                    pool,
                    reconciler::reconcileIfDue,
                    "Alerts could not be compared with the current state; trying again");
            repeat(pool, stream::tail, "What happened to alerts could not be read; trying again");
            repeat(pool, webhooks::deliver, "What is to be delivered could not be read; trying again");
        }
    }

    private void repeat(ScheduledExecutorService pool, Runnable task, String failure) {
        pool.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        log.warn(failure, e);
                    }
                },
                poll.toMillis(),
                poll.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        stream.close();
        ScheduledExecutorService pool = threads;
        if (pool != null) {
            pool.shutdown();
            try {
                if (!pool.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                    pool.shutdownNow();
                }
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
        webhooks.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ends before the web server does, which else waits for the streams. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
