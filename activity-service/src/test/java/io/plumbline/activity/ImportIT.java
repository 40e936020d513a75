package io.plumbline.activity;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.embedded.TokenIssuer;
import io.plumbline.platform.testing.Answered;
import io.plumbline.platform.testing.OtherService;
import io.plumbline.platform.testing.RunningService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Many opportunities, orders and activities at once, as an import sends them. */
class ImportIT {

    private static final String LENA = TokenIssuer.shared().token("lena", List.of("sales-ops"), List.of());
    private static final String WEI = TokenIssuer.shared().token("wei", List.of("manager"), List.of("EAST"));

    private static RunningService service;
    private static OtherService goals;
    private static OtherService customers;
    private static String acme;

    @BeforeAll
    static void start() {
        String goalTopic = Servers.shared().createTopic("sales.goal.events", 3);
        String customerTopic = Servers.shared().createTopic("sales.customer.events", 3);
        goals = new OtherService("/goal-service", goalTopic);
        customers = new OtherService("/customer-service", customerTopic);
        service = new RunningService(
                ActivityService.class,
                Servers.shared().createDatabase("activity"),
                "plumbline.relay.topic=" + Servers.shared().createTopic("sales.activity.events", 3),
                "plumbline.copies.topics=" + goalTopic + "," + customerTopic,
                "plumbline.copies.group=" + goalTopic);
        for (String code : List.of("EAST", "WEST")) {
            goals.publish("territory.TerritoryDefined.v1", "territory-" + code, """
                    {"code": "%s", "nameEn": "%s", "nameZh": "%s", "parent": null, "timeZone": "UTC",
                     "currency": "USD", "priority": "KEY", "occurredAt": "2016-01-01T00:00:00Z"}""".formatted(code, code, code));
        }
        acme = register("Acme");
        await().atMost(60, SECONDS).until(() -> count("territory_copy") == 2 && count("customer_reference") == 1);
    }

    @AfterAll
    static void stop() {
        service.close();
        goals.close();
        customers.close();
    }

    @Test
    void anOpportunityComesWithItsHistoryAndTheSameRowAgainChangesNothing() {
        String row = opportunity("HISTORY", """
                "openedIn": "develop", "moves": [{"to": "quote", "at": "2017-02-01T00:00:00Z"},
                {"to": "propose", "at": "2017-01-20T00:00:00Z"}], "wonAt": "2017-03-01T00:00:00Z", "territory": "WEST" """);
        Answered first = opportunities(row);
        assertThat(first.outcomes()).containsExactly("ACCEPTED");
        JsonNode read = read(first.rowIds().getFirst());
        assertThat(read.at("/opportunity/status").asString()).isEqualTo("WON");
        assertThat(read.at("/opportunity/stage").asString()).isEqualTo("quote");
        assertThat(read.at("/opportunity/territory").asString()).isEqualTo("WEST");
        assertThat(read.at("/opportunity/customerId").asString()).isEqualTo(acme);
        assertThat(read.path("stages")
                        .valueStream()
                        .map(stay -> stay.path("stage").asString()))
                .containsExactly("develop", "propose", "quote");
        JsonNode order = service.get(LENA, "/api/orders?customer=" + acme + "&representative=history")
                .requireOk()
                .body()
                .at("/items/0");
        assertThat(order.path("territory").asString()).isEqualTo("WEST");
        assertThat(order.path("orderedAt").asString()).isEqualTo("2017-03-01T00:00:00Z");
        long events = events();
        assertThat(opportunities(row).outcomes()).containsExactly("UNCHANGED");
        assertThat(events()).isEqualTo(events);
    }

