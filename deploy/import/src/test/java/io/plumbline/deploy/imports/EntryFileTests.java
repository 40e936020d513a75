package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(entry.faulty()).isEqualTo("holds the byte 0xFC, which is no character in UTF-8");
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
    void columnsOfOneNameAreToldApartByTheirPlace() throws IOException {
        Entry entry = read("a,b,a\n1,2,3\n".getBytes(StandardCharsets.UTF_8), Mapping.Csv.PLAIN)
                .getFirst();
        assertThat(entry.values())
                .containsEntry("a#1", "1")
                .containsEntry("b", "2")
                .containsEntry("a#2", "3");
    }

    @Test
    void aQuoteThatIsNotClosedIsItsLinesFaultAlone() throws IOException {
        List<Entry> entries = read("""
                id,note
                1,fine
                2,"6 inch pipe
                3,fine
                4,"two
                lines"
                """);
        assertThat(entries)
                .extracting(Entry::line, Entry::faulty)
                .containsExactly(
                        tuple(2L, ""),
                        tuple(3L, "has a quote that is closed in line 5, with text after it"),
                        tuple(4L, ""),
                        tuple(5L, ""));
        assertThat(entries.getLast().value("note")).isEqualTo("two\nlines");
        assertThat(read("id,note\n1,\"open\n2,fine\n"))
                .extracting(Entry::line, Entry::faulty)
                .containsExactly(tuple(2L, "has a quote that is not closed"), tuple(3L, ""));
    }

    @Test
    void aQuoteThatIsNotClosedInAMiddleColumnSwallowsNothing() throws IOException {
        assertThat(read("""
                id,note,amount
                1,"6 inch,10
                2,"quoted",20
                3,"8"" pipe",30
                """))
                .extracting(Entry::line, entry -> entry.faulty().isEmpty())
                .containsExactly(tuple(2L, false), tuple(3L, true), tuple(4L, true));
    }

    @Test
    void textThatAnOpenQuoteMayHaveSwallowedIsNoRecordByItself() throws IOException {
        assertThat(read("""
                id,note
                1,"he said
                2,so" and left
                3,6" pipe
                """))
                .extracting(Entry::line, Entry::faulty)
                .containsExactly(
                        tuple(2L, "has a quote that is closed in line 3, with text after it"),
                        tuple(3L, "has a quote within a value that does not begin with one"),
                        tuple(4L, ""));
    }

    @Test
    void textAfterAClosingQuoteIsFaulty() throws IOException {
        assertThat(read("a,b\n\"x\"y,1\n\"x\" ,2\n"))
                .extracting(Entry::faulty)
                .containsExactly("has text after a closing quote", "");
    }

    @Test
    void aRecordOfSeveralLinesWithTooManyColumnsNamesThem() throws IOException {
        assertThat(read("a,b\n1,\"two\nlines\",3\n").getFirst().faulty())
                .isEqualTo("has 3 columns where the header has 2, up to line 3; a quote may have joined these lines");
    }

    @Test
    void aReplacementCharacterOfTheFileIsOneLikeOthers() throws IOException {
        Entry entry = read("name\nit\uFFFDs\n").getFirst();
        assertThat(entry.faulty()).isEmpty();
        assertThat(entry.value("name")).isEqualTo("it\uFFFDs");
    }

    @ParameterizedTest
    @CsvSource({"windows-1252, 81", "US-ASCII, E9", "UTF-8, C3", "GB18030, FF", "Big5, 80", "UTF-16LE, D800"})
    void aByteOutsideTheEncodingIsWrittenAgainAsItCame(String encoding, String wrong) throws IOException {
        Charset charset = Charset.forName(encoding);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("name,city\na".getBytes(charset));
        byte[] odd = HexFormat.of().parseHex(wrong);
        bytes.write(encoding.endsWith("LE") ? new byte[] {odd[1], odd[0]} : odd);
        bytes.write("\nb,c\n".getBytes(charset));
        Path file = Files.write(folder.resolve("file.csv"), bytes.toByteArray());
        try (EntryFile open = EntryFile.open(file, csv(encoding, ","))) {
            Entry first = open.next();
            assertThat(first).isNotNull();
            assertThat(first.faulty()).startsWith("holds the byte 0x").endsWith("which is no character in " + encoding);
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            open.form().encoding().write("name,city\n" + first.raw() + "\nb,c\n", again);
            assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
            assertThat(open.next()).extracting(Entry::faulty).isEqualTo("");
        }
    }

    @Test
    void excelsLineAboutTheSeparatorIsRead() throws IOException {
        assertThat(read("sep=;\na;b\n1,5;2\n").getFirst().values())
                .containsEntry("a", "1,5")
                .containsEntry("b", "2");
    }

    @Test
    void halfACharacterInJsonIsFaulty() throws IOException {
        Path file = Files.writeString(
                folder.resolve("deals.ndjson"),
                "{\"name\": \"a\\ud800b\"}\n{\"a\": 1} {\"a\": 2}\n{\"a\": 1, \"a\": 2}\n");
        assertThat(EntryFile.all(file, Mapping.Csv.PLAIN))
                .extracting(Entry::faulty)
                .noneMatch(String::isEmpty);
    }

    private List<Entry> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), Mapping.Csv.PLAIN);
    }

    private static Mapping.Csv csv(String encoding, String delimiter) {
        return new Mapping.Csv(encoding, delimiter, "\"", List.of());
    }

    private List<Entry> read(byte[] bytes, Mapping.Csv csv) throws IOException {
        return EntryFile.all(Files.write(folder.resolve("file.csv"), bytes), csv);
    }
}
