package io.plumbline.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the service answered; {@code body} is a null node where the answer has none. */
public record Answered(HttpResponse<String> response, JsonNode body) {

    public int status() {
        return response.statusCode();
    }

    /** The id that a command answered. */
    public String id() {
        return body.path("id").asString();
    }

    /** The rules that a problem detail names. */
    public List<String> rules() {
        return body.path("errors")
                .valueStream()
                .map(error -> error.path("rule").asString())
                .toList();
    }

    /** The fields that a problem detail names; empty for one about no field. */
    public List<String> fields() {
        return body.path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }

    /** What became of each row of a bulk request. */
    public List<String> outcomes() {
        return body.valueStream().map(row -> row.path("outcome").asString()).toList();
    }

    /** The id that each row of a bulk request answered; empty for one that was refused. */
    public List<String> rowIds() {
        return body.valueStream().map(row -> row.path("id").asString("")).toList();
    }

    /** {@code field/rule} of everything that was wrong with the rows of a bulk request. */
    public List<String> rowErrors() {
        return body.valueStream()
                .flatMap(row -> row.path("errors").valueStream())
                .map(error -> error.path("field").asString("") + "/"
                        + error.path("rule").asString())
                .toList();
    }

    public Answered requireCreated() {
        assertThat(status()).as(response.body()).isEqualTo(201);
        return this;
    }

    public Answered requireOk() {
        assertThat(status()).as(response.body()).isEqualTo(200);
        return this;
    }

    /** Asserts a problem detail of the status that names the field and the rule. */
    public Answered requireRefused(int status, String field, String rule) {
        assertThat(status()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(rules()).as(response.body()).contains(rule);
        assertThat(fields()).as(response.body()).contains(field);
        return this;
    }
}
