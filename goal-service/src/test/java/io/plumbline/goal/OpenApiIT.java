package io.plumbline.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.embedded.TokenIssuer;
import io.plumbline.platform.testing.OpenApiDocument;
import io.plumbline.platform.testing.RunningService;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class OpenApiIT {

    private final RunningService service = RunningGoalService.shared();

    @TestFactory
    Stream<DynamicTest> everyOperationHasASummaryAnExampleAndItsErrors() {
        JsonNode document = service.get(RunningGoalService.LENA, "/openapi/goal-service")
                .requireOk()
                .body();
        assertThat(document.path("paths").size()).isGreaterThan(40);
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(operation -> DynamicTest.dynamicTest(
                                operation.getKey() + " " + path.getKey(),
                                () -> assertComplete(path.getKey(), operation.getKey(), operation.getValue()))));
    }

    @Test
    void aParameterThatIsNotKnownIsRefusedEverywhere() {
        // in every role: what a role may not do is refused before its parameters are looked at
        String everybody =
                TokenIssuer.shared().token("all.roles", List.of("sales-ops", "manager", "rep"), List.of("CHINA"));
        OpenApiDocument.assertKnowsItsParameters(
                service.get(RunningGoalService.LENA, "/openapi/goal-service")
                        .requireOk()
                        .body(),
                (method, path) -> service.send(method, everybody, path).body());
    }

    @Test
    void aFilterByWhatIsNotThereIsRefused() {
        String none = "0198c1f0-9999-7000-8000-000000000009";
        String lena = RunningGoalService.LENA;
        service.get(lena, "/api/goals?territory=NOWHERE").requireRefused(422, "territory", "known-territory");
        for (String parameter : List.of("parent", "below", "plan")) {
            service.get(lena, "/api/goals?" + parameter + "=" + none).requireRefused(404, parameter, "known-value");
        }
        for (String parameter : List.of("goal", "plan")) {
            service.get(lena, "/api/tasks?" + parameter + "=" + none).requireRefused(404, parameter, "known-value");
        }
        service.get(lena, "/api/goals?territory=EUROPE&name=nothing-is-called-so")
                .requireOk();
    }

    private static void assertComplete(String path, String method, JsonNode operation) {
        assertThat(operation.path("summary").asString()).isNotBlank();
        JsonNode responses = operation.path("responses");
        assertThat(responses
                        .propertyStream()
                        .filter(response -> response.getKey().startsWith("2"))
                        .flatMap(response -> response.getValue().path("content").valueStream()))
                .isNotEmpty()
                .allSatisfy(OpenApiIT::assertExample);
        assertThat(responses.propertyNames()).contains("400", "401", "503");
        if (path.contains("{")) {
            assertThat(responses.propertyNames()).contains("404");
        }
        if (method.equals("post")) {
            assertThat(responses.propertyNames()).contains("403", "409", "412", "413", "422");
            assertThat(operation.at("/requestBody/content").valueStream())
                    .isNotEmpty()
                    .allSatisfy(OpenApiIT::assertExample);
            assertThat(operation
                            .path("parameters")
                            .valueStream()
                            .map(p -> p.path("name").asString()))
                    .containsAll(List.of("Idempotency-Key", "If-Match"));
        }
    }

    /** An example with something in it: no field is left without one. */
    private static void assertExample(JsonNode content) {
        JsonNode example = content.path("example");
        assertThat(example.isMissingNode() || example.isNull())
                .as(content.toString())
                .isFalse();
        example.propertyStream()
                .forEach(field -> assertThat(field.getValue().isNull())
                        .as("%s in %s", field.getKey(), example)
                        .isFalse());
    }
}
