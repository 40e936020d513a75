package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTests {

    private static final String GOOD = """
            system: CRM
            imports:
              - into: territories
                file: regions.csv
                fields:
                  code: Code
                  nameEn: {column: Name, table: names}
                  nameZh: Name
                  timeZone: {value: UTC}
                  currency: {value: USD}
            tables:
              names:
                values: {A: B}
                otherwise: keep
            """;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyMappingThatIsShippedCanBeRead() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "mappings"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> assertThat(Mapping.read(file).imports()).isNotEmpty()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            system: CRM             | sistem: CRM             | there is no key sistem here
            into: territories       | into: regions           | imports[0].into: is one of
            code: Code              | kode: Code              | there is no field kode but [code, nameEn
            nameZh: Name            | parent: Name            | the field nameZh is required
            table: names            | table: nombres          | imports[0].fields.nameEn.table: there is no nombres but [names]
            column: Name            | date: bogus             | has one of column, value, text, first and lookup
            file: regions.csv       | csv: {}                 | needs either a file or rows
            value: UTC              | value: UTC, colour: red | there is no key imports.[0].fields.timeZone.colour here
            system: CRM             | timeZone: Mars          | timeZone: Unknown time-zone ID: Mars
            system: CRM             | csv: {encoding: none}   | system: names the other system, and is missing
            value: UTC              | value: UTC, date: d.M.y | imports[0].fields.timeZone.date: means nothing for this field
            value: UTC              | value: UTC, round: 2    | imports[0].fields.timeZone.round: means nothing for this field
            value: UTC              | value: UTC, take: a     | imports[0].fields.timeZone.take: means nothing for this field
            value: UTC              | value: UTC, each: a     | imports[0].fields.timeZone.each: means nothing for this field
            system: CRM             | system: CRM\\ndates: [M/d/yyyy, d/M/yyyy] | is 2001-02-03 as M/d/yyyy and 2001-03-02 as d/M/yyyy
            system: CRM             | system: CRM\\nlanguage: xx | language: there is no language xx
            system: CRM             | system: CRM\\ncsv: {encoding: x-JISAutoDetect} | can only be read
            """)
    void whatIsWrongIsNamed(String right, String wrong, String said) throws IOException {
        Path file = write(GOOD.replace(right, wrong.replace("\\n", "\n")));
        assertThatThrownBy(() -> Mapping.read(file))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("mapping.yaml")
                .hasMessageContaining(said);
    }

    @Test
    void theLineOfASlipIsNamed() throws IOException {
        Path file = write("system: CRM\nimports:\n  - into: [territories\n");
        assertThatThrownBy(() -> Mapping.read(file))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("mapping.yaml, line ");
    }

    @Test
    void anOrderOfDatesMayBeStated() throws IOException {
        Mapping mapping =
                Mapping.read(write(GOOD + "dates: [d/M/yyyy, M/d/yyyy]\nambiguousDates: first\nlanguage: de\n"));
        assertThat(mapping.dates()).containsExactly("d/M/yyyy", "M/d/yyyy");
        assertThat(mapping.language()).isEqualTo(Locale.GERMAN);
    }

    @Test
    void aGoodOneIsRead() throws IOException {
        Mapping mapping = Mapping.read(write(GOOD));
        assertThat(mapping.imports().getFirst().fields().get("code")).isEqualTo(Expression.column("Code"));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("mapping.yaml"), yaml);
    }
}
