package io.plumbline.reporting.alerts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.platform.bounds.Bounds;
import io.plumbline.reporting.alerts.WebhookSender.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what the outbox holds, for each webhook in order: one that does not answer holds back its own deliveries and nobody
 * else's, until its attempts are used up.
 *
 * <p>A delivery is claimed before it is sent, for longer than an attempt can take, so that one that was being sent when its
 * instance died is sent again. Receivers may see it twice and tell it by its id.
 */
@Component
class WebhookDispatcher {

    private static final Logger log = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int LONGEST_FAILURE = 300;

    /** @param claimedUntil tells this claim from another */
    private record Claimed(
            UUID id, UUID webhookId, long sequence, int attempts, Instant claimedUntil, String url, byte[] secret) {}

    private final JdbcClient db;
    private final WebhookSecrets secrets;
    private final WebhookTargets targets;
    private final WebhookSender sender;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;
    private final int mostAttempts;
    private final ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final AtomicLong failed = new AtomicLong();

    WebhookDispatcher(
            JdbcClient db,
            WebhookSecrets secrets,
            WebhookTargets targets,
            WebhookSender sender,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters,
            @Value("${plumbline.webhooks.attempts}") int mostAttempts) {
        this.db = db;
        this.secrets = secrets;
        this.targets = targets;
        this.sender = sender;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
        this.mostAttempts = mostAttempts;
        Gauge.builder("plumbline.webhooks.failed", failed, AtomicLong::get)
                .description("Deliveries that were given up and wait for somebody")
                .register(meters);
    }

    /** Begins to send what is due to every webhook that is not being sent to already. */
    void deliver() {
        failed.set(db.sql("select count(*) from report.webhook_delivery where status = 'FAILED'")
                .query((row, n) -> row.getLong(1))
                .single());
        List<UUID> due = db.sql("""
                        select distinct webhook_id from report.webhook_delivery
                         where status = 'PENDING' and next_attempt_at <= ?
                        """)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        due.stream().filter(busy::add).forEach(webhook -> sending.execute(() -> drain(webhook)));
    }

    private void drain(UUID webhook) {
        try {
            boolean further = true;
            while (further) {
                Optional<Claimed> claimed = claim(webhook);
                further = claimed.isPresent() && settle(claimed.get(), send(claimed.get()));
            }
        } catch (RuntimeException e) {
            log.warn("A webhook could not be served; trying again", e);
        } finally {
            busy.remove(webhook);
        }
    }

    /** The oldest delivery that waits, if its time has come: no later one goes before it. */
    private Optional<Claimed> claim(UUID webhook) {
        Instant now = clock.instant();
        return db.sql("""
                        update report.webhook_delivery d set attempts = d.attempts + 1, next_attempt_at = ?
                          from report.webhook w
                         where d.webhook_id = w.id and d.next_attempt_at <= ? and d.status = 'PENDING'
                           and d.id = (select p.id from report.webhook_delivery p
                                        where p.webhook_id = ? and p.status = 'PENDING' order by p.sequence limit 1)
                        returning d.id, d.webhook_id, d.sequence, d.attempts, d.next_attempt_at as claimed_until, w.url, w.secret
                        """)
                .params(now.plus(CLAIM).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC), webhook)
                .query(new DataClassRowMapper<>(Claimed.class))
                .optional();
    }

    private Outcome send(Claimed delivery) {
        if (targets.refusal(delivery.url()) != null) {
            return Outcome.UNREACHABLE;
        }
        AlertChange change = db.sql("select * from report.alert_changes(?, 1)")
                .param(delivery.sequence() - 1)
                .query(new DataClassRowMapper<>(AlertChange.class))
                .single();
        byte[] body = json.writeValueAsBytes(change);
        byte[] secret;
        try {
            secret = secrets.decrypt(delivery.webhookId(), delivery.secret());
        } catch (IllegalStateException e) {
            log.warn("The secret of webhook {} can't be read", delivery.webhookId(), e);
            return new Outcome(null, "its secret can't be read with plumbline.webhooks.key");
        }
        return sender.post(
                delivery.url(),
                Map.of("Plumbline-Delivery", delivery.id().toString(), "Plumbline-Signature", signature(secret, body)),
                body);
    }

    /** The time in seconds since 1970, and the HMAC-SHA256 of that time, a full stop and the body. */
    private String signature(byte[] secret, byte[] body) {
        long time = clock.instant().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the next delivery may go. */
    private boolean settle(Claimed delivery, Outcome outcome) {
        Instant now = clock.instant();
        boolean taken = outcome.failure() == null;
        boolean over = taken || delivery.attempts() >= mostAttempts;
        String status = taken ? "DELIVERED" : over ? "FAILED" : "PENDING";
        db.sql("""
                        update report.webhook_delivery
                           set status = ?, next_attempt_at = ?, ended_at = ?, answer_status = ?, failure = ?
                         where id = ? and next_attempt_at = ?
                        """)
                .param(1, status)
                .param(2, now.plus(pause(delivery.attempts())).atOffset(ZoneOffset.UTC))
                .param(3, over ? now.atOffset(ZoneOffset.UTC) : null)
                .param(4, outcome.status())
                .param(5, shortened(outcome.failure()))
                .param(6, delivery.id())
                .param(7, delivery.claimedUntil().atOffset(ZoneOffset.UTC))
                .update();
        meters.counter("plumbline.webhooks.deliveries", "outcome", taken ? "delivered" : over ? "failed" : "retried")
                .increment();
        if (!taken) {
            log.warn("Delivery {} of webhook {}: {}", delivery.id(), delivery.webhookId(), outcome.failure());
        }
        return over;
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static @Nullable String shortened(@Nullable String failure) {
        return failure == null
                ? null
                // what is cut may be cut within a pair
                : Bounds.readable(failure.substring(0, Math.min(failure.length(), LONGEST_FAILURE)));
    }

    /** Lets attempts under way end; whatever is not settled by then is sent again. */
    void close() {
        sending.shutdown();
    }
}
