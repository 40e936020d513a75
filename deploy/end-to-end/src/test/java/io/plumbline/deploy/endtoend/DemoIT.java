package io.plumbline.deploy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The organisation that {@code up --demo} puts in. */
class DemoIT {

    private static final Shell SHELL = new Shell(Map.of());
    private static final String PORT = Integer.toString(Ports.free());

    @TempDir
    static Path folder;

    @AfterAll
    static void down() throws Exception {
        SHELL.plumbline("down", "--data", folder.toString());
    }

    @Test
    void showsInTheReports() throws Exception {
        Shell.Outcome outcome =
                SHELL.plumbline("up", "--detach", "--demo", "--port", PORT, "--data", folder.toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("demonstration", "Plumbline is up after");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(sql("select count(*) from bi.goal_completion")).contains("5");
            assertThat(sql("select count(distinct territory) from bi.funnel_stock where opportunities > 0"))
                    .contains("5");
        });
    }

    private static String sql(String query) throws Exception {
        return SHELL.plumbline("sql", query, "--data", folder.toString()).out();
    }
}
