package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryFileTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE", "Big5"})
    void isReadInTheEncodingThatIsNamed(String encoding) throws IOException {
        byte[] bytes = "name,city\n台灣,北京\n".getBytes(Charset.forName(encoding));
        Entry entry = read(bytes, csv(encoding, ",")).getFirst();
        assertThat(entry.value("name")).isEqualTo("台灣");
        assertThat(entry.faulty()).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
        for (String encoding : List.of("UTF-8", "UTF-16LE", "UTF-16BE")) {
            byte[] bytes = "\uFEFFname\nÄrzte\n".getBytes(Charset.forName(encoding));
            assertThat(read(bytes, csv("UTF-8", ",")).getFirst().value("name"))
                    .as(encoding)
                    .isEqualTo("Ärzte");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|", "||"})
    void anyDelimiterSeparates(String delimiter) throws IOException {
        String text = String.join(delimiter, "a", "b") + "\n" + String.join(delimiter, "1,5", "2") + "\n";
        Entry entry = read(text.getBytes(StandardCharsets.UTF_8), csv("UTF-8", delimiter))
                .getFirst();
        assertThat(entry.values()).containsEntry("a", "1,5").containsEntry("b", "2");
    }

    @Test
    void aQuotedValueMayHoldLinesQuotesAndDelimiters() throws IOException {
        List<Entry> entries = read("""
                name,note
                One,"first line
                second ""line"", still"
                Two,plain
                """.getBytes(StandardCharsets.UTF_8), Mapping.Csv.PLAIN);
        assertThat(entries.getFirst().value("note")).isEqualTo("first line\nsecond \"line\", still");
        assertThat(entries).extracting(Entry::line).containsExactly(2L, 4L);
    }

    @Test
    void aRecordWithTooManyOrTooFewColumnsIsFaulty() throws IOException {
        List<Entry> entries = read("a,b\n1\n1,2\n1,2,3\n".getBytes(StandardCharsets.UTF_8), Mapping.Csv.PLAIN);
        assertThat(entries)
                .extracting(Entry::faulty)
                .containsExactly("has 1 columns where the header has 2", "", "has 3 columns where the header has 2");
    }

    @Test
    void bytesOfAnotherEncodingAreFaultyAndNotGuessed() throws IOException {
        Entry entry = read("name\nMüller\n".getBytes(StandardCharsets.ISO_8859_1), Mapping.Csv.PLAIN)
                .getFirst();
        assertThat(entry.faulty()).isEqualTo("holds bytes that are not in the encoding");
    }

    @Test
    void namesMayComeFromTheMapping() throws IOException {
        Mapping.Csv headless = new Mapping.Csv("UTF-8", ",", "\"", List.of("a", "b"));
        assertThat(read("1,2\n".getBytes(StandardCharsets.UTF_8), headless)
                        .getFirst()
                        .value("b"))
                .isEqualTo("2");
    }

    @Test
    void ndjsonIsReadByItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("deals.ndjson"), """
                {"id": 1, "owner": {"name": "mei"}, "tags": ["a"], "closed": null}

                not json
                """);
        List<Entry> entries = EntryFile.all(file, Mapping.Csv.PLAIN);
        assertThat(entries.getFirst().values())
                .containsEntry("id", "1")
                .containsEntry("owner.name", "mei")
                .containsEntry("tags", "[\"a\"]")
                .doesNotContainKey("closed");
        assertThat(entries.getLast().line()).isEqualTo(3);
        assertThat(entries.getLast().faulty()).startsWith("is no JSON object");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> read("a,a\n1,2\n".getBytes(StandardCharsets.UTF_8), Mapping.Csv.PLAIN))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("has two columns a");
    }

    private static Mapping.Csv csv(String encoding, String delimiter) {
        return new Mapping.Csv(encoding, delimiter, "\"", List.of());
    }

    private List<Entry> read(byte[] bytes, Mapping.Csv csv) throws IOException {
        return EntryFile.all(Files.write(folder.resolve("file.csv"), bytes), csv);
    }
}
