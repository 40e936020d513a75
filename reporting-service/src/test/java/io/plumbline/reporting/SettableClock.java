package io.plumbline.reporting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Stands still unless it is moved. */
final class SettableClock extends Clock {

    /** Makes it the clock of a service. */
    @TestConfiguration(proxyBeanMethods = false)
    static class AsTheClock {

        @Bean
        Clock clock() {
            return SHARED;
        }
    }

    private static final Instant BEGINNING = Instant.parse("2024-10-15T02:00:00Z");

    static final SettableClock SHARED = new SettableClock();

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGINNING);

    @Override
    public Instant instant() {
        return now.get();
    }

    void reset() {
        now.set(BEGINNING);
    }

    void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
