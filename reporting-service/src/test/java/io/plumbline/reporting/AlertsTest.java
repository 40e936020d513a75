package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.ManagementCredential;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.embedded.TokenIssuer;
import io.plumbline.platform.intake.Incoming;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service with its alerts turned on, on a database and a topic of its own, at a time that the test sets. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "plumbline.alerts.enabled=true",
            "plumbline.alerts.interval=1ms",
            "plumbline.alerts.rest=0",
            "plumbline.alerts.poll=20ms",
            "plumbline.alerts.heartbeat=100ms",
            "plumbline.alerts.max-streams=4",
            "plumbline.webhooks.key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "plumbline.webhooks.allow-loopback=true",
            "plumbline.webhooks.attempts=3"
        })
@Import(SettableClock.AsTheClock.class)
@DirtiesContext
abstract class AlertsTest {

    static final JsonMapper JSON = new JsonMapper();
    static final SettableClock CLOCK = SettableClock.SHARED;

    /** Of the class that runs; what stands in a service's environment. */
    static Map<String, Object> settings = Map.of();

    private static final Producer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", Servers.shared().bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    final Story story = new Story(null);

    @Autowired
    JdbcClient db;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        Database database = Servers.shared().createDatabase("alerts");
        CLOCK.reset();
        settings = new HashMap<>(ManagementCredential.SETTINGS);
        settings.putAll(Map.of(
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", database.user(),
                "spring.datasource.password", database.password(),
                "plumbline.kafka.bootstrap-servers", Servers.shared().bootstrapServers(),
                "plumbline.intake.topics", Servers.shared().createTopic("alerts.events", 3),
                "plumbline.security.jwk-set-uri", TokenIssuer.shared().jwkSetUri(),
                "plumbline.security.issuer", TokenIssuer.shared().issuer(),
                "plumbline.security.audience", TokenIssuer.AUDIENCE));
        settings.forEach((name, value) -> properties.add(name, () -> value));
    }

    /** The present, as an event states it. */
    static String now() {
        return CLOCK.instant().toString();
    }

    void publish() {
        for (Incoming incoming : story.told()) {
            ProducerRecord<String, byte[]> sent = new ProducerRecord<>(
                    (String) Objects.requireNonNull(settings.get("plumbline.intake.topics")),
                    incoming.key(),
                    incoming.value());
            incoming.headers()
                    .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            PRODUCER.send(sent);
        }
        PRODUCER.flush();
    }

    /** Publishes what was told, lets a second pass, and waits until all of it was read and alerts were compared with it. */
    void look() {
        publish();
        CLOCK.advance(Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(db.sql("select at from report.alert_run")
                                .query((row, n) -> row.getTimestamp(1).toInstant())
                                .optional())
                        .contains(CLOCK.instant()));
    }

    /** The alerts of a territory and a kind, as sales operations see them. */
    JsonNode alerts(String territory, String kind, String status) {
        return call(
                        HttpMethod.GET,
                        "/api/reports/alerts?territory=" + territory + "&kind=" + kind + "&status=" + status)
                .get("rows");
    }

    JsonNode onlyOpen(String territory, String kind) {
        JsonNode rows = alerts(territory, kind, "OPEN");
        assertThat(rows).as(rows.toString()).hasSize(1);
        return rows.get(0);
    }

    void assertClosed(String territory, String kind) {
        assertThat(alerts(territory, kind, "OPEN")).isEmpty();
        assertThat(alerts(territory, kind, "CLOSED")).hasSize(1);
    }

    JsonNode call(HttpMethod method, String path, Object... body) {
        ResponseEntity<String> answer = call(token("sales-ops"), method, path, body);
        if (!answer.getStatusCode().is2xxSuccessful()) {
            throw new AssertionError(path + ": " + answer);
        }
        return answer.getBody() == null ? JSON.nullNode() : JSON.readTree(Objects.requireNonNull(answer.getBody()));
    }

    ResponseEntity<String> call(String token, HttpMethod method, String path, Object... body) {
        RestClient.RequestBodySpec request = RestClient.create("http://127.0.0.1:" + port)
                .method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        if (body.length > 0) {
            request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsString(body[0]));
        }
        return request.retrieve().onStatus(status -> true, (sent, answer) -> {}).toEntity(String.class);
    }

    /** What a management endpoint answers to whoever has the credential. */
    String management(String path) {
        return Objects.requireNonNull(RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, ManagementCredential.AUTHORIZATION)
                .retrieve()
                .body(String.class));
    }

    static String token(String role, String... territories) {
        return TokenIssuer.shared().token("somebody", List.of(role), List.of(territories));
    }
}
