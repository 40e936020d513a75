package io.plumbline.platform.write.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operator sees of the relay: health and metrics, read from the database at most once a second. */
final class RelayStatus implements HealthIndicator, MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Relay relay;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable Reading last;

    /**
     * @param lagEvents indexes between the position and the last one written, rolled-back ones included
     * @param lagSeconds age of the oldest event that is not published, 0 where there is none
     * @param skipped indexes that were found to be rolled back
     * @param owner the process that holds or last held the lease
     */
    record Reading(
            Instant at,
            long position,
            long lagEvents,
            double lagSeconds,
            long skipped,
            @Nullable String owner) {}

    RelayStatus(Relay relay, JdbcClient jdbc, Clock clock) {
        this.relay = relay;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Health.Builder health = relay.state() == Relay.State.HALTED ? Health.down() : Health.up();
        Reading now = reading();
        health.withDetail("state", relay.state())
                .withDetail("position", now.position())
                .withDetail("lagEvents", now.lagEvents())
                .withDetail("lagSeconds", now.lagSeconds())
                .withDetail("skipped", now.skipped());
        if (now.owner() != null) {
            health.withDetail("owner", now.owner());
        }
        String trouble = relay.trouble();
        if (trouble != null) {
            health.withDetail("trouble", trouble);
        }
        return health.build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "position", "Last global index that is published", Reading::position);
        gauge(registry, "lag.events", "Indexes written and not yet published", Reading::lagEvents);
        gauge(registry, "lag.seconds", "Age of the oldest event not yet published", Reading::lagSeconds);
        gauge(registry, "skipped", "Indexes found to be rolled back", Reading::skipped);
        Gauge.builder("plumbline.relay.publishing", relay, r -> r.state() == Relay.State.PUBLISHING ? 1 : 0)
                .description("1 in the process that publishes")
                .register(registry);
        Gauge.builder("plumbline.relay.halted", relay, r -> r.state() == Relay.State.HALTED ? 1 : 0)
                .description("1 while an event or the database holds up the line: the alarm")
                .register(registry);
        Gauge.builder("plumbline.relay.published", relay, Relay::published)
                .description("Events published by this process since it started")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Reading> value) {
        Gauge.builder("plumbline.relay." + name, this, status -> value.applyAsDouble(status.reading()))
                .description(description)
                .register(registry);
    }

    private Reading reading() {
        Instant now = clock.instant();
        Reading known = last;
        if (known == null || Duration.between(known.at(), now).compareTo(FRESH) > 0) {
            known = read(now);
            last = known;
        }
        return known;
    }

    private Reading read(Instant now) {
        return jdbc.sql("""
                        select r.position,
                               coalesce((select max(global_index) from domain_event), 0) - r.position,
                               (select recorded_at from domain_event where global_index > r.position
                                order by global_index limit 1),
                               (select coalesce(sum(last_index - first_index + 1), 0) from relay_skip),
                               r.owner
                        from relay r""")
                .query((row, number) -> {
                    OffsetDateTime oldest = row.getObject(3, OffsetDateTime.class);
                    double seconds = oldest == null
                            ? 0
                            : Math.max(
                                    0, Duration.between(oldest.toInstant(), now).toMillis() / 1000.0);
                    return new Reading(
                            now,
                            row.getLong(1),
                            Math.max(0, row.getLong(2)),
                            seconds,
                            row.getLong(4),
                            row.getString(5));
                })
                .single();
    }
}
