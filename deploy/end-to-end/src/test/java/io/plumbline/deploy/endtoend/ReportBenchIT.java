package io.plumbline.deploy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.deploy.endtoend.Shell.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of reports on an organisation that is small enough for a test. */
class ReportBenchIT {

    private static final Shell SHELL = new Shell(Map.of());

    @TempDir
    Path folder;

    @Test
    void itFillsASuiteAsksEveryKindOfQuestionAndGoesOnWhereItWas() throws Exception {
        Path json = folder.resolve("times.jsonl");

        Outcome first = bench(json, "funnel");
        assertThat(first.err()).isEmpty();
        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("events written", "read models filled", "\nfunnel ");
        List<String> asked = Files.readAllLines(json);
        assertThat(asked)
                .hasSize(6)
                .allMatch(line -> line.contains("\"report\":\"funnel\"") && line.contains("\"refused\":0"));

        // of a run that lacks something, what it has is not measured again
        Outcome second = bench(json, "funnel,completion");
        assertThat(second.out()).doesNotContain("events written").contains("\ncompletion ");
        assertThat(Files.readAllLines(json)).hasSize(11).containsAll(asked);
    }

    private Outcome bench(Path json, String reports) throws Exception {
        return SHELL.plumbline(
                "bench",
                "reports",
                "--opportunities",
                "100",
                "--questions",
                "2",
                "--report",
                reports,
                "--json",
                json.toString(),
                "--data",
                folder.resolve("data").toString());
    }
}
