package io.plumbline.deploy.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What can be asked of {@code ./plumbline import} without a suite that runs. */
class ImportCommandTests {

    private static final String MAPPING = """
            system: crm
            imports:
              - into: territories
                file: territories.csv
                fields: {code: code, nameEn: name, nameZh: name, timeZone: {value: UTC}, currency: {value: USD}}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path mapping = Path.of("");

    @BeforeEach
    void files() throws IOException {
        mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        Files.writeString(folder.resolve("territories.csv"), "code,name\nEAST,East\n");
    }

    @Test
    void helpSaysWhatThereIs() {
        assertThat(run("import", "--help")).isZero();
        assertThat(out.toString())
                .contains("--mapping", "--check", "--dry-run", "--mended", "--refused", "--url", "init");
        assertThat(run("import", "init", "--help")).isZero();
        assertThat(out.toString()).contains("--from", "--into");
    }

    @Test
    void aMappingIsCheckedAloneAndWithItsFiles() throws IOException {
        assertThat(run("import", "--check", "--mapping", mapping.toString())).isZero();
        assertThat(out.toString()).contains("mapping.yaml can be used: territories");
        assertThat(run("import", "--check", "--mapping", mapping.toString(), folder.toString()))
                .isZero();
        Files.writeString(folder.resolve("territories.csv"), "code,title\nEAST,East\n");
        assertThat(run("import", "--check", "--mapping", mapping.toString(), folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("territories.csv has no column name");
        Files.writeString(mapping, MAPPING.replace("nameZh", "nameXy"));
        assertThat(run("import", "--check", "--mapping", mapping.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no field nameXy");
    }

    @Test
    void aMappingIsDrafted() {
        assertThat(run(
                        "import",
                        "init",
                        "--from",
                        folder.resolve("territories.csv").toString()))
                .isZero();
        assertThat(out.toString()).contains("into: territories", "code: code   # as EAST");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(run("import", folder.toString())).isEqualTo(2);
        assertThat(run("import", "--mapping", mapping.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--mapping", "FOLDER");
    }

    @Test
    void aDryRunNeedsNoSuite() {
        assertThat(run("import", "--dry-run", "--mapping", mapping.toString(), folder.toString()))
                .isZero();
        assertThat(out.toString()).contains("nothing was sent");
    }

    private int run(String... args) {
        CommandLine command = Plumbline.commandLine();
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
