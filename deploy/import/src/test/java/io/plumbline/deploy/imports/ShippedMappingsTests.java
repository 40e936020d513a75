package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The mappings that are shipped, on a few records as those systems export them. */
class ShippedMappingsTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void whatNoExportHolds() throws IOException {
        file("territories.csv", """
                code,nameEn,nameZh,parent,timeZone,currency
                WORLD,World,,,UTC,USD
                EAST,East,华东,WORLD,Asia/Shanghai,CNY
                """);
        file("regions.csv", "owner,territory\nmei@example.com,EAST\nMei Lin,EAST\n梅林,EAST\n");
    }

    @Test
    void salesforce() throws Exception {
        file("User.csv", "Id,Username,Name\n005A,mei@example.com,Mei Lin\n");
        file("Account.csv", """
                Id,Name,Type,Industry,NumberOfEmployees,AccountSource,OwnerId,CreatedDate,LastModifiedDate
                001A,Acme,Customer,Retail,120,Web,005A,2024-01-05T08:00:00.000+0000,2024-02-05T08:00:00.000+0000
                """);
        file("Opportunity.csv", """
                Id,AccountId,Name,StageName,Amount,CloseDate,CreatedDate,LeadSource,OwnerId,IsClosed,IsWon,CurrencyIsoCode,LastModifiedDate,LastStageChangeDate
                006A,001A,Line 4,Closed Won,1250.50,2024-03-01,2024-01-06T08:00:00.000+0000,Trade Show,005A,true,true,USD,2024-03-01T08:00:00.000+0000,2024-03-01T07:00:00.000+0000
                006B,001A,Line 5,Prospecting,,2024-06-01,2024-01-07T08:00:00.000+0000,,005A,false,false,,2024-01-07T08:00:00.000+0000,
                """);
        file("OpportunityHistory.csv", """
                Id,OpportunityId,StageName,CreatedDate
                008A,006A,Prospecting,2024-01-06T08:00:00.000+0000
                008B,006A,Proposal/Price Quote,2024-02-06T08:00:00.000+0000
                008C,006A,Closed Won,2024-03-01T07:00:00.000+0000
                """);
        file("Task.csv", """
                Id,AccountId,Subject,TaskSubtype,OwnerId,ActivityDate,CreatedDate,CompletedDateTime,Description,IsDeleted
                00TA,001A,Call about line 4,Call,005A,2024-01-10,2024-01-08T08:00:00.000+0000,2024-01-10T09:00:00.000+0000,,false
                """);
        assertThat(dryRun("salesforce")).contains("6 rows").containsPattern("opportunities +2 +2 +0 +0 +0");
    }

    @Test
    void hubspot() throws Exception {
        file("companies.csv", """
                Record ID,Company name,Company owner,Create Date,Last Modified Date,Industry,Number of Employees,Lifecycle Stage,Original Traffic Source
                77,Acme,Mei Lin,2024-01-05 08:00,2024-02-05 08:00,RETAIL,120,customer,Organic Search
                """);
        file("deals.csv", """
                Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Deal owner,Associated Company IDs (Primary),Currency,Original Traffic Source,Last Modified Date
                88,Line 4,Closed Won,1250.5,2024-03-01 09:15,2024-01-06 08:00,Mei Lin,77,USD,Referrals,2024-03-01 09:15
                89,Line 5,Qualified To Buy,,,2024-01-06 08:00,Mei Lin,77,,,2024-03-01 09:15
                """);
        assertThat(dryRun("hubspot")).contains("5 rows").containsPattern("opportunities +2 +2 +0 +0 +0");
    }

    @Test
    void zohoCrm() throws Exception {
        file("Accounts.csv", """
                Record Id,Account Name,Account Type,Industry,Employees,Account Owner,Created Time,Modified Time
                zcrm_1,Acme,Customer,Retail,120,Mei Lin,2024-01-05 08:00:00,2024-02-05 08:00:00
                """);
        file("Deals.csv", """
                Record Id,Deal Name,Account Name.id,Account Name,Stage,Amount,Closing Date,Created Time,Deal Owner,Lead Source,Currency,Modified Time
                zcrm_2,Line 4,zcrm_1,Acme,Closed Lost to Competition,1250.5,2024-03-01,2024-01-06 08:00:00,Mei Lin,Trade Show,INR,2024-03-01 09:15:00
                """);
        assertThat(dryRun("zoho-crm")).contains("4 rows").containsPattern("opportunities +1 +1 +0 +0 +0");
    }

    @Test
    void fxiaoke() throws Exception {
        file("客户.csv", """
                客户编号,客户名称,客户级别,1级行业,来源,负责人,创建时间,最后修改时间
                C1,华东精密,A,制造业,展会,梅林,2024-01-05 08:00,2024/2/5 8:00
                """);
        file("商机.csv", """
                商机编号,客户编号,商机名称,商机阶段,商机金额,预计成交日期,阶段变更时间,创建时间,最后修改时间,负责人,来源,输单原因
                D1,C1,四号线控制器,赢单,"1,250,000.00",2024/3/1,2024-02-28 17:30,2024-01-06 08:00,2024-03-01 09:15,梅林,展会,--
                D2,C1,五号线,输单,--,2024/3/1,2024-02-28 17:30,2024-01-06 08:00,2024-03-01 09:15,梅林,,价格
                """);
        assertThat(dryRun("fxiaoke")).contains("5 rows").containsPattern("opportunities +2 +2 +0 +0 +0");
    }

    private static final String SALESFORCE =
            "Id,AccountId,Name,StageName,Amount,CloseDate,CreatedDate,LeadSource,OwnerId,IsClosed,IsWon,CurrencyIsoCode,LastModifiedDate,LastStageChangeDate,IsDeleted\n";

    /** Flags as a spreadsheet spells them when it saves the file again, and stages that say otherwise. */
    @ParameterizedTest
    @CsvSource({
        "Closed Won, TRUE, TRUE, 2024-03-01 07:00:00, won",
        "Closed Lost, TRUE, FALSE, 2024-03-01 07:00:00, lost",
        "Closed Lost, TRUE, , 2024-03-01 07:00:00, lost",
        "Closed Won, 1, 1, 2024-03-01 07:00:00, won",
        "Closed Won, yes, Yes, 2024-03-01 07:00:00, won",
        "Closed Won, WAHR, WAHR, 2024-03-01 07:00:00, won",
        "Prospecting, FALSE, FALSE, , open",
        "Prospecting, , , 2024-03-01 07:00:00, open",
        "Closed Won, TRUE, TRUE, , refused",
        "Closed Lost, TRUE, FALSE, , refused",
        "Closed Won, , , 2024-03-01 07:00:00, refused",
        "closed won, FALSE, FALSE, 2024-03-01 07:00:00, refused",
        "Closed Won, TRUE, sim?, 2024-03-01 07:00:00, refused",
        "Closed Won, TRUE, TRUE, tomorrow, refused"
    })
    void aClosedOpportunityOfSalesforceIsNeverOpened(
            String stage, String closed, String won, String changed, String expected) throws Exception {
        file("User.csv", "Id,Username,Name\n005A,mei@example.com,Mei Lin\n");
        file("OpportunityHistory.csv", "Id,OpportunityId,StageName,CreatedDate\n");
        file(
                "Opportunity.csv",
                SALESFORCE
                        + "006A,001A,Line 4,%s,1250.50,2024-03-01,2024-01-06 08:00:00,,005A,%s,%s,USD,2024-03-01 08:00:00,%s,FALSE\n"
                                .formatted(stage, text(closed), text(won), text(changed)));
        assertThat(status("salesforce", "Opportunity.csv")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Closed Won, 2024-03-01 09:15, won",
        "closed won, 2024-03-01 09:15, won",
        "Closed  Lost, 2024-03-01 09:15, lost",
        "Contract Sent, , open",
        "Contract Sent, 2024-03-01 09:15, open",
        "Closed Won, , refused",
        "Closed Lost, , refused",
        "Closed, 2024-03-01 09:15, refused",
        "'', 2024-03-01 09:15, refused"
    })
    void aClosedDealOfHubspotIsNeverOpened(String stage, String closed, String expected) throws Exception {
        file("deals.csv", """
                Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Deal owner,Associated Company IDs (Primary),Currency,Original Traffic Source,Last Modified Date
                88,Line 4,%s,1250.5,%s,2024-01-06 08:00,Mei Lin,77,USD,Referrals,2024-03-01 09:15
                """.formatted(stage, text(closed)));
        assertThat(status("hubspot", "deals.csv")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Closed Won, 2024-03-01, won", "CLOSED LOST TO COMPETITION, 2024-03-01, lost", "Closed Lost, 2024-03-01, lost",
        "Qualification, 2024-03-01, open", "Closed Won, , refused", "Closed - Won, 2024-03-01, refused"
    })
    void aClosedDealOfZohoIsNeverOpened(String stage, String closed, String expected) throws Exception {
        file("Deals.csv", """
                Record Id,Deal Name,Account Name.id,Account Name,Stage,Amount,Closing Date,Created Time,Deal Owner,Lead Source,Currency,Modified Time
                zcrm_2,Line 4,zcrm_1,Acme,%s,1250.5,%s,2024-01-06 08:00:00,Mei Lin,Trade Show,INR,2024-03-01 09:15:00
                """.formatted(stage, text(closed)));
        assertThat(status("zoho-crm", "Deals.csv")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "赢单, 2024-02-28 17:30, won", "输单, 2024-02-28 17:30, lost", "无效, 2024-02-28 17:30, lost", "验证客户, , open",
        "赢单, , refused", "赢单, --, refused", "无效, , refused", "已成交, 2024-02-28 17:30, refused"
    })
    void aClosedDealOfFxiaokeIsNeverOpened(String stage, String closed, String expected) throws Exception {
        file("商机.csv", """
                商机编号,客户编号,商机名称,商机阶段,商机金额,预计成交日期,阶段变更时间,创建时间,最后修改时间,负责人,来源,输单原因
                D1,C1,四号线控制器,%s,"1,250,000.00",2024/3/1,%s,2024-01-06 08:00,2024-03-01 09:15,梅林,展会,--
                """.formatted(stage, text(closed)));
        assertThat(status("fxiaoke", "商机.csv")).isEqualTo(expected);
    }

    @Test
    void whatHasNoOwnerIsNobodysAndWhatHasAnUnknownOneIsRefused() throws Exception {
        file("regions.csv", "owner,territory\nMei Lin,EAST\nunassigned,WORLD\n");
        file("companies.csv", """
                Record ID,Company name,Company owner,Create Date,Last Modified Date,Industry,Number of Employees,Lifecycle Stage,Original Traffic Source
                77,Acme,,2024-01-05 08:00,2024-02-05 08:00,RETAIL,120,customer,Organic Search
                78,Acme,Somebody,2024-01-05 08:00,2024-02-05 08:00,RETAIL,120,customer,Organic Search
                """);
        List<JsonNode> rows = rows("hubspot", "companies.csv");
        assertThat(rows.getFirst().path("owner").asString()).isEqualTo("unassigned");
        assertThat(rows.getFirst().path("territory").asString()).isEqualTo("WORLD");
        assertThat(rows.getLast()).isEmpty();
    }

    @Test
    void whatSalesforceDeletedIsLeftOutAndASingleCurrencyNeedsNoColumn() throws Exception {
        file("User.csv", "Id,Username,Name\n005A,mei@example.com,Mei Lin\n");
        file("OpportunityHistory.csv", "Id,OpportunityId,StageName,CreatedDate\n");
        file("Account.csv", """
                Id,Name,Type,Industry,NumberOfEmployees,AccountSource,OwnerId,CreatedDate,LastModifiedDate,IsDeleted
                001A,Acme,,,,,005A,2024-01-05 08:00:00,,FALSE
                001B,Gone,,,,,005A,2024-01-05 08:00:00,,TRUE
                """);
        file("Opportunity.csv", """
                Id,AccountId,Name,StageName,Amount,CloseDate,CreatedDate,LeadSource,OwnerId,IsClosed,IsWon,LastModifiedDate,LastStageChangeDate,IsDeleted
                006A,001A,Line 4,Prospecting,1,2024-03-01,2024-01-06 08:00:00,,005A,0,0,,,0
                006B,001A,Line 5,Prospecting,77777,2024-03-01,2024-01-06 08:00:00,,005A,0,0,,,1
                """);
        file("Task.csv", """
                Id,AccountId,Subject,TaskSubtype,OwnerId,ActivityDate,CreatedDate,CompletedDateTime,Description,IsDeleted
                00TA,001A,Call,Call,005A,2024-01-10,2024-01-08 08:00:00,,,FALSE
                00TB,001A,Call,Call,005A,2024-01-10,2024-01-08 08:00:00,,,TRUE
                """);
        assertThat(dryRun("salesforce"))
                .contains("Opportunity.csv has no column CurrencyIsoCode: 'USD' stands in every row")
                .containsPattern("Account.csv +customers +2 +1 +0 +1 +0")
                .containsPattern("Opportunity.csv +opportunities +2 +1 +0 +1 +0")
                .containsPattern("Task.csv +activities +2 +1 +0 +1 +0");
    }

    @Test
    void aDayOfZohoIsThatDayInItsTerritory() throws Exception {
        file("territories.csv", """
                code,nameEn,nameZh,parent,timeZone,currency
                UK,UK,,,Europe/London,GBP
                """);
        file("regions.csv", "owner,territory\nBen,UK\n");
        file("Deals.csv", """
                Record Id,Deal Name,Account Name.id,Account Name,Stage,Amount,Closing Date,Created Time,Deal Owner,Lead Source,Currency,Modified Time
                d3,won on 1 April,zcrm_2,Acme,Closed Won,3000,2024-04-01,2024-03-01 10:00:00,Ben,,GBP,2024-04-02 10:00:00
                d1,won same day,zcrm_2,Acme,Closed Won,3000,2024-03-05,2024-03-05 14:33:00,Ben,,GBP,2024-03-05 17:00:00
                """);
        assertThat(rows("zoho-crm", "Deals.csv"))
                .extracting(row -> row.path("wonAt").asString())
                .containsExactly("2024-03-31T23:00:00Z", "2024-03-05T09:03:00.001Z");
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private String status(String mapping, String file) {
        JsonNode row = rows(mapping, file).getFirst();
        return row.isEmpty() ? "refused" : row.has("wonAt") ? "won" : row.has("lostAt") ? "lost" : "open";
    }

    /** The rows of opportunities; an empty object for one that is refused. */
    private List<JsonNode> rows(String name, String file) {
        Mapping mapping = Mapping.read(Path.of("..", "mappings", name + ".yaml"));
        Lookups lookups = new Lookups(mapping, folder);
        Zones zones = new Zones(mapping.timeZone(), Zones.Known.NOTHING);
        List<JsonNode> rows = new ArrayList<>();
        for (Mapping.Import part : mapping.imports()) {
            RowMapper mapper = new RowMapper(mapping, part, lookups, zones);
            boolean wanted = file.equals(part.file());
            if (wanted || part.kind() == Kind.TERRITORIES) {
                for (Entry entry : EntryFile.all(folder.resolve(String.valueOf(part.file())), mapping.csv())) {
                    List<Fault> faults = new ArrayList<>();
                    JsonNode row = mapper.map(entry, faults);
                    if (wanted) {
                        rows.add(faults.isEmpty() ? row : JsonNodeFactory.instance.objectNode());
                    }
                }
            }
        }
        return rows;
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String dryRun(String mapping) throws InterruptedException {
        StringWriter said = new StringWriter();
        boolean complete = Importer.run(
                new Importer.Settings(Path.of("..", "mappings", mapping + ".yaml"), folder, true, false, null, false),
                "",
                "",
                new PrintWriter(said, true));
        assertThat(complete).as(said.toString()).isTrue();
        return said.toString();
    }
}
