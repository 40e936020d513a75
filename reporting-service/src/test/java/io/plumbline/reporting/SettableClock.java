package io.plumbline.reporting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

    private volatile Instant now = BEGINNING;

    @Override
    public Instant instant() {
        return now;
    }

    void reset() {
        now = BEGINNING;
    }

    synchronized void advance(Duration time) {
        now = now.plus(time);
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
