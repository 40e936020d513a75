package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.testing.OpenApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether what is answered is what the document says. */
class OpenApiIT extends ReportingTest {

    private static final String DOCUMENT = "/openapi/reporting-service";

    /** Of parameters that are required somewhere, or without which nothing would be answered. */
    private static final Map<String, String> VALUES = Map.of(
            "from", "2024-01-01",
            "to", "2024-12-31",
            "since", "2024-02-01T00:00:00Z",
            "before", "2024-07-01T00:00:00Z",
            "forecastAt", "2024-07-01T00:00:00Z",
            "figure", "sales",
            "goal", "doc-goal",
            "base", "1000");

    @BeforeEach
    void history() {
        if (isTold("territory-DOC")) {
            return;
        }
        story().territory("DOC", null, "UTC")
                .customer("doc-c", "large", "retail", "DOC")
                .tell("customer.TierChanged", "doc-c", "2024-01-02T00:00:00Z", "tier", "B")
                .opportunity("doc-1", "doc-c", "DOC", "100", "CNY", "2024-02-01T00:00:00Z")
                .stage("doc-1", "propose", 3, "0.4", "2024-02-20T00:00:00Z")
                .won("doc-1", "2024-03-01T00:00:00Z")
                .opportunity("doc-2", "doc-c", "DOC", "50", "USD", "2024-02-02T00:00:00Z")
                .goal("doc-goal", "2024-01-02T00:00:00Z", "1000", "2024-01-01", "2024-12-31", Story.scope("DOC"))
                .goal(
                        "doc-child",
                        "2024-01-02T00:00:00Z",
                        "400",
                        "2024-01-01",
                        "2024-06-30",
                        Story.scope("DOC"),
                        Map.of("parentId", "doc-goal"))
                .order("doc-o1", "doc-c", "DOC", "100", "CNY", "2024-03-01T00:00:00Z")
                .order("doc-o2", "doc-c", "DOC", "200", "USD", "2024-09-06T00:00:00Z")
                .end();
        enter(
                HttpMethod.PUT,
                "/api/reports/calendars/DOC",
                "{\"weekend\": [6, 7], \"days\": [{\"day\": \"2024-10-01\", \"working\": false}]}");
        enter(
                HttpMethod.POST,
                "/api/reports/rates",
                "{\"rates\": [{\"currency\": \"THB\", \"into\": \"PHP\", \"rate\": 1.6, \"day\": \"2024-07-01\"}]}");
    }

    @Test
    void everyReadingIsAnsweredAsTheDocumentSays() {
        JsonNode document = document();
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            if (get.isMissingNode()) {
                continue;
            }
            if (path.getKey().endsWith("/stream")) {
                // its answer does not end
                assertThat(get.at("/responses/200/content").propertyNames()).containsExactly("text/event-stream");
                continue;
            }
            String address = address(path.getKey(), get);
            check(document, path.getKey(), get(token("sales-ops"), address), faults);
            check(document, path.getKey(), get("no token", address), faults);
            check(document, path.getKey(), get(token("sales-ops"), address + "&nothing=1"), faults);
            if (get.at("/responses/200/content/text~1csv").isObject()) {
                HttpHeaders csv = new HttpHeaders();
                csv.set(HttpHeaders.ACCEPT, "text/csv");
                check(document, path.getKey(), get(token("bi"), address, csv), faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    /** With amounts in a currency for which there is no rate, so that there is something to name. */
    @Test
    void whatIsMissingIsSaidAsTheDocumentSays() {
        JsonNode document = document();
        List<String> faults = new ArrayList<>();
        for (String figure : List.of("sales", "sales/by", "funnel", "completion", "input-output", "forecast")) {
            String path = "/api/reports/" + figure;
            String address = address(path, document.at("/paths/" + path.replace("/", "~1") + "/get"))
                    + "&currency=JPY&rates=BOOKING";
            check(document, path, get(token("sales-ops"), address), faults);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyOperationIsDescribedAndNamedForGood() {
        JsonNode document = document();
        OpenApiDocument.assertComplete(document);
        List<String> ids = document.get("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(operation -> operation.path("operationId").asString())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().noneMatch(id -> id.matches(".*_\\d+"));
        List<String> tags = document.get("tags").findValuesAsString("name");
        assertThat(tags).doesNotHaveDuplicates();
        document.get("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .forEach(operation -> assertThat(
                                operation.get("tags").valueStream().map(JsonNode::asString))
                        .as(operation.path("operationId").asString())
                        .isNotEmpty()
                        .isSubsetOf(tags));
    }

    /** A period can be named in several ways, so none of them is required. */
    @Test
    void aPeriodIsNotRequiredInOneWay() {
        document()
                .at("/paths/~1api~1reports~1sales/get/parameters")
                .forEach(parameter -> assertThat(parameter.path("required").asBoolean(false))
                        .as(parameter.get("name").asString())
                        .isFalse());
    }

    private static String address(String path, JsonNode get) {
        List<JsonNode> parameters = get.path("parameters")
                .valueStream()
                .filter(parameter -> "query".equals(parameter.get("in").asString()))
                .toList();
        boolean compares = path.endsWith("/compare") || path.endsWith("/explain");
        boolean ofGoalInstead = path.endsWith("/variance/parts");
        return path.replaceAll("\\{[^}]*}", "0198c1f0-1111-7000-8000-000000000001") + "?"
                + parameters.stream()
                        .map(parameter -> parameter.get("name").asString())
                        .filter(VALUES::containsKey)
                        .filter(name -> !compares
                                || List.of("figure", "from", "to", "before").contains(name))
                        .filter(name -> !ofGoalInstead || !name.equals("goal"))
                        .map(name -> name + "=" + VALUES.get(name))
                        .collect(Collectors.joining("&"))
                + parameters.stream()
                        .filter(parameter -> parameter.get("name").asString().equals("dimension")
                                && parameter.path("required").asBoolean(false))
                        .map(parameter ->
                                "&dimension=" + parameter.at("/schema/enum/0").asString())
                        .collect(Collectors.joining());
    }

    private static void check(JsonNode document, String path, ResponseEntity<String> answer, List<String> faults) {
        MediaType type = answer.getHeaders().getContentType();
        faults.addAll(OpenApiDocument.faults(
                document,
                "GET",
                path,
                answer.getStatusCode().value(),
                type == null ? null : type.toString(),
                answer.getBody()));
    }

    private JsonNode document() {
        return new JsonMapper()
                .readTree(Objects.requireNonNull(
                        client().get().uri(DOCUMENT).retrieve().body(String.class)));
    }
}
