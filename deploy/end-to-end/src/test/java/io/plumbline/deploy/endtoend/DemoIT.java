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
                SHELL.plumbline("up", "--detach", "--demo=small", "--port", PORT, "--data", folder.toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("demonstration", "Plumbline is up after");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(sql("select count(*) from bi.goal where status = 'ACTIVE'"))
                    .contains("95");
            assertThat(sql("select count(*) from bi.customer")).contains("600");
        });
        assertThat(sql("select count(distinct currency) || ' currencies' from bi.sales_daily"))
                .contains("3 currencies");
        assertThat(sql("select count(*) || ' in red' from bi.goal_completion where light = 'RED'"))
                .doesNotContainPattern("(?m)^0 in red");
        assertThat(sql("select count(*) || ' in green' from bi.goal_completion where light = 'GREEN'"))
                .doesNotContainPattern("(?m)^0 in green");

        // and it goes on living
        String before = sql("select sum(position) from bi.freshness");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !sql("select sum(position) from bi.freshness").equals(before));
    }

    private static String sql(String query) throws Exception {
        return SHELL.plumbline("sql", query, "--data", folder.toString()).out();
    }
}
