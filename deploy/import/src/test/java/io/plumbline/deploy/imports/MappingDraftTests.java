package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingDraftTests {

    private static final String DEALS = """
            Deal ID;Company;Deal Name;Stage;Value;Created;Close Date;Owner;Probability
            1;C1;Line 4;Won;1.234,50;05.01.2024;13.03.2024;mei;1
            2;C1;Line 5;Dreaming;99,00;06.01.2024;;mei;0
            3;C2;Line 6;Lost - price;1.000.000,00;06.01.2024;14.03.2024;jun;0
            """;

    @TempDir
    private Path folder;

    @Test
    void aDraftSaysHowTheFileIsWrittenAndWhatHasToBeDecided() throws IOException {
        String draft = draft("deals.csv", DEALS, "UTF-8", null);
        assertThat(draft)
                .contains(
                        "dates: [\"d.M.yyyy\"]",
                        "numbers: {decimal: \",\", grouping: \".\"}",
                        "csv: {delimiter: \";\"}",
                        "  - into: opportunities",
                        "      externalReference: Deal ID   # as 1",
                        "      customer: Company",
                        "      status: {column: Stage, table: status}",
                        "      Won: won",
                        "      Dreaming: \"???\"",
                        "      Lost - price: lost",
                        "      wonAt: Close Date",
                        "          amount: Value",
                        "      currency: {value: \"???\"}   # no column looks like it",
                        "# columns that nothing reads: Probability");
    }

    @Test
    void aDraftThatIsFinishedCanBeUsed() throws Exception {
        String draft = draft("deals.csv", DEALS, "UTF-8", null)
                .replace("Dreaming: \"???\"", "Dreaming: open")
                .replace("currency: {value: \"???\"}", "currency: {value: EUR}")
                .replace("expectedClose: Close Date", "expectedClose: {column: Close Date, default: 2024-12-31}");
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), draft);
        StringWriter said = new StringWriter();
        Importer.check(mapping, folder, new PrintWriter(said));
        assertThat(said.toString())
                .endsWith("mapping.yaml can be used: opportunities, and the files have the columns that it names\n");
        boolean complete = Importer.run(
                new Importer.Settings(mapping, folder, true, false, null, false), "", "", new PrintWriter(said));
        assertThat(complete).as(said.toString()).isTrue();
    }

    @Test
    void whatIsUndecidedIsRefused() throws Exception {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), draft("deals.csv", DEALS, "UTF-8", null));
        StringWriter said = new StringWriter();
        Importer.run(new Importer.Settings(mapping, folder, true, false, null, false), "", "", new PrintWriter(said));
        assertThat(Files.readString(folder.resolve("deals.csv.refused.csv")))
                .contains("Stage: '???' is neither open, won nor lost (status)");
    }

    @Test
    void datesThatMayBeTwoDaysHaveToBeDecided() throws IOException {
        String draft = draft("deals.csv", DEALS.replaceAll("\\d\\d\\.(\\d\\d)\\.", "03/$1/"), "UTF-8", null);
        assertThat(draft)
                .contains("dates: [\"d/M/yyyy\", \"M/d/yyyy\"]   # each fits all dates: leave the one that is meant");
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), draft);
        assertThatThrownBy(() -> Mapping.read(mapping))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("dates");
    }

    @ParameterizedTest
    @CsvSource({
        "accounts.csv, 'Id,Name,Industry,Owner', customers", "Deals.csv, 'Id,Name,Account,Owner', opportunities",
        "客户.csv, '客户编号,客户名称,负责人', customers", "territories.csv, 'code,nameEn,parent,timeZone', territories",
        "orders.csv, 'id,account,day,amount', orders", "reps.csv, 'territory,representative,from', assignments",
        "Task.csv, 'Id,AccountId,Subject,OwnerId,ActivityDate', activities"
    })
    void aFileIsTakenForWhatItsColumnsLookLike(String file, String header, String into) throws IOException {
        assertThat(draft(file, header + "\n", "GB18030", null)).contains("  - into: " + into + "\n");
        assertThat(draft(file, header + "\n", "GB18030", "orders")).contains("  - into: orders\n");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, UTF-8", "GB18030, GB18030", "windows-1252, windows-1252"})
    void theEncodingIsTakenFromTheBytes(String encoding, String named) throws IOException {
        String text = encoding.equals("windows-1252") ? "id,name\n1,na\u00efve \u00fc\n" : "id,name\n1,华东精密\n";
        String draft = draft("accounts.csv", text, encoding, null);
        assertThat(draft.contains("encoding:")).isEqualTo(!named.equals("UTF-8"));
        assertThat(draft).contains(named.equals("UTF-8") ? "system" : "encoding: " + named);
    }

    @Test
    void whatIsNoKindIsNamed() {
        assertThatThrownBy(() -> draft("deals.csv", DEALS, "UTF-8", "deals"))
                .isInstanceOf(ImportFailure.class)
                .hasMessageStartingWith("--into is one of [activities, assignments, customers");
    }

    private String draft(String name, String text, String encoding, @Nullable String into) throws IOException {
        return MappingDraft.of(Files.write(folder.resolve(name), text.getBytes(Charset.forName(encoding))), into);
    }
}
