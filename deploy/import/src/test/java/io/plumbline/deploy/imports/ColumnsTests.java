package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnsTests {

    private static final String MAPPING = """
            system: CRM
            lookups:
              reps: {file: reps.csv, key: rep}
            imports:
              - into: customers
                file: accounts.csv
                where: {kind: [account]}
                unless: {deleted: ["true"]}
                fields:
                  externalReference: id
                  nameEn: {text: "{first} {last}"}
                  segment: {column: segment, default: none}
                  industry: {first: [industry, sector], default: none}
                  territory: {lookup: reps, key: owner, take: region}
                  channel: {value: direct, when: {web: ["no"]}}
                  owner: owner
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void lookup() throws IOException {
        Files.writeString(folder.resolve("reps.csv"), "rep,region\nmei,EAST\n");
    }

    @Test
    void whatIsReadIsRequiredUnlessADefaultStandsForIt() throws IOException {
        Columns columns = columns();
        assertThat(columns.required()).containsExactlyInAnyOrder("kind", "id", "first", "last", "owner", "web");
        assertThat(columns.missing(List.of("kind", "id", "first", "last", "owner", "web", "segment", "industry")))
                .containsExactly(
                        "accounts.csv has no column deleted: no row is left out by it",
                        "accounts.csv has no column sector: 'none' stands in every row");
    }

    @Test
    void aColumnThatIsMissingIsNamed() throws IOException {
        Columns columns = columns();
        assertThatThrownBy(() -> columns.missing(List.of("kind", "id")))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("accounts.csv has no column first, which the mapping's customers name");
        assertThatThrownBy(() -> columns.missing(List.of("kind", "id", "first", "last", "owner#1", "owner#2", "web")))
                .isInstanceOf(ImportFailure.class)
                .hasMessage(
                        "accounts.csv has several columns owner; owner#1 is the first of them, owner#2 the second.");
    }

    @Test
    void aColumnThatALookupLacksIsNamed() throws IOException {
        Files.writeString(folder.resolve("reps.csv"), "rep,area\nmei,EAST\n");
        assertThatThrownBy(this::columns)
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("The lookup reps has no column region");
    }

    private Columns columns() throws IOException {
        Mapping mapping = Mapping.read(Files.writeString(folder.resolve("mapping.yaml"), MAPPING));
        return new Columns(mapping.imports().getFirst(), new Lookups(mapping, folder));
    }
}
