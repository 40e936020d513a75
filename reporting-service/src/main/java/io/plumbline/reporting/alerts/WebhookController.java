package io.plumbline.reporting.alerts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is told of alerts by a request to an address of theirs. */
@RestController
@Tag(name = "Webhooks", description = "Addresses that are told what happens to alerts")
@RequestMapping("/api/reports/webhooks")
class WebhookController {

    private static final int MOST = 100;

    /**
     * A webhook to be.
     *
     * @param secret what its requests are to be signed with; where none is given, one is made
     * @param kinds of alerts; null means all
     * @param territories codes, each with all below it; null means everywhere
     */
    record Registration(
            @Schema(example = "https://crm.example.com/plumbline") @NotBlank @Size(max = 2000)
            String url,

            @Schema(example = "at-least-sixteen-characters") @Nullable @Size(min = 16, max = 200) String secret,

            @Schema(example = "[\"GOAL_LIGHT\"]") @Nullable List<AlertKind> kinds,
            @Schema(example = "[\"EAST-CHINA\"]") @Nullable List<String> territories) {}

    /** @param secret shown this once */
    record Registered(UUID id, String secret) {}

    /**
     * A webhook.
     *
     * @param url its scheme and host; the rest often holds what authorises a sender
     * @param kinds of alerts; null means all
     * @param territories codes, each with all below it; null means everywhere
     * @param pending deliveries that are still to be made
     * @param failed deliveries that were given up
     */
    record Webhook(
            UUID id,
            String url,
            @Nullable List<String> kinds,
            @Nullable List<String> territories,
            String createdBy,
            Instant createdAt,
            long pending,
            long failed) {}

    /**
     * What was or is to be sent.
     *
     * @param sequence of the change that it tells of
     * @param status PENDING, DELIVERED or FAILED
     * @param nextAttemptAt when it is tried again, if it is pending
     * @param answerStatus of the last answer; null where there was none
     * @param failure why the last attempt failed
     */
    record Delivery(
            UUID id,
            long sequence,
            String status,
            int attempts,
            Instant nextAttemptAt,
            @Nullable Instant endedAt,
            @Nullable Integer answerStatus,
            @Nullable String failure) {}

    private final JdbcClient db;
    private final WebhookSecrets secrets;
    private final WebhookTargets targets;
    private final Clock clock;

    WebhookController(JdbcClient db, WebhookSecrets secrets, WebhookTargets targets, Clock clock) {
        this.db = db;
        this.secrets = secrets;
        this.targets = targets;
        this.clock = clock;
    }

    @Operation(operationId = "registerWebhook", summary = "Register an address; the answer shows its secret once")
    @PostMapping
    ResponseEntity<Registered> register(@Valid @RequestBody Registration webhook, Authentication caller) {
        if (!secrets.canKeep()) {
            throw new AlertRefused(
                    HttpStatus.CONFLICT, null, "webhooks-key", "this service has no key to keep secrets with");
        }
        String refusal = targets.refusal(webhook.url());
        if (refusal != null) {
            throw new AlertRefused(HttpStatus.UNPROCESSABLE_CONTENT, "url", "target", refusal);
        }
        UUID id = db.sql("select uuidv7()")
                .query((row, n) -> row.getObject(1, UUID.class))
                .single();
        String secret = webhook.secret() == null ? secrets.generate() : webhook.secret();
        int added = db.sql("""
                        insert into report.webhook (id, url, secret, kinds, territories, created_by, created_at)
                        select ?, ?, ?, ?, ?, ?, ? where (select count(*) from report.webhook) < ?
                        """)
                .param(1, id)
                .param(2, webhook.url())
                .param(3, secrets.encrypt(id, secret))
                .param(4, AlertKind.names(webhook.kinds()))
                .param(
                        5,
                        webhook.territories() == null || webhook.territories().isEmpty()
                                ? null
                                : webhook.territories().toArray(String[]::new))
                .param(6, caller.getName())
                .param(7, clock.instant().atOffset(ZoneOffset.UTC))
                .param(8, MOST)
                .update();
        if (added == 0) {
            throw new AlertRefused(
                    HttpStatus.CONFLICT, null, "max-webhooks", "there are " + MOST + " webhooks already");
        }
        return ResponseEntity.created(URI.create("/api/reports/webhooks/" + id)).body(new Registered(id, secret));
    }

    @Operation(operationId = "listWebhooks", summary = "Registered addresses")
    @GetMapping
    List<Webhook> webhooks() {
        return db.sql("""
                        select w.id, w.url, w.kinds, w.territories, w.created_by, w.created_at,
                               count(*) filter (where d.status = 'PENDING') as pending,
                               count(*) filter (where d.status = 'FAILED') as failed
                          from report.webhook w
                          left join report.webhook_delivery d on d.webhook_id = w.id
                         group by w.id
                         order by w.id
                        """)
                .query((row, n) -> new Webhook(
                        row.getObject("id", UUID.class),
                        WebhookTargets.masked(row.getString("url")),
                        texts(row.getArray("kinds")),
                        texts(row.getArray("territories")),
                        row.getString("created_by"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getLong("pending"),
                        row.getLong("failed")))
                .list();
    }

    /** The last hundred deliveries, the newest first. */
    @Operation(operationId = "listDeliveries", summary = "What was or is to be sent to an address")
    @GetMapping("/{id}/deliveries")
    List<Delivery> deliveries(@PathVariable UUID id) {
        found(db.sql("select from report.webhook where id = ?")
                .param(id)
                .query()
                .listOfRows()
                .size());
        return db.sql("select * from report.webhook_delivery where webhook_id = ? order by sequence desc limit 100")
                .param(id)
                .query(new DataClassRowMapper<>(Delivery.class))
                .list();
    }

    /** Lets a delivery that was given up be tried again, before those of later changes. */
    @Operation(operationId = "redeliver", summary = "Send again what was given up")
    @PostMapping("/{id}/deliveries/{deliveryId}/redeliver")
    Delivery redeliver(@PathVariable UUID id, @PathVariable UUID deliveryId) {
        db.sql("""
                        update report.webhook_delivery
                           set status = 'PENDING', attempts = 0, next_attempt_at = ?, ended_at = null
                         where id = ? and webhook_id = ? and status = 'FAILED'
                        """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), deliveryId, id)
                .update();
        return db.sql("select * from report.webhook_delivery where id = ? and webhook_id = ?")
                .params(deliveryId, id)
                .query(new DataClassRowMapper<>(Delivery.class))
                .optional()
                .orElseThrow(WebhookController::missing);
    }

    /** Forgets it, with what was still to be delivered. */
    @Operation(operationId = "removeWebhook", summary = "Remove an address")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        found(db.sql("delete from report.webhook where id = ?").param(id).update());
    }

    private static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    private static void found(int rows) {
        if (rows == 0) {
            throw missing();
        }
    }

    private static AlertRefused missing() {
        return new AlertRefused(HttpStatus.NOT_FOUND, null, "webhook", "there is no such webhook or delivery");
    }
}
