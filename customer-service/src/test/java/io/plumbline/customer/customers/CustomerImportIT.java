package io.plumbline.customer.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.customer.RunningCustomerService;
import io.plumbline.platform.testing.Answered;
import io.plumbline.platform.testing.RunningService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Many customers at once, as an import sends them. */
class CustomerImportIT {

    private static final RunningService SERVICE = RunningCustomerService.shared();
    private static final JdbcClient DB = SERVICE.bean(JdbcClient.class);

    @Test
    void theSameRowsAgainChangeNothing() {
        String rows = rows(row("TWICE-1", "One", ""), row("TWICE-2", "Two", ""));
        assertThat(send(rows).outcomes()).containsExactly("ACCEPTED", "ACCEPTED");
        List<String> ids = send(rows).rowIds();
        assertThat(send(rows).outcomes()).containsExactly("UNCHANGED", "UNCHANGED");
        assertThat(ids)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(events(id)).isEqualTo(1));
    }

    @Test
    void aRefusedRowLeavesNothingAndTheOthersGoThrough() {
        long before = allEvents();
        Answered answered = send(rows(
                row("MIXED-1", "Good", ""),
                row("MIXED-2", "Not yet", ", \"occurredAt\": \"2999-01-01T00:00:00Z\""),
                row("MIXED-3", "Unknown field", ", \"colour\": \"red\""),
                row("MIXED-4", "Wrong size", ", \"size\": -1"),
                row("MIXED-5", "Good as well", "")));

        assertThat(answered.outcomes()).containsExactly("ACCEPTED", "REFUSED", "REFUSED", "REFUSED", "ACCEPTED");
        assertThat(answered.rowErrors())
                .containsExactly("occurredAt/not-in-future", "colour/unknown-field", "size/positive-or-zero");
        assertThat(allEvents() - before).isEqualTo(2);
        assertThat(DB.sql("select reference from external_reference where reference like 'MIXED-%' order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("MIXED-1", "MIXED-5");
    }

    @Test
    void aLaterExportChangesWhatDiffers() {
        String id = send(rows(row("LATER-1", "Before", ""))).rowIds().getFirst();
        Answered later = send(rows(row("LATER-1", "After", ", \"size\": 850").replace("\"jun\"", "\"mei.rep\"")));

        assertThat(later.outcomes()).containsExactly("ACCEPTED");
        JsonNode customer = SERVICE.get(RunningCustomerService.LENA, "/api/customers/" + id)
                .requireOk()
                .body()
                .path("customer");
        assertThat(customer.path("nameEn").asString()).isEqualTo("After");
        assertThat(customer.path("size").asInt()).isEqualTo(850);
        assertThat(customer.path("owner").asString()).isEqualTo("mei.rep");
        // what a row doesn't say stays as it is
        send(rows(row("LATER-1", "After", "").replace("\"jun\"", "\"mei.rep\"")));
        assertThat(events(id)).isEqualTo(3);
    }

    @Test
    void whatCannotDifferIsRefusedByItsName() {
        send(rows(row("BORN-1", "Born", ", \"occurredAt\": \"2024-01-01T00:00:00Z\"")));
        Answered other = send(rows(row("BORN-1", "Born", ", \"occurredAt\": \"2024-01-02T00:00:00Z\"")));
        assertThat(other.rowErrors()).containsExactly("occurredAt/same-customer");
    }

    @Test
    void aReferenceThatACustomerHasAlreadyIsThatCustomers() {
        String id = SERVICE.post(RunningCustomerService.LENA, "/api/customers", """
                        {"externalReferences": [{"system": "CRM", "reference": "KNOWN-1"}], "nameEn": "Known",
                         "segment": "large", "industry": "retail", "territory": "EAST-CHINA", "channel": "online",
                         "owner": "jun"}""")
                .requireCreated()
                .id();
        assertThat(send(rows(row("KNOWN-1", "Known", ""))).rowIds()).containsExactly(id);
    }

    @Test
    void importsOfTheSameRowsAtOnceMakeThemOnce() throws Exception {
        String forwards = rows(IntStream.range(0, 60)
                .mapToObj(i -> row("RACE-" + i, "Race", ""))
                .toArray(String[]::new));
        String backwards = rows(IntStream.range(0, 60)
                .mapToObj(i -> row("RACE-" + (59 - i), "Race", ""))
                .toArray(String[]::new));
        List<Callable<Answered>> imports = List.of(() -> send(forwards), () -> send(backwards), () -> send(forwards));
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(3)) {
            for (Future<Answered> answer : clients.invokeAll(imports)) {
                outcomes.addAll(answer.get().outcomes());
            }
        }
        assertThat(outcomes.stream().filter("ACCEPTED"::equals)).hasSize(60);
        assertThat(outcomes.stream().filter("UNCHANGED"::equals)).hasSize(120);
    }

    @Test
    void onlySalesOperationsImports() {
        SERVICE.post(RunningCustomerService.WEI, "/api/customers/bulk", rows(row("MANAGER-1", "No", "")))
                .requireRefused(403, "", "sales-ops");
    }

    @Test
    void tooManyRowsAreRefused() {
        String[] many = IntStream.range(0, 501)
                .mapToObj(i -> row("MANY-" + i, "Many", ""))
                .toArray(String[]::new);
        SERVICE.post(RunningCustomerService.LENA, "/api/customers/bulk", rows(many))
                .requireRefused(422, "rows", "most-rows");
    }

    private static Answered send(String rows) {
        return SERVICE.post(RunningCustomerService.LENA, "/api/customers/bulk", rows)
                .requireOk();
    }

    private static String rows(String... rows) {
        return List.of(rows).stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String row(String reference, String name, String more) {
        return """
                {"externalReference": {"system": "CRM", "reference": "%s"}, "nameEn": "%s", "segment": "large",
                 "industry": "retail", "territory": "EAST-CHINA", "channel": "online", "owner": "jun"%s}""".formatted(reference, name, more);
    }

    private static long events(String id) {
        return DB.sql("select count(*) from domain_event where aggregate_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private static long allEvents() {
        return DB.sql("select count(*) from domain_event where aggregate_type = 'Customer'")
                .query(Long.class)
                .single();
    }
}