    @Test
    void aRefusedRowLeavesNothingAndTheOthersGoThrough() {
        long events = events();
        Answered answered = opportunities(
                opportunity("GOOD-1", "\"stage\": \"quote\""),
                opportunity("LATE", "\"wonAt\": \"2016-01-01T00:00:00Z\""),
                opportunity("STAGE", "\"stage\": \"nowhere\""),
                opportunity("BOTH", "\"wonAt\": \"2017-03-01T00:00:00Z\", \"lostAt\": \"2017-03-01T00:00:00Z\""),
                opportunity("FIELD", "\"colour\": \"red\""),
                opportunity("GOOD-2", "\"lostAt\": \"2017-03-01T00:00:00Z\", \"lossReason\": \"PRICE\""));
        assertThat(answered.outcomes())
                .containsExactly("ACCEPTED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "ACCEPTED");
        assertThat(answered.rowErrors())
                .containsExactly("wonAt/fits-history", "stage/known-stage", "lostAt/one-end", "colour/unknown-field");
        // opened; opened and lost
        assertThat(events() - events).isEqualTo(3);
    }

    @Test
    void whatACustomerOrATerritoryIsMayArriveLater() {
        Answered early = opportunities(
                opportunity("EARLY", "\"stage\": \"quote\"").replace("Acme", "Newcomer"),
                opportunity("ELSEWHERE", "\"territory\": \"NORTH\""));
        assertThat(early.outcomes()).containsExactly("NOT_YET", "NOT_YET");
        assertThat(early.rowErrors()).containsExactly("customerId/customer-known", "territory/territory-known");
        register("Newcomer");
        await().atMost(30, SECONDS)
                .until(() -> opportunities(
                                opportunity("EARLY", "\"stage\": \"quote\"").replace("Acme", "Newcomer"))
                        .outcomes()
                        .equals(List.of("ACCEPTED")));
    }

    @Test
    void aLaterExportDoesWhatHasHappenedSince() {
        String open = opportunity("SINCE", "\"stage\": \"develop\"");
        String id = opportunities(open).rowIds().getFirst();
        String moved = opportunity("SINCE", "\"stage\": \"quote\", \"changedAt\": \"2017-02-01T00:00:00Z\"")
                .replace("\"amount\": 100", "\"amount\": 150.50");
        assertThat(opportunities(moved).outcomes()).containsExactly("ACCEPTED");
        assertThat(opportunities(moved).outcomes()).containsExactly("UNCHANGED");
        String lost = moved.replace("\"stage\"", "\"lostAt\": \"2017-03-01T00:00:00Z\", \"stage\"");
        assertThat(opportunities(lost).outcomes()).containsExactly("ACCEPTED");
        assertThat(opportunities(lost).outcomes()).containsExactly("UNCHANGED");
        String wonAfterAll = moved.replace("\"stage\"", "\"wonAt\": \"2017-04-01T00:00:00Z\", \"stage\"")
                .replace("2017-02-01", "2017-04-01");
        assertThat(opportunities(wonAfterAll).outcomes()).containsExactly("ACCEPTED");
        assertThat(opportunities(wonAfterAll).outcomes()).containsExactly("UNCHANGED");
        JsonNode read = read(id).path("opportunity");
        assertThat(read.path("status").asString()).isEqualTo("WON");
        assertThat(read.path("amount").decimalValue()).isEqualByComparingTo("150.50");
        assertThat(read.path("closedAt").asString()).isEqualTo("2017-04-01T00:00:00Z");
        assertThat(opportunities(open).rowErrors()).containsExactly("wonAt/same-opportunity", "lines/same-opportunity");
    }

    @Test
    void whatCannotChangeIsRefusedByItsName() {
        String row = opportunity("FIXED", "\"stage\": \"develop\"");
        opportunities(row);
        assertThat(opportunities(row.replace("2017-01-02", "2017-01-03").replace("DIRECT", "PARTNER"))
                        .rowErrors())
                .containsExactly("source/same-opportunity", "openedAt/same-opportunity");
    }

    @Test
    void importsOfTheSameRowsAtOnceMakeThemOnce() throws Exception {
        List<String> rows = new ArrayList<>(IntStream.range(0, 80)
                .mapToObj(i -> opportunity("RACE-" + i, "\"wonAt\": \"2017-03-01T00:00:00Z\""))
                .toList());
        String forwards = "[" + String.join(",", rows) + "]";
        Collections.reverse(rows);
        String backwards = "[" + String.join(",", rows) + "]";
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(3)) {
            List<Callable<Answered>> imports = List.of(
                    () -> bulk("opportunities", forwards),
                    () -> bulk("opportunities", backwards),
                    () -> bulk("opportunities", forwards));
            for (Future<Answered> answer : clients.invokeAll(imports)) {
                outcomes.addAll(answer.get().outcomes());
            }
        }
        assertThat(outcomes.stream().filter("ACCEPTED"::equals)).hasSize(80);
        assertThat(outcomes.stream().filter("UNCHANGED"::equals)).hasSize(160);
    }

