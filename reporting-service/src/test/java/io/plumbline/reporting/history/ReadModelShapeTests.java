package io.plumbline.reporting.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables and folds that change without their version would be served from what the ones before them made. */
class ReadModelShapeTests {

    private static final Path MAIN = Path.of("src/main");
    private static final Path SHAPES = Path.of("src/test/resources/readmodel/shapes.txt");

    /** What fills and exchanges generations, and makes no rows. */
    private static final Set<String> NO_FOLDS = Set.of(
            "ReadModelSchema.java",
            "ReadModels.java",
            "RebuildEndpoint.java",
            "ReportScripts.java",
            "package-info.java");

    @Test
    void theVersionIsThatOfTheTablesAndFolds() throws Exception {
        List<String[]> shapes = Files.readAllLines(SHAPES).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" "))
                .toList();
        String version = Files.readString(MAIN.resolve("resources/db/readmodel/version.txt"))
                .strip();

        assertThat(shapes)
                .extracting(shape -> Integer.valueOf(shape[0]))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(shapes.getLast())
                .as(
                        "the tables or folds of the read models have changed: raise db/readmodel/version.txt and add a line to %s",
                        SHAPES)
                .containsExactly(version, fingerprint());
    }

    @ParameterizedTest
    @CsvSource({
        "'create table t (a int); -- why', 'create  table t (\n    a int\n);'",
        "'a(); // why\n', '/** Why.\n * @param x */ a();'"
    })
    void commentsAndWhiteSpaceAreNoChange(String one, String other) {
        assertThat(normalised(one)).isEqualTo(normalised(other));
    }

    @Test
    void aFurtherColumnIsAChange() {
        assertThat(normalised("create table t (a int)")).isNotEqualTo(normalised("create table t (a int, b int)"));
    }

    private static String fingerprint() throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (Path source : sources()) {
            sha.update(normalised(Files.readString(source)).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> folds = Files.list(MAIN.resolve("java/io/plumbline/reporting/history"));
                Stream<Path> events = Files.list(MAIN.resolve("java/io/plumbline/reporting/events"));
                Stream<Path> tables = Files.list(MAIN.resolve("resources/db/readmodel"))) {
            return Stream.of(
                            folds, events, tables.filter(path -> path.toString().endsWith(".sql")))
                    .flatMap(all -> all)
                    .filter(path -> !NO_FOLDS.contains(path.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** Without comments, imports and white space, which change no row. */
    private static String normalised(String source) {
        return source.replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("(?m)(^|\\s)(//|--) .*$", "")
                .replaceAll("(?m)^import .*$", "")
                .replaceAll("\\s+", "");
    }
}
