package io.plumbline.goal.reports;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.Scope;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import tools.jackson.databind.JsonNode;
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
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What is read of {@code GET /api/reports/completion}. */
    record Completion(Instant asOf, Instant knownAt, List<Row> rows) {

        /** {@code complete} is false where something is left out, which {@code unavailableReason} names. */
        record Row(@Nullable BigDecimal actual, @Nullable String unavailableReason, boolean complete) {}
    }

    /** What is read of other reports. */
    record Rows(Instant asOf, Instant knownAt, List<JsonNode> rows) {

        /** Of all rows: of none zero, and null where any of them has no figure. */
        private @Nullable BigDecimal sum(String field) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode row : rows) {
                if (!row.path(field).isNumber()) {
                    return null;
                }
                sum = sum.add(row.path(field).decimalValue());
            }
            return sum;
        }
    }

    private final @Nullable RestClient http;

    ReportsClient(ReportsSettings settings) {
        URI url = settings.url();
        if (url == null) {
            log.warn("plumbline.reports.url is not set: no goal can be closed, since nothing measures it");
            this.http = null;
        } else {
            JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
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
                row.unavailableReason() == null && !row.complete() ? "incomplete" : row.unavailableReason(),
                completion.asOf(),
                completion.knownAt());
    }

    /**
     * What was reached in a scope and a period, as known now.
     *
     * @param currency of a quantity of money; null for others
     * @param planId at whose rates other currencies are converted; null for the rates of the day of booking
     * @throws CommandRejected where reporting-service cannot be asked or does not answer
     */
    public Measurement measure(
            Quantity quantity, Scope scope, Period period, @Nullable Currency currency, @Nullable PlanId planId) {
        List<String> names = new ArrayList<>(List.of("from", "to"));
        List<Object> values = new ArrayList<>(List.of(period.from(), period.to()));
        add(names, values, "territory", scope.territory() == null ? List.of() : List.of(scope.territory()));
        add(names, values, "productLine", scope.productLines());
        add(names, values, "segment", scope.segments());
        add(names, values, "industry", scope.industries());
        add(names, values, "channel", scope.channels());
        add(
                names,
                values,
                "representative",
                scope.representative() == null ? List.of() : List.of(scope.representative()));
        if (quantity.money && currency != null) {
            add(names, values, "currency", List.of(currency));
            if (planId != null) {
                add(names, values, "rates", List.of("PLAN"));
                add(names, values, "plan", List.of(planId));
            }
        }
        String query = IntStream.range(0, names.size())
                .mapToObj(i -> names.get(i) + "={" + i + "}")
                .collect(Collectors.joining("&"));
        Rows rows = get("/api/reports/" + quantity.report + "?" + query, Rows.class, values.toArray());
        return new Measurement(
                rows.sum(quantity.field),
                rows.rows().stream()
                        .map(row -> row.path("unavailableReason").asString(""))
                        .filter(refusal -> !refusal.isEmpty())
                        .findFirst()
                        .orElse(rows.sum(quantity.field) == null ? "not-measured" : null),
                rows.asOf(),
                rows.knownAt());
    }

    private static void add(List<String> names, List<Object> values, String name, List<?> wanted) {
        wanted.forEach(value -> {
            names.add(name);
            values.add(value.toString());
        });
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
            if (refused.getStatusCode().isSameCodeAs(HttpStatus.UNPROCESSABLE_CONTENT)) {
                throw CommandRejected.notYet(
                        "measured", "scope", "the reports know nothing of this yet: " + detail(refused));
            }
            log.warn("the reports answered {} to {}", refused.getStatusCode(), uri);
            throw unavailable();
        } catch (RestClientException | JacksonException unanswered) {
            log.warn("the reports did not answer {}", uri, unanswered);
            throw unavailable();
        }
    }

    private static String detail(RestClientResponseException refused) {
        try {
            return JSON.readTree(refused.getResponseBodyAsString())
                    .path("detail")
                    .asString("");
        } catch (JacksonException unreadable) {
            return "";
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
