package io.plumbline.goal.reports;

import io.plumbline.goal.values.GoalId;
import io.plumbline.platform.write.CommandRejected;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks reporting-service in the name of whoever makes the current request, with that caller's own token: what the reports
 * would not show the caller is not used here either.
 */
@Component
public class ReportsClient {

    private static final Logger log = LoggerFactory.getLogger(ReportsClient.class);

    /** Only what is read here; reporting-service may answer more. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What is read of {@code GET /api/reports/completion}. */
    record Completion(Instant asOf, Instant knownAt, List<Row> rows) {

        /** {@code complete} is false where something is left out, which {@code refusal} names. */
        record Row(
                @Nullable BigDecimal actual, @Nullable String refusal, boolean complete) {}
    }

    private final @Nullable RestClient http;

    ReportsClient(ReportsSettings settings) {
        URI url = settings.url();
        if (url == null) {
            log.warn("plumbline.reports.url is not set: no goal can be closed, since nothing measures it");
            this.http = null;
        } else {
            JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                    .connectTimeout(settings.connectTimeout())
                    .build());
            requests.setReadTimeout(settings.readTimeout());
            this.http = RestClient.builder()
                    .baseUrl(url.toString())
                    .requestFactory(requests)
                    .build();
        }
    }

    /**
     * What a goal reached.
     *
     * @param asOf the business instant that is looked at
     * @throws CommandRejected where reporting-service cannot be asked, does not answer, or does not know the goal (yet)
     */
    public Measurement measure(GoalId goalId, Instant asOf) {
        Completion completion = get(
                "/api/reports/completion?goal={goal}&asOf={asOf}", Completion.class, goalId.value(), asOf.toString());
        if (completion.rows().isEmpty()) {
            throw unknown(goalId);
        }
        Completion.Row row = completion.rows().getFirst();
        return new Measurement(
                row.actual(),
                row.refusal() == null && !row.complete() ? "incomplete" : row.refusal(),
                completion.asOf(),
                completion.knownAt());
    }

    private <T> T get(String uri, Class<T> type, Object... parameters) {
        if (http == null) {
            throw CommandRejected.unavailable(
                    "reports-unset", "this installation does not say where its reports are (plumbline.reports.url)");
        }
        try {
            String body = http.get()
                    .uri(uri, parameters)
                    .headers(headers -> headers.setBearerAuth(token()))
                    .retrieve()
                    .body(String.class);
            return JSON.readValue(body == null ? "" : body, type);
        } catch (RestClientResponseException refused) {
            if (refused.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
                throw unknown(parameters[0]);
            }
            if (refused.getStatusCode().isSameCodeAs(HttpStatus.FORBIDDEN)) {
                throw CommandRejected.forbidden("reports", "the reports do not show you this");
            }
            log.warn("the reports answered {} to {}", refused.getStatusCode(), uri);
            throw unavailable();
        } catch (RestClientException | JacksonException unanswered) {
            log.warn("the reports did not answer {}", uri, unanswered);
            throw unavailable();
        }
    }

    private static CommandRejected unavailable() {
        return CommandRejected.unavailable(
                "reports-unavailable", "the reports do not answer now; nothing was changed; send it again");
    }

    private static CommandRejected unknown(Object goalId) {
        return CommandRejected.notYet(
                "measured", "goalId", "the reports show you no figure of " + goalId + " at that instant yet");
    }

    private static String token() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller != null && caller.getPrincipal() instanceof Jwt jwt) {
            return jwt.getTokenValue();
        }
        throw new IllegalStateException("the reports are asked without an authenticated caller");
    }
}