    @Test
    void anOrderComesOnceAndMayNotDiffer() {
        String row = """
                {"externalReference": {"system": "ERP", "reference": "SO-1"}, "customer": {"system": "CRM", "reference": "Acme"},
                 "representative": "mei", "currency": "USD", "orderedAt": "2017-05-01T00:00:00Z",
                 "lines": [{"productLine": "GTX", "product": "GTX Pro", "quantity": 2, "amount": 200}]}""";
        Answered first = bulk("orders", "[" + row + "]");
        assertThat(first.outcomes()).containsExactly("ACCEPTED");
        assertThat(bulk("orders", "[" + row + "]").outcomes()).containsExactly("UNCHANGED");
        assertThat(bulk("orders", "[" + row.replace("200}", "201}") + "]").rowErrors())
                .containsExactly("lines/same-order");
        assertThat(bulk("orders", "[" + row.replace("SO-1", "SO-2").replace("2017-05", "2999-05") + "]")
                        .rowErrors())
                .containsExactly("orderedAt/not-in-future");
        JsonNode order = service.get(LENA, "/api/orders/" + first.rowIds().getFirst())
                .requireOk()
                .body();
        assertThat(order.path("territory").asString()).isEqualTo("EAST");
    }

    @Test
    void anActivityIsPlannedAndLaterCompleted() {
        String planned = activity("\"plannedAt\": \"2017-05-01T09:00:00Z\"");
        Answered first = bulk("activities", planned);
        assertThat(first.outcomes()).containsExactly("ACCEPTED");
        assertThat(bulk("activities", planned).outcomes()).containsExactly("UNCHANGED");
        String completed = activity(
                "\"plannedAt\": \"2017-05-01T09:00:00Z\", \"completedAt\": \"2017-05-01T10:00:00Z\", \"outcome\": \"a demo\"");
        assertThat(bulk("activities", completed).outcomes()).containsExactly("ACCEPTED");
        assertThat(bulk("activities", completed).outcomes()).containsExactly("UNCHANGED");
        assertThat(bulk("activities", planned).rowErrors()).containsExactly("completedAt/same-activity");
        JsonNode read = service.get(LENA, "/api/activities/" + first.rowIds().getFirst())
                .requireOk()
                .body();
        assertThat(read.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(bulk("activities", activity("\"said\": \"nothing\"").replace("T-1", "T-2"))
                        .rowErrors())
                .containsExactly("plannedAt/when");
    }

    @Test
    void onlySalesOperationsImports() {
        for (String kind : List.of("opportunities", "orders", "activities")) {
            service.post(WEI, "/api/" + kind + "/bulk", "[]").requireRefused(403, "", "sales-ops");
        }
    }

    private static Answered opportunities(String... rows) {
        return bulk("opportunities", "[" + String.join(",", rows) + "]");
    }

    private static Answered bulk(String kind, String rows) {
        return service.post(LENA, "/api/" + kind + "/bulk", rows).requireOk();
    }

    private static JsonNode read(String id) {
        return service.get(LENA, "/api/opportunities/" + id).requireOk().body();
    }

    private static String opportunity(String reference, String more) {
        return """
                {"externalReference": {"system": "CRM", "reference": "%s"}, "customer": {"system": "CRM", "reference": "Acme"},
                 "name": "%s", "source": "DIRECT", "currency": "USD", "expectedClose": "2017-03-01", "owner": "%s",
                 "lines": [{"productLine": "GTX", "product": "GTX Pro", "quantity": 1, "amount": 100}],
                 "openedAt": "2017-01-02T00:00:00Z", %s}""".formatted(reference, reference, reference.toLowerCase(Locale.ROOT), more);
    }

    private static String activity(String more) {
        return """
                [{"externalReference": {"system": "CRM", "reference": "T-1"}, "customer": {"system": "CRM", "reference": "Acme"},
                 "kind": "VISIT", "representative": "mei", "purpose": "hear what they need", %s}]""".formatted(more);
    }

    /** A customer that was registered under an id of its own, and is called so by the other system. */
    private static String register(String reference) {
        String id = UUID.randomUUID().toString();
        customers.publish("customer.CustomerRegistered.v1", id, """
                {"customerId": "%s", "externalReferences": [{"system": "CRM", "reference": "%s"}], "nameEn": "%s",
                 "nameZh": null, "segment": "large", "industry": "manufacturing", "size": null, "territory": "EAST",
                 "channel": "online", "owner": "mei", "occurredAt": "2016-01-01T00:00:00Z"}""".formatted(id, reference, reference));
        return id;
    }

    private static long events() {
        return count("domain_event");
    }

    private static long count(String table) {
        return service.bean(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
