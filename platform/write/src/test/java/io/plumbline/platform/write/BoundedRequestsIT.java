package io.plumbline.platform.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.write.RunningTally.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no store can hold is refused at the edge, wherever in a request it stands. */
class BoundedRequestsIT {

    private static RunningTally tally;

    @BeforeAll
    static void start() {
        tally = new RunningTally(
                Servers.shared().createDatabase("bounds"), Servers.shared().createTopic("bounds", 1));
    }

    @AfterAll
    static void stop() {
        tally.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"a\\u0000b\",\"limit\":1}|name/characters",
                "{\"name\":\"a\\ud800b\",\"limit\":1}|name/characters",
                "{\"name\":\"\\udc00\",\"limit\":1}|name/characters",
                "{\"name\":\"x\",\"limit\":1e22}|limit/digits",
                "{\"name\":\"x\",\"limit\":1e1000000}|limit/digits",
                "{\"name\":\"x\",\"limit\":\"1e1000000\"}|limit/digits",
                "{\"name\":\"x\",\"limit\":1e-1000000}|limit/digits",
                "{\"name\":\"x\",\"limit\":1,\"at\":\"0000-12-31T16:00:00Z\"}|at/years",
                "{\"name\":\"x\",\"limit\":1,\"at\":\"+10000-01-01T00:00:00Z\"}|at/years",
                "{\"name\":\"x\",\"limit\":1,\"day\":\"-0001-01-01\"}|day/years",
                "{\"name\":\"x\",\"limit\":1,\"labels\":{\"a\\ud800\":\"b\"}}|-/json",
                "{\"name\":\"x\",\"limit\":1,\"labels\":{\"a\\u0000\":\"b\"}}|labels/characters",
                "{\"name\":\"x\",\"limit\":1,\"labels\":{\"a\":\"b\\u0000\"}}|labels.a/characters",
                "{\"name\":\"x\",\"limit\":1,\"tags\":[\"b\",\"\\ud83d\"]}|tags[1]/characters",
                "{\"name\":\"x\",\"limit\":1,\"weight\":1.9}|weight/format",
                "{\"name\":\"x\",\"limit\":1,\"weight\":1e1000000}|weight/format",
                "{\"name\":\"x\",\"limit\":1,\"day\":\"a\\ud800\"}|day/format",
                "{\"name\":\"x\",\"limit\":1,\"\\ud800\":1}|-/json",
                "{\"name\":\" \\u00a0\\u200b\",\"limit\":1}|name/not-blank"
            })
    void bodiesAreWithinBounds(String body, String error) {
        Reply refused = tally.post("/api/tallies", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.firstError()).isEqualTo(error);
    }

    @Test
    void textsAreCountedByCharacter() {
        assertThat(tally.post("/api/tallies", named("\uD83D\uDE00".repeat(100))).status())
                .isEqualTo(201);
        assertThat(tally.post("/api/tallies", named("\uD83D\uDE00".repeat(101))).firstError())
                .isEqualTo("name/size");
    }

    @ParameterizedTest
    @CsvSource({
        "after=%00, after/characters",
        "nobodyReadsIt=a%00b, nobodyReadsIt/unknown-parameter",
        "least=1e1000000, least/digits",
        "least=1e-1000000, least/digits",
        "at=-1000000000-01-01T00:00:00Z, at/years",
        "at=%2B10000-01-01T00:00:00Z, at/years",
        "day=0000-01-01, day/years",
        "day=2024-02-30, day/format",
        "month=%2B99999-01, month/years"
    })
    void parametersAreWithinBounds(String query, String error) {
        Reply refused = tally.get("/api/tallies?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.firstError()).isEqualTo(error);
    }

    @Test
    void aPathHasNoNul() {
        assertThat(tally.post("/api/tallies/a%00/add", "{\"amount\":1}").status())
                .isEqualTo(400);
    }

    @Test
    void aTokenWhoseClaimsNoStoreCanHoldIsNone() {
        String text = "mei\0";
        assertThat(tally.postAs(text, List.of("rep"), List.of("NORTH"), named("x"))
                        .status())
                .isEqualTo(401);
        assertThat(tally.postAs("mei", List.of("rep"), List.of(text), named("x"))
                        .status())
                .isEqualTo(401);
        assertThat(tally.postAs("mei", List.of("rep", text), List.of(), named("x"))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/yaml",
                "application/x-yaml",
                "application/xml",
                "text/xml",
                "application/cbor",
                "application/x-jackson-smile",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=b",
                "text/plain"
            })
    void bodiesAreJsonAndNothingElse(String type) {
        Reply refused = tally.postTyped(type, "name: \"a\\0b\"\nlimit: 1\n");

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/xml", "application/cbor", "application/x-jackson-smile"})
    void answersAreJsonAndNothingElse(String type) {
        assertThat(tally.get("/api/tallies", "Accept", type).status()).isEqualTo(406);
    }

    private static String named(String name) {
        return "{\"name\":\"" + name + "\",\"limit\":1}";
    }
}
