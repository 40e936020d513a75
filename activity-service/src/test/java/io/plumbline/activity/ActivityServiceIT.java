package io.plumbline.activity;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.embedded.TokenIssuer;
import io.plumbline.platform.testing.Answered;
import io.plumbline.platform.testing.OpenApiDocument;
import io.plumbline.platform.testing.OtherService;
import io.plumbline.platform.testing.RunningService;
import io.plumbline.platform.testing.StrangerTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** activity-service over HTTP, with what it reads of others on real topics. */
class ActivityServiceIT {

    private static final String LENA = TokenIssuer.shared().token("lena", List.of("sales-ops"), List.of());
    private static final String WEI = TokenIssuer.shared().token("wei", List.of("manager"), List.of("CHINA"));
    private static final String MEI = TokenIssuer.shared().token("mei", List.of("rep"), List.of("EAST-CHINA"));

    private static RunningService service;
    private static OtherService goals;
    private static OtherService customers;

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
                "plumbline.copies.group=" + goalTopic,
                "plumbline.activities.missed-sweep=PT0.2S");
        territory("CHINA", null);
        territory("EAST-CHINA", "CHINA");
        territory("NORTH-CHINA", "CHINA");
        await().atMost(60, SECONDS)
                .until(() -> service.bean(JdbcClient.class)
                                .sql("select count(*) from territory_copy")
                                .query(Long.class)
                                .single()
                        == 3);
    }

    @AfterAll
    static void stop() {
        service.close();
        goals.close();
        customers.close();
    }

    @Test
    void commandAboutACustomerNotKnownHereYetMayBeSentAgain() {
        String customer = id();
        Answered unknown = service.post(MEI, "/api/opportunities", opportunity(id(), customer));
        unknown.requireRefused(409, "customerId", "customer-known");
        assertThat(unknown.response().headers().firstValue("Retry-After")).hasValue("1");
        register(customer);
        service.post(MEI, "/api/opportunities", opportunity(id(), customer)).requireCreated();
    }

    @Test
    void opportunityIsOpenedMovedAndWonWithItsOrder() {
        String customer = known();
        String opportunity = id();
        String order = id();
        service.post(MEI, "/api/opportunities", opportunity(opportunity, customer))
                .requireCreated();
        service.post(
                        MEI,
                        "/api/opportunities/" + opportunity + "/move",
                        "{\"to\": \"quote\", \"occurredAt\": \"2024-08-20T02:00:00Z\"}")
                .requireOk();
        service.post(
                        MEI,
                        "/api/opportunities/" + opportunity + "/move",
                        "{\"to\": \"propose\", \"occurredAt\": \"2024-07-20T02:00:00Z\"}")
                .requireOk();
        Answered read = service.get(MEI, "/api/opportunities/" + opportunity).requireOk();
        assertThat(read.body().at("/opportunity/stage").asString()).isEqualTo("quote");
        assertThat(read.body()
                        .path("stages")
                        .valueStream()
                        .map(s -> s.path("stage").asString()))
                .containsExactly("develop", "propose", "quote");
        assertThat(read.body().at("/stages/0/days").decimalValue()).isEqualByComparingTo("15");

        service.post(
                        MEI,
                        "/api/opportunities/" + opportunity + "/win",
                        "{\"orderId\": \"" + order + "\", \"occurredAt\": \"2024-09-02T02:00:00Z\"}")
                .requireOk();
        Answered ordered = service.get(MEI, "/api/orders/" + order).requireOk();
        assertThat(ordered.body().path("amount").decimalValue()).isEqualByComparingTo("1250000");
        assertThat(ordered.body().path("opportunityId").asString()).isEqualTo(opportunity);
        assertThat(service.get(MEI, "/api/activities/timeline?customer=" + customer)
                        .body()
                        .valueStream()
                        .map(entry -> entry.path("kind").asString() + " "
                                + entry.path("status").asString()))
                .containsExactlyInAnyOrder("ORDER PLACED", "OPPORTUNITY WON", "OPPORTUNITY OPENED");
        assertThat(service.get(MEI, "/api/opportunities/" + opportunity + "/history")
                        .body()
                        .valueStream()
                        .map(entry -> entry.path("what").asString() + " by "
                                + entry.path("by").asString()))
                .containsExactly(
                        "was opened in the stage develop for 1250000.00 CNY by mei",
                        "moved from develop to quote by mei",
                        "moved from develop to propose by mei",
                        "was won for 1250000.00 CNY with order " + order + " by mei");
    }

    /** Develop from 1 January, lost on the 20th, reopened on 2 February: 19 days, not 32. */
    @Test
    void daysInAStageLeaveOutTheTimeItWasLost() {
        String opportunity = id();
        service.post(
                        MEI,
                        "/api/opportunities",
                        opportunity(opportunity, known()).replace("2024-07-05", "2025-01-01"))
                .requireCreated();
        String path = "/api/opportunities/" + opportunity;
        service.post(MEI, path + "/lose", "{\"reason\": \"COMPETITOR\", \"occurredAt\": \"2025-01-20T02:00:00Z\"}")
                .requireRefused(422, "competitor", "competitor-named");
        service.post(MEI, path + "/lose", "{\"reason\": \"PRICE\", \"occurredAt\": \"2025-01-20T02:00:00Z\"}")
                .requireOk();
        assertThat(stays(path)).containsExactly("develop 19.00");
        service.post(
                        MEI,
                        path + "/reopen",
                        "{\"stage\": \"confirm-need\", \"reason\": \"it is back\", \"occurredAt\": \"2025-02-02T02:00:00Z\"}")
                .requireOk();
        service.post(MEI, path + "/win", "{\"occurredAt\": \"2025-02-12T02:00:00Z\"}")
                .requireOk();
        assertThat(stays(path)).containsExactly("develop 19.00", "confirm-need 10.00");
        service.post(MEI, path + "/undo-win", "{\"reason\": \"not yet\", \"occurredAt\": \"2025-02-20T02:00:00Z\"}")
                .requireOk();
        service.post(MEI, path + "/move", "{\"to\": \"quote\", \"occurredAt\": \"2025-02-25T02:00:00Z\"}")
                .requireOk();
        assertThat(stays(path).subList(0, 3))
                .containsExactly("develop 19.00", "confirm-need 10.00", "confirm-need 5.00");
        assertThat(service.get(MEI, path).body().at("/opportunity/stage").asString())
                .isEqualTo("quote");
    }

    private static List<String> stays(String path) {
        return service.get(MEI, path)
                .requireOk()
                .body()
                .path("stages")
                .valueStream()
                .map(stay -> stay.path("stage").asString() + " "
                        + stay.path("days").decimalValue().setScale(2))
                .toList();
    }

    @Test
    void costOfALineGoesIntoTheOrderThatAWinMakes() {
        String opportunity = id();
        String order = id();
        String body = opportunity(opportunity, known());
        service.post(
                        MEI,
                        "/api/opportunities",
                        body.replace("\"amount\": 1250000.00", "\"amount\": 1250000.00, \"cost\": 900000.005"))
                .requireRefused(422, "lines[0].cost", "minor-unit");
        service.post(
                        MEI,
                        "/api/opportunities",
                        body.replace("\"amount\": 1250000.00", "\"amount\": 1250000.00, \"cost\": 900000"))
                .requireCreated();
        service.post(MEI, "/api/opportunities/" + opportunity + "/win", "{\"orderId\": \"" + order + "\"}")
                .requireOk();

        String placed = service.bean(JdbcClient.class)
                .sql("select convert_from(payload, 'UTF8') from domain_event where aggregate_id = ? and sequence = 0")
                .param(order)
                .query(String.class)
                .single();
        assertThat(placed).contains("\"cost\":900000.00");
    }

    @Test
    void pipelineThatIsNotLenientAsksForTheTemplatesOfSkippedStages() {
        String stages = """
                {"pipeline": "%s", "lenient": %s, "stages": [
                  {"key": "develop", "nameEn": "Develop", "nameZh": "客户开发", "probability": 0.05, "exit": ["pain"]},
                  {"key": "confirm", "nameEn": "Confirm", "nameZh": "需求确认", "probability": 0.2, "exit": ["budget"]},
                  {"key": "propose", "nameEn": "Propose", "nameZh": "方案提供", "probability": 0.4}]}
                """;
        for (boolean lenient : new boolean[] {false, true}) {
            String pipeline = lenient ? "lenient" : "strict";
            service.post(LENA, "/api/pipelines", stages.formatted(pipeline, lenient))
                    .requireCreated();
            String opportunity = id();
            service.post(
                            MEI,
                            "/api/opportunities",
                            opportunity(opportunity, known())
                                    .replaceFirst("\\{", "{\"pipeline\": \"" + pipeline + "\", "))
                    .requireCreated();
            Answered skipped = service.post(
                    MEI,
                    "/api/opportunities/" + opportunity + "/move",
                    "{\"to\": \"propose\", \"answers\": {\"pain\": \"line 4 stands still\"}}");
            if (lenient) {
                skipped.requireOk();
            } else {
                skipped.requireRefused(422, "answers.budget", "exit-template");
            }
        }
    }

    @Test
    void orderThatIsThereAlreadyKeepsTheOpportunityOpen() {
        String customer = known();
        String order = id();
        String first = id();
        String second = id();
        service.post(MEI, "/api/opportunities", opportunity(first, customer)).requireCreated();
        service.post(MEI, "/api/opportunities", opportunity(second, customer)).requireCreated();
        String win = "{\"orderId\": \"" + order + "\"}";
        service.post(MEI, "/api/opportunities/" + first + "/win", win).requireOk();
        assertThat(service.post(MEI, "/api/opportunities/" + second + "/win", win)
                        .status())
                .isEqualTo(409);
        assertThat(service.get(MEI, "/api/opportunities/" + second)
                        .body()
                        .at("/opportunity/status")
                        .asString())
                .isEqualTo("OPEN");
    }

    @Test
    void winByMistakeIsUndoneWithWhatIsLeftOfItsOrder() {
        String opportunity = id();
        String order = id();
        service.post(MEI, "/api/opportunities", opportunity(opportunity, known()))
                .requireCreated();
        String path = "/api/opportunities/" + opportunity;
        service.post(MEI, path + "/win", "{\"orderId\": \"" + order + "\", \"occurredAt\": \"2024-09-02T02:00:00Z\"}")
                .requireOk();
        service.post(MEI, "/api/orders/" + order + "/cancel", """
                {"lines": [{"lineId": "1", "quantity": 10}], "reason": "fewer", "occurredAt": "2024-09-03T02:00:00Z"}""").requireOk();
        String undo = "{\"reason\": \"the wrong customer\", \"occurredAt\": \"2024-09-05T02:00:00Z\"}";
        service.post(MEI, path + "/undo-win", "{\"occurredAt\": \"2024-09-05T02:00:00Z\"}")
                .requireRefused(400, "reason", "not-blank");

        service.post(MEI, path + "/undo-win", undo).requireOk();
        service.post(MEI, path + "/undo-win", undo).requireRefused(409, "", "won");

        Answered read = service.get(MEI, path).requireOk();
        assertThat(read.body().at("/opportunity/status").asString()).isEqualTo("OPEN");
        assertThat(read.body().at("/opportunity/closedAt").isNull()).isTrue();
        Answered ordered = service.get(MEI, "/api/orders/" + order).requireOk();
        assertThat(ordered.body().path("reducedBy").decimalValue())
                .isEqualByComparingTo(ordered.body().path("amount").decimalValue());
        assertThat(service.get(MEI, path + "/history")
                        .body()
                        .valueStream()
                        .map(entry -> entry.path("what").asString()))
                .last()
                .isEqualTo(
                        "was won by mistake, is open again in the stage develop, and order " + order + " is cancelled");
        // the same deal, won in earnest, makes an order of its own
        service.post(MEI, path + "/win", "{\"occurredAt\": \"2024-10-01T02:00:00Z\"}")
                .requireOk();
    }

    @Test
    void noMoreIsReturnedThanWasBoughtHoweverManyAskAtOnce() throws Exception {
        String order = service.post(MEI, "/api/orders", order("SO-1", known(), "40"))
                .requireCreated()
                .id();
        List<Callable<Integer>> returns = IntStream.range(0, 16)
                .<Callable<Integer>>mapToObj(i -> () -> service.post(
                                MEI,
                                "/api/orders/" + order + "/return",
                                "{\"lines\": [{\"lineId\": \"1\", \"quantity\": 5}], \"reason\": \"damaged\"}")
                        .status())
                .toList();
        Map<Integer, Long> answers;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            answers = threads.invokeAll(returns).stream()
                    .map(ActivityServiceIT::get)
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        }
        assertThat(answers).containsExactlyInAnyOrderEntriesOf(Map.of(200, 8L, 422, 8L));
        assertThat(service.get(MEI, "/api/orders/" + order)
                        .body()
                        .path("reducedBy")
                        .decimalValue())
                .isEqualByComparingTo("1250000");
    }

    @Test
    void orderFromOutsideArrivesOnce() {
        String customer = known();
        String body = order("SO-2", customer, "40");
        Answered first = service.post(LENA, "/api/orders", body).requireCreated();
        Answered again = service.post(LENA, "/api/orders", body).requireCreated();
        assertThat(again.body()).isEqualTo(first.body());
        service.post(LENA, "/api/orders", order("SO-2", customer, "41")).requireRefused(409, "", "same-order");
    }

    @Test
    void completedActivityPlansItsNextStep() {
        String customer = known();
        String visit = id();
        String next = id();
        service.post(MEI, "/api/activities", activity(visit, customer, "2030-07-10T01:00:00Z"))
                .requireCreated();
        service.post(MEI, "/api/activities/" + visit + "/complete", """
                {"outcome": "they want a demo", "nextStep": {"activityId": "%s", "kind": "DEMO",
                 "purpose": "show it", "plannedAt": "2030-07-17T01:00:00Z"}}""".formatted(next))
                .requireOk();
        Answered planned = service.get(MEI, "/api/activities/" + next).requireOk();
        assertThat(planned.body().path("status").asString()).isEqualTo("PLANNED");
        assertThat(planned.body().path("kind").asString()).isEqualTo("DEMO");
        assertThat(service.get(MEI, "/api/representatives/mei/day?date=2030-07-17&zone=Asia/Shanghai")
                        .body()
                        .valueStream()
                        .map(row -> row.path("activityId").asString()))
                .containsExactly(next);
    }

    @Test
    void whatWasPlannedForADayThatIsOverIsMissed() {
        String visit = id();
        service.post(MEI, "/api/activities", activity(visit, known(), "2024-07-10T01:00:00Z"))
                .requireCreated();
        await().atMost(30, SECONDS)
                .until(() -> service.get(MEI, "/api/activities/" + visit)
                        .body()
                        .path("status")
                        .asString()
                        .equals("MISSED"));
        service.post(
                        MEI,
                        "/api/activities/" + visit + "/complete",
                        "{\"outcome\": \"it took place\", \"occurredAt\": \"2024-07-10T02:00:00Z\"}")
                .requireOk();
    }

    @Test
    void weekIsProposedFromTheTiersAndBecomesActivitiesOnceApproved() {
        String token = TokenIssuer.shared().token("jun", List.of("rep"), List.of("EAST-CHINA"));
        String important = registered("jun", "A");
        String lesser = registered("jun", "C");
        List<Answered> proposed = List.of(
                service.get(token, "/api/visit-plans/proposal?representative=jun&week=2030-W28&dailyCapacity=1"));
        assertThat(proposed.getFirst()
                        .requireOk()
                        .body()
                        .valueStream()
                        .map(visit -> visit.path("customerId").asString() + " "
                                + visit.path("tier").asString()))
                .containsExactly(important + " A", lesser + " C");

        String plan = service.post(token, "/api/visit-plans", """
                {"representative": "jun", "week": "2030-W28", "territory": "EAST-CHINA",
                 "items": [{"customerId": "%s", "day": "2030-07-08", "kind": "VISIT", "purpose": "follow up"}]}""".formatted(important))
                .requireCreated()
                .id();
        service.post(token, "/api/visit-plans/" + plan + "/submit", "{}").requireOk();
        service.post(token, "/api/visit-plans/" + plan + "/approve", "{}").requireRefused(403, "", "manager");
        service.post(WEI, "/api/visit-plans/" + plan + "/approve", "{}").requireOk();
        assertThat(service.get(token, "/api/representatives/jun/week?date=2030-07-10&zone=Asia/Shanghai")
                        .body()
                        .valueStream()
                        .map(row -> row.path("plannedAt").asString()))
                .containsExactly("2030-07-08T01:00:00Z");
        assertThat(service.get(token, "/api/visit-plans/proposal?representative=jun&week=2030-W28")
                        .body()
                        .valueStream()
                        .map(visit -> visit.path("customerId").asString()))
                .containsExactly(lesser);
    }

    @Test
    void weekOfARepresentativeWithTwoThousandCustomersIsProposed() {
        service.bean(JdbcClient.class).sql("""
                        insert into customer_copy (customer_id, name_en, segment, industry, territory, channel, owner,
                                                   tier, lifecycle, registered_at)
                        select gen_random_uuid()::text, 'Customer ' || i, 'large', 'retail', 'EAST-CHINA', 'online', 'bo',
                               (array['A', 'B', 'C', 'D'])[1 + i % 4], 'CUSTOMER', '2024-01-01'
                        from generate_series(1, 2000) i""").update();
        String bo = TokenIssuer.shared().token("bo", List.of("rep"), List.of("EAST-CHINA"));
        String path = "/api/visit-plans/proposal?representative=bo&week=2030-W28&dailyCapacity=40";
        service.get(bo, path).requireOk();
        long before = System.nanoTime();
        Answered proposal = service.get(bo, path).requireOk();
        System.out.printf(
                "a week out of 2 000 customers: %d ms%n",
                Duration.ofNanos(System.nanoTime() - before).toMillis());
        assertThat(proposal.body().size()).isEqualTo(200);
        assertThat(proposal.body().valueStream().map(visit -> visit.path("tier").asString()))
                .containsOnly("A");
    }

    @Test
    void badInputNamesFieldAndRuleAndChangesNothing() {
        String customer = known();
        String id = id();
        String good = opportunity(id, customer);
        refused(good.replace("CNY", "XYZ"), 422, "currency", "known-currency");
        // a unit of account and a bygone currency: no rates are kept for them
        refused(good.replace("CNY", "CLF"), 400, "currency", "allowed-currency");
        refused(good.replace("CNY", "DEM"), 400, "currency", "allowed-currency");
        refused(good.replace("1250000.00", "-1"), 400, "lines[0].amount", "positive-or-zero");
        refused(good.replace("1250000.00", "0.001"), 422, "lines[0].amount", "minor-unit");
        refused(good.replace("1250000.00", "1e20"), 400, "lines[0].amount", "digits");
        refused(good.replace("1250000.00", "1e1000000"), 400, "lines[0].amount", "digits");
        refused(good.replace("\"quantity\": 40", "\"quantity\": 0"), 400, "lines[0].quantity", "positive");
        refused(good.replace("\"quantity\": 40", "\"quantity\": 1e400"), 400, "lines[0].quantity", "digits");
        refused(good.replace("Line 4 controllers", "x\\ud83d"), 400, "name", "characters");
        refused(good.replace("Line 4 controllers", "\\u00a0 \\u200b"), 400, "name", "not-blank");
        refused(good.replace("2024-09-20", "+10000-01-01"), 400, "expectedClose", "years");
        refused(good.replace("2024-07-05T02:00:00Z", "0000-12-31T16:00:00Z"), 400, "occurredAt", "years");
        refused(good.replace("2024-07-05T02:00:00Z", "2999-07-05T02:00:00Z"), 422, "occurredAt", "not-in-future");
        refused(good.replace("EXHIBITION", "RUMOUR"), 400, "source", "format");
        refused(good.replace("2024-09-20", "20.9.2024"), 400, "expectedClose", "format");
        refused(good.replace("Line 4 controllers", "x".repeat(1_000_000)), 400, "name", "size");
        refused(good.replace("\"owner\"", "\"proprietor\""), 400, "proprietor", "unknown-field");
        refused("{\"name\": ", 400, "", "json");
        assertThat(service.get(MEI, "/api/opportunities/" + id).status()).isEqualTo(404);
        service.get(MEI, "/api/opportunities?owner=%00").requireRefused(400, "owner", "characters");
        service.get(MEI, "/api/opportunities;x=1/y").requireRefused(400, "", "characters");
        service.get(MEI, "/api/visit-plans/proposal?representative=mei&week=soon")
                .requireRefused(422, "week", "iso-week");
    }

    @Test
    void openApiDocumentIsComplete() {
        OpenApiDocument.assertComplete(
                service.get(MEI, "/openapi/activity-service").requireOk().body());
    }

    @Test
    void aParameterThatIsNotKnownIsRefusedEverywhere() {
        // in every role: what a role may not do is refused before its parameters are looked at
        String everybody =
                TokenIssuer.shared().token("all.roles", List.of("sales-ops", "manager", "rep"), List.of("CHINA"));
        OpenApiDocument.assertKnowsItsParameters(
                service.get(MEI, "/openapi/activity-service").requireOk().body(),
                (method, path) -> service.send(method, everybody, path).body());
    }

    @Test
    void aListByACustomerThatIsNoneOrNotSeenIsRefusedAlike() {
        String customer = known();
        String stranger = TokenIssuer.shared().token("kim", List.of("rep"), List.of("NORTH-CHINA"));
        for (String list : List.of("/api/opportunities", "/api/orders", "/api/activities/timeline")) {
            assertThat(service.get(MEI, list + "?customer=" + customer).status())
                    .as(list)
                    .isEqualTo(200);
            service.get(MEI, list + "?customer=" + id()).requireRefused(404, "customer", "known-value");
            service.get(stranger, list + "?customer=" + customer).requireRefused(404, "customer", "known-value");
        }
    }

    @Test
    void copiesSayHowFreshTheyAre() {
        assertThat(service.get(MEI, "/api/activity-service/freshness")
                        .requireOk()
                        .body()
                        .valueStream()
                        .map(topic -> topic.path("topic").asString()))
                .hasSize(2)
                .allMatch(topic -> topic.startsWith("sales."));
        assertThat(service.management("/actuator/health")
                        .body()
                        .at("/components/intakeHealth/status")
                        .asString())
                .isEqualTo("UP");
    }

    @Test
    void strangersAreRefusedByEveryOperation() {
        StrangerTokens.assertRefused(service, "activity-service");
        assertThat(service.stranger("GET", "/actuator/health/readiness").status())
                .isEqualTo(200);
        assertThat(service.stranger("GET", "/actuator/health").response().body())
                .doesNotContain("components");
        for (String path : List.of("/actuator/prometheus", "/actuator/intake", "/actuator/republish")) {
            assertThat(service.stranger("GET", path).status()).isEqualTo(401);
            assertThat(service.stranger("GET", path, "Bearer " + LENA).status()).isEqualTo(401);
        }
        assertThat(service.stranger("POST", "/actuator/republish/a.topic").status())
                .isEqualTo(401);
    }

    @Test
    void anotherRegionsCustomerIsLeftAlone() {
        String customer = registered("nora", "A", "NORTH-CHINA");
        service.post(MEI, "/api/opportunities", opportunity(id(), customer)).requireRefused(403, "", "customer");
        service.post(MEI, "/api/activities", activity(id(), customer, "2030-07-08T01:00:00Z"))
                .requireRefused(403, "", "customer");
        service.post(MEI, "/api/activities/done", """
                {"activityId": "%s", "undertaking": {"kind": "CALL", "customerId": "%s", "representative": "mei",
                 "purpose": "hello"}, "report": {"outcome": "they listened"}}""".formatted(id(), customer)).requireRefused(403, "", "customer");
        service.post(MEI, "/api/orders", order("SO-NORTH", customer, "1")).requireRefused(403, "", "customer");
        service.post(MEI, "/api/visit-plans", week("mei", "EAST-CHINA", customer))
                .requireRefused(403, "", "customer");
        // a manager of another region, who names his own territory
        String east = TokenIssuer.shared().token("wei.east", List.of("manager"), List.of("EAST-CHINA"));
        service.post(east, "/api/opportunities", opportunity(id(), customer)).requireRefused(403, "", "customer");
        service.post(east, "/api/orders", order("SO-NORTH", customer, "1")).requireRefused(403, "", "customer");
    }

    @Test
    void creditGoesToTheCustomersTerritoryAndToNobodyElse() {
        String customer = known();
        String order = order("SO-CREDIT", customer, "1");
        service.post(MEI, "/api/orders", order.replace("EAST-CHINA", "NORTH-CHINA"))
                .requireRefused(403, "", "credited-territory");
        service.post(MEI, "/api/orders", order.replace("EAST-CHINA", "NO-SUCH-PLACE"))
                .requireRefused(403, "", "credited-territory");
        service.post(LENA, "/api/orders", order.replace("EAST-CHINA", "NO-SUCH-PLACE"))
                .requireRefused(409, "territory", "territory-known");
        service.post(MEI, "/api/orders", order.replace("\"mei\"", "\"jun\"")).requireRefused(403, "", "owner");
        service.post(WEI, "/api/orders", order.replace("\"mei\"", "\"jun\"")).requireCreated();
        service.post(MEI, "/api/opportunities", opportunity(id(), customer).replace("\"mei\"", "\"jun\""))
                .requireRefused(403, "", "owner");
    }

    @Test
    void anActivityBelongsToAnOpportunityOfItsOwnCustomer() {
        String opportunity = id();
        service.post(MEI, "/api/opportunities", opportunity(opportunity, known()))
                .requireCreated();
        String elsewhere = activity(id(), known(), "2030-07-08T01:00:00Z")
                .replace("\"representative\"", "\"opportunityId\": \"" + opportunity + "\", \"representative\"");
        service.post(MEI, "/api/activities", elsewhere).requireRefused(422, "opportunityId", "opportunity-of-customer");
    }

    @Test
    void aWeekIsPlannedWhereItsRepresentativeIsAssigned() {
        String customer = registered("nora", "A", "NORTH-CHINA");
        String north = TokenIssuer.shared().token("nils", List.of("manager"), List.of("NORTH-CHINA"));
        service.post(MEI, "/api/visit-plans", week("mei", "NORTH-CHINA", customer))
                .requireRefused(403, "", "assigned");
        // a manager takes no other region's representative by naming his own territory
        service.post(north, "/api/visit-plans", week("mei", "NORTH-CHINA", customer))
                .requireRefused(422, "representative", "assigned");
        assigned("nora", "NORTH-CHINA", "0198c1f0-7777-7000-8000-00000000000a", "2024-01-01");
        service.post(north, "/api/visit-plans", week("nora", "NORTH-CHINA", customer))
                .requireCreated();
        service.post(north, "/api/visit-plans", week("nora", "CHINA", customer)).requireRefused(403, "", "owner");
    }

    @Test
    void aStoredAssignmentAdmitsUntilItEnds() {
        String customer = registered("nora", "A", "NORTH-CHINA");
        String ned = TokenIssuer.shared().token("ned", List.of("rep"), List.of());
        String opportunity = opportunity(id(), customer).replace("\"mei\"", "\"ned\"");
        service.post(ned, "/api/opportunities", opportunity).requireRefused(403, "", "customer");
        assigned("ned", "NORTH-CHINA", "0198c1f0-7777-7000-8000-00000000000b", "2024-01-01");
        service.post(ned, "/api/opportunities", opportunity).requireCreated();
        goals.publish(
                "territory.AssignmentEnded.v1",
                "territory-NORTH-CHINA",
                "{\"code\": \"NORTH-CHINA\", \"assignmentId\": \"0198c1f0-7777-7000-8000-00000000000b\","
                        + " \"to\": \"2024-06-30\", \"occurredAt\": \"2024-06-30T00:00:00Z\"}");
        await().atMost(30, SECONDS)
                .untilAsserted(() -> service.post(ned, "/api/opportunities", opportunity.replace("Line 4", "Line 5"))
                        .requireRefused(403, "", "customer"));
    }

    @Test
    void aSharedCustomerIsWorkedOnForOnesOwnTerritory() {
        String customer = registered("nora", "A", "NORTH-CHINA");
        customers.publish("customer.CustomerShared.v1", customer, """
                {"customerId": "%s", "territory": "EAST-CHINA", "from": "2024-01-01", "to": null,
                 "reason": "their second plant lies there", "occurredAt": "2024-01-01T00:00:00Z"}""".formatted(customer));
        await().atMost(30, SECONDS)
                .untilAsserted(() -> service.post(MEI, "/api/orders", order("SO-SHARED", customer, "1"))
                        .requireCreated());
        // what she opens is her own territory's, and nobody else's
        String opportunity = id();
        service.post(MEI, "/api/opportunities", opportunity(opportunity, customer))
                .requireCreated();
        assertThat(service.get(MEI, "/api/opportunities/" + opportunity)
                        .body()
                        .at("/opportunity/territory")
                        .asString())
                .isEqualTo("EAST-CHINA");
        service.post(MEI, "/api/orders", order("SO-SHARED-2", customer, "1").replace("EAST-CHINA", "NORTH-CHINA"))
                .requireRefused(403, "", "credited-territory");
        customers.publish("customer.SharingEnded.v1", customer, """
                {"customerId": "%s", "territory": "EAST-CHINA", "to": "2024-06-30", "reason": "the plant was sold",
                 "occurredAt": "2024-06-30T00:00:00Z"}""".formatted(customer));
        await().atMost(30, SECONDS)
                .untilAsserted(() -> service.post(MEI, "/api/opportunities", opportunity(id(), customer))
                        .requireRefused(403, "", "customer"));
    }

    private static void assigned(String representative, String territory, String assignment, String from) {
        goals.publish("territory.RepresentativeAssigned.v1", "territory-" + territory, """
                {"code": "%s", "assignmentId": "%s", "representative": "%s", "displayName": "%s", "role": "REP",
                 "from": "%s", "to": null, "occurredAt": "2024-01-01T00:00:00Z"}""".formatted(
                        territory, assignment, representative, representative, from));
        await().atMost(30, SECONDS)
                .until(() -> service.bean(JdbcClient.class)
                                .sql("select count(*) from assignment_copy where assignment_id = ?")
                                .param(assignment)
                                .query(Long.class)
                                .single()
                        == 1);
    }

    private static String week(String representative, String territory, String customer) {
        return """
                {"representative": "%s", "week": "2031-W28", "territory": "%s",
                 "items": [{"customerId": "%s", "day": "2031-07-08", "kind": "VISIT", "purpose": "follow up"}]}""".formatted(representative, territory, customer);
    }

    private static void refused(String body, int status, String field, String rule) {
        service.post(MEI, "/api/opportunities", body).requireRefused(status, field, rule);
    }

    private static Integer get(Future<Integer> future) {
        return future.resultNow();
    }

    private static void territory(String code, @Nullable String parent) {
        goals.publish("territory.TerritoryDefined.v1", "territory-" + code, """
                {"code": "%s", "nameEn": "%s", "nameZh": "%s", "parent": %s, "timeZone": "Asia/Shanghai",
                 "currency": "CNY", "priority": "KEY", "occurredAt": "2024-01-01T00:00:00Z"}""".formatted(
                        code, code, code, parent == null ? "null" : '"' + parent + '"'));
    }

    /** A customer of mei's that this service knows. */
    private static String known() {
        String customer = id();
        register(customer);
        return customer;
    }

    private static void register(String customer) {
        register(customer, "mei", "EAST-CHINA");
        awaitKnown(customer);
    }

    private static String registered(String owner, String tier) {
        return registered(owner, tier, "EAST-CHINA");
    }

    private static String registered(String owner, String tier, String territory) {
        String customer = id();
        register(customer, owner, territory);
        customers.publish(
                "customer.TierChanged.v1",
                customer,
                "{\"customerId\": \"" + customer + "\", \"tier\": \"" + tier + "\"}");
        await().atMost(30, SECONDS)
                .until(() -> service.bean(JdbcClient.class)
                                .sql("select count(*) from customer_copy where customer_id = ? and tier = ?")
                                .params(customer, tier)
                                .query(Long.class)
                                .single()
                        == 1);
        return customer;
    }

    private static void register(String customer, String owner, String territory) {
        customers.publish("customer.CustomerRegistered.v1", customer, """
                {"customerId": "%s", "externalReferences": [], "nameEn": "Huadong", "nameZh": null, "segment": "large",
                 "industry": "manufacturing", "size": null, "territory": "%s", "channel": "online",
                 "owner": "%s", "occurredAt": "2024-07-02T02:00:00Z"}""".formatted(customer, territory, owner));
    }

    private static void awaitKnown(String customer) {
        await().atMost(30, SECONDS)
                .until(() -> service.bean(JdbcClient.class)
                                .sql("select count(*) from customer_copy where customer_id = ?")
                                .param(customer)
                                .query(Long.class)
                                .single()
                        == 1);
    }

    private static String opportunity(String id, String customer) {
        return """
                {"opportunityId": "%s", "customerId": "%s", "name": "Line 4 controllers", "source": "EXHIBITION",
                 "currency": "CNY", "lines": [{"productLine": "controllers", "product": "PLC-200", "quantity": 40,
                 "amount": 1250000.00}], "expectedClose": "2024-09-20", "owner": "mei",
                 "occurredAt": "2024-07-05T02:00:00Z"}""".formatted(id, customer);
    }

    private static String order(String reference, String customer, String quantity) {
        return """
                {"externalReference": {"system": "ERP", "reference": "%s"}, "customerId": "%s",
                 "representative": "mei", "channel": "online", "territory": "EAST-CHINA", "currency": "CNY",
                 "lines": [{"productLine": "controllers", "product": "PLC-200", "quantity": %s, "amount": 1250000.00}],
                 "occurredAt": "2024-09-02T02:00:00Z"}""".formatted(reference, customer, quantity);
    }

    private static String activity(String id, String customer, String plannedAt) {
        return """
                {"activityId": "%s", "undertaking": {"kind": "VISIT", "customerId": "%s", "representative": "mei",
                 "purpose": "hear what their new line needs"}, "plannedAt": "%s"}""".formatted(id, customer, plannedAt);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
