package io.plumbline.deploy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.deploy.endtoend.Shell.Outcome;
import io.plumbline.platform.embedded.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** This version, started on what an earlier one stored and published: nothing is lost and nothing reads otherwise. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeIT {

    private static final Shell SHELL = new Shell(Map.of());
    private static final int PORT = Ports.free();
    private static final String GOAL = "0198c1f0-1111-7000-8000-000000000002";
    private static final String CUSTOMER = "0198c1f0-2222-7000-8000-000000000001";
    private static final String OPPORTUNITY = "0198c1f0-3333-7000-8000-000000000002";
    private static final String ORDER = "70ad1070-69d8-58a0-b64c-e34362b189a5";
    private static final String NEXT_STEP = "0198c1f0-6666-7000-8000-000000000002";
    private static final int EVENTS = 28;

    @TempDir
    static Path folder;

    @BeforeAll
    static void up() throws Exception {
        new RecordedStore(Shell.HOME.resolve("deploy/end-to-end/src/test/resources/recorded")).putInto(folder);

        Outcome outcome =
                SHELL.plumbline("up", "--detach", "--port", Integer.toString(PORT), "--data", folder.toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("Plumbline is up after");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(sql("select sum(position) as position from bi.freshness"))
                        .contains("" + EVENTS));
    }

    @AfterAll
    static void down() throws Exception {
        SHELL.plumbline("down", "--data", folder.toString());
    }

    @Test
    @Order(1)
    void reportsSayWhatTheyHaveSaid() throws Exception {
        assertFigures();
        assertThat(SHELL.plumbline("parked", "--data", folder.toString()).out()).contains("Nothing is parked");
    }

    @Test
    @Order(2)
    void aggregatesAreReadAsTheyWere() throws Exception {
        assertThat(as("wei", "/api/goals/" + GOAL))
                .contains("\"status\":\"MISSED\"", "\"actual\":6300000", "\"target\":6500000.00", "\"version\":4");
        assertThat(as("mei", "/api/customers/" + CUSTOMER))
                .contains(
                        "\"tier\":\"A\"",
                        "\"money\":80",
                        "\"lastContactAt\":\"2024-10-05T02:00:00Z\"",
                        "\"firstOrderedAt\":\"2024-09-02T02:00:00Z\"");
        assertThat(as("mei", "/api/orders/" + ORDER)).contains("\"amount\":250000.00");
        assertThat(as("mei", "/api/activities/" + NEXT_STEP)).contains("DEMO", "PLANNED", "show the controller");
    }

    @Test
    @Order(3)
    void aRebuildFromTheirTopicsGivesTheSame() throws Exception {
        assertThat(SHELL.plumbline("rebuild", "--data", folder.toString()).status())
                .isZero();
        assertFigures();
    }

    @Test
    @Order(4)
    void aggregatesTakeCommands() throws Exception {
        assertThat(as(
                        "mei",
                        "/api/opportunities/" + OPPORTUNITY + "/resume",
                        "{\"occurredAt\": \"2025-01-07T02:00:00Z\"}"))
                .contains("\"version\":2");
        assertThat(as(
                        "mei",
                        "/api/opportunities/" + OPPORTUNITY + "/win",
                        "{\"occurredAt\": \"2025-01-08T02:00:00Z\"}"))
                .contains("\"version\":3");
        assertThat(
                        as(
                                "mei",
                                "/api/orders/" + ORDER + "/return",
                                "{\"lines\": [{\"lineId\": \"1\", \"quantity\": 3}], \"reason\": \"wrong voltage\", \"occurredAt\": \"2025-01-09T02:00:00Z\"}"))
                .contains("\"version\":2");
        assertThat(as(
                        "mei",
                        "/api/customers/" + CUSTOMER + "/complaints/C-2024-118/resolve",
                        "{\"resolution\": \"the carrier was changed\", \"occurredAt\": \"2025-01-09T02:00:00Z\"}"))
                .contains("\"version\":");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(as(
                                "lena", "/api/reports/sales?from=2025-01-01&to=2025-01-31&asOf=2025-02-01T00:00:00Z"))
                        .contains("\"salesAmount\":425000.00"));
    }

    private static void assertFigures() throws Exception {
        assertThat(as("lena", "/api/reports/sales?from=2024-07-01&to=2024-12-31&asOf=2025-01-10T00:00:00Z"))
                .contains(
                        "\"salesAmount\":2800000.00",
                        "\"placedAmount\":2850000.00",
                        "\"returnedAmount\":50000.00",
                        "\"units\":88",
                        "\"orders\":2",
                        "\"averageOrderValue\":2800000.00");
        assertThat(as("mei", "/api/reports/funnel?territory=EAST-CHINA&asOf=2024-08-15T00:00:00Z"))
                .contains("\"weightedAmount\":1040000.00", "\"weightedAmount\":300000.00");
        assertThat(as("wei", "/api/reports/completion?goal=" + GOAL + "&asOf=2024-12-31T10:00:00Z"))
                .contains(
                        "\"status\":\"ACTIVE\"",
                        "\"actual\":2800000.00",
                        "\"attainment\":0.430769",
                        "\"light\":\"RED\"",
                        "\"variance\":-3700000.00");
        assertThat(as("wei", "/api/reports/completion?goal=" + GOAL + "&asOf=2024-09-02T10:00:00Z"))
                .contains("\"expected\":2086956.52", "\"attainmentToDate\":1.245833", "\"light\":\"GREEN\"");
    }

    private static String as(String user, String path) throws Exception {
        return request(user, path, "");
    }

    private static String as(String user, String path, String body) throws Exception {
        return request(user, path, " -H 'Content-Type: application/json' -d '%s'".formatted(body));
    }

    private static String request(String user, String path, String body) throws Exception {
        return SHELL.bash(
                        "curl -s 'http://127.0.0.1:%d%s' -H \"Authorization: Bearer $(./plumbline token %s --data %s)\"%s"
                                .formatted(PORT, path, user, folder, body))
                .out();
    }

    private static String sql(String query) throws Exception {
        return SHELL.plumbline("sql", query, "--data", folder.toString()).out();
    }
}
