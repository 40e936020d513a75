package io.plumbline.reporting;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.ManagementCredential;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.embedded.TokenIssuer;
import io.plumbline.reporting.history.ReadModels;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on real servers, read over HTTP with real tokens. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class ReportingTest {

    protected static final String TOPIC = Servers.shared().createTopic("sales.events", 3);
    private static final JsonMapper JSON = new JsonMapper();
    protected static final Database DATABASE = Servers.shared().createDatabase("reporting");

    @Autowired
    protected ReadModels generations;

    @Autowired
    protected JdbcClient db;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", DATABASE::jdbcUrl);
        properties.add("spring.datasource.username", DATABASE::user);
        properties.add("spring.datasource.password", DATABASE::password);
        properties.add("plumbline.kafka.bootstrap-servers", Servers.shared()::bootstrapServers);
        properties.add("plumbline.intake.topics", () -> TOPIC);
        properties.add("plumbline.security.jwk-set-uri", TokenIssuer.shared()::jwkSetUri);
        properties.add("plumbline.security.issuer", TokenIssuer.shared()::issuer);
        properties.add("plumbline.security.audience", () -> TokenIssuer.AUDIENCE);
        ManagementCredential.SETTINGS.forEach((name, value) -> properties.add(name, () -> value));
    }

    protected Story story() {
        return new Story(generations.feeding().intake());
    }

    /** Whether anything has been told of an aggregate: tests of one class share what the first of them told. */
    protected boolean isTold(String aggregateId) {
        return db.sql("select exists (select from report.event where aggregate_id = ?)")
                .param(aggregateId)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** What sales operations see. */
    protected JsonNode report(String path, Object... variables) {
        ResponseEntity<String> answer = get(token("sales-ops"), path, variables);
        if (!answer.getStatusCode().is2xxSuccessful()) {
            throw new AssertionError(path + ": " + answer);
        }
        return JSON.readTree(Objects.requireNonNull(answer.getBody()));
    }

    protected ResponseEntity<String> get(String token, String path, Object... variables) {
        return client().get()
                .uri(path, variables)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toEntity(String.class);
    }

    protected ResponseEntity<String> get(String token, String path, HttpHeaders headers) {
        return client().get()
                .uri(path)
                .headers(sent -> {
                    sent.addAll(headers);
                    sent.setBearerAuth(token);
                })
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toEntity(String.class);
    }

    protected ResponseEntity<String> send(HttpMethod method, String token, String path, String json) {
        return client().method(method)
                .uri(path)
                .headers(sent -> sent.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toEntity(String.class);
    }

    /** What sales operations enter. */
    protected JsonNode enter(HttpMethod method, String path, String json) {
        ResponseEntity<String> answer = send(method, token("sales-ops"), path, json);
        if (!answer.getStatusCode().is2xxSuccessful()) {
            throw new AssertionError(path + ": " + answer);
        }
        return JSON.readTree(Objects.requireNonNull(answer.getBody()));
    }

    protected RestClient client() {
        return RestClient.create("http://127.0.0.1:" + port);
    }

    protected static String token(String role, String... territories) {
        return TokenIssuer.shared().token("somebody", List.of(role), List.of(territories));
    }
}
