package io.plumbline.customer;

import static io.plumbline.customer.RunningCustomerService.ACTIVITIES;
import static io.plumbline.customer.RunningCustomerService.LENA;
import static io.plumbline.customer.RunningCustomerService.MEI;
import static io.plumbline.customer.RunningCustomerService.OTTO;
import static io.plumbline.customer.RunningCustomerService.WEI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.TokenIssuer;
import io.plumbline.platform.testing.Answered;
import io.plumbline.platform.testing.OpenApiDocument;
import io.plumbline.platform.testing.RunningService;
import io.plumbline.platform.testing.StrangerTokens;
import io.plumbline.platform.write.store.TimeOrderedIds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class CustomerServiceIT {

    private static final String EVIDENCE =
            "\"evidence\": {\"money\": \"budget\", \"authority\": \"director\", \"need\": \"standstills\"}";

    private static final RunningService SERVICE = RunningCustomerService.shared();

    @Test
    void oneOfManyThatRegisterAReferenceAtOnceGetsIt() throws Exception {
        List<Callable<Answered>> attempts = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            attempts.add(() -> register("Concurrent", "mei.rep", "EAST-CHINA", "REF-CONCURRENT"));
        }
        List<Answered> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            for (Future<Answered> answer : clients.invokeAll(attempts)) {
                answers.add(answer.get());
            }
        }
        List<Answered> created = answers.stream().filter(a -> a.status() == 201).toList();
        assertThat(created).hasSize(1);
        answers.stream().filter(a -> a.status() != 201).forEach(refused -> {
            refused.requireRefused(409, "", "unique-reference");
            assertThat(refused.response().body()).contains(created.getFirst().id());
        });
    }

    @Test
    void anAssessmentMakesATierAndAManagerOverridesIt() {
        String id = register("Overridden", "mei.rep", "EAST-CHINA", null).id();
        assess(id, 80, 75, 90).requireOk();
        assertThat(customer(id).body().at("/customer/tier").asString()).isEqualTo("A");
        String today = LocalDate.now(ZoneOffset.ofHours(8)).toString();
        String override = "{\"tier\": \"C\", \"reason\": \"the chairman asked\", \"until\": \"" + today + "\"}";
        SERVICE.post(MEI, "/api/customers/" + id + "/override-tier", override).requireRefused(403, "", "manager");
        SERVICE.post(OTTO, "/api/customers/" + id + "/override-tier", override).requireRefused(403, "", "manager");
        SERVICE.post(WEI, "/api/customers/" + id + "/override-tier", override).requireOk();
        assertThat(customer(id).body().at("/customer/tier").asString()).isEqualTo("C");
        assertThat(customer(id).body().at("/customer/computedTier").asString()).isEqualTo("A");
    }

    @Test
    void anOverrideThatIsOverEndsByItself() {
        String id = register("Override over", "mei.rep", "EAST-CHINA", null).id();
        assess(id, 80, 75, 90).requireOk();
        JdbcClient db = SERVICE.bean(JdbcClient.class);
        db.sql("""
                        with overridden as (
                            update customer set tier = 'D', override_reason = 'asked for', override_until = '2024-08-01T00:00:00Z'
                            where customer_id = :id returning customer_id)
                        insert into domain_event (event_id, aggregate_id, sequence, aggregate_type, recorded_at,
                                                  payload_type, payload_revision, payload, meta_data)
                        select 'override-' || :id, customer_id, 3, 'Customer', now(), 'customer.TierChanged', '1',
                               convert_to(json_build_object('customerId', customer_id, 'oldTier', 'A', 'tier', 'D',
                                   'computedTier', 'A', 'cause', 'OVERRIDE',
                                   'scores', json_build_object('money', 80, 'authority', 75, 'need', 90), 'policyVersion', 1,
                                   'reason', 'asked for', 'until', '2024-08-01T00:00:00Z',
                                   'occurredAt', '2024-07-20T00:00:00Z')::text, 'UTF8'),
                               convert_to('{"actor":"wei.manager"}', 'UTF8')
                        from overridden""").param("id", id).update();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                customer(id).body().at("/customer/tier").asString())
                        .isEqualTo("A"));
        assertThat(customer(id).body().at("/customer/overrideUntil").isNull()).isTrue();
        assertThat(SERVICE.get(LENA, "/api/customers/" + id + "/history").body().toString())
                .contains("went from tier D to A (override ended;");
    }

    @Test
    void anOrderOfACustomerThatNobodyKnowsHoldsUpNoOther() {
        String id = register("Among others", "mei.rep", "EAST-CHINA", null).id();
        ordered(TimeOrderedIds.next(), "2024-09-01T02:00:00Z");
        ordered(id, "2024-09-04T02:00:00Z");
        ordered(id, "2024-09-03T02:00:00Z");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                customer(id).body().at("/customer/lifecycle").asString())
                        .isEqualTo("CUSTOMER"));
        assertThat(history(id)).containsExactly("CustomerRegistered", "LifecycleChanged");
    }

    private static void ordered(String customer, String at) {
        String order = TimeOrderedIds.next();
        RunningCustomerService.publish(
                ACTIVITIES,
                "/activity-service",
                order,
                "order.OrderPlaced.v1",
                "{\"orderId\": \"%s\", \"customerId\": \"%s\", \"orderedAt\": \"%s\"}".formatted(order, customer, at));
    }

    @Test
    void anOrderMakesAProspectACustomerAndAContactMovesTheFollowUp() {
        String id = register("Ordering", "mei.rep", "EAST-CHINA", null).id();
        assertThat(customer(id).body().at("/customer/overdueFrom").asString()).isEqualTo("2024-07-09T16:00:00Z");
        assertThat(search("text=Ordering&overdue=true")).containsExactly(id);
        ordered(id, "2024-09-02T02:00:00Z");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                customer(id).body().at("/customer/lifecycle").asString())
                        .isEqualTo("CUSTOMER"));
        String activity = TimeOrderedIds.next();
        String contactedAt = Instant.now().toString();
        RunningCustomerService.publish(
                ACTIVITIES,
                "/activity-service",
                activity,
                "activity.ActivityCompleted.v1",
                "{\"activityId\": \"%s\", \"customerId\": \"%s\", \"kind\": \"CALL\", \"occurredAt\": \"%s\"}"
                        .formatted(activity, id, contactedAt));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(search("text=Ordering&overdue=true")).isEmpty());
        assertThat(history(id)).containsExactly("CustomerRegistered", "LifecycleChanged");
        SERVICE.post(MEI, "/api/customers/" + id + "/lost", "{\"reason\": \"went silent\"}")
                .requireOk();
        SERVICE.post(MEI, "/api/customers/" + id + "/regained", "{\"reason\": \"called\"}")
                .requireOk();
        assertThat(customer(id).body().at("/customer/lifecycle").asString()).isEqualTo("REGAINED");
    }

    @Test
    void aMergeKeepsBothHistoriesAndGivesTheReferencesToTheSurvivor() {
        String survivor = register("Survivor", "mei.rep", "EAST-CHINA", "REF-S").id();
        String duplicate =
                register("Duplicate", "mei.rep", "EAST-CHINA", "REF-D").id();
        assess(duplicate, 80, 75, 90).requireOk();
        String merge = "{\"survivorId\": \"" + survivor + "\", \"reason\": \"registered twice\"}";
        SERVICE.post(MEI, "/api/customers/" + duplicate + "/merge", merge).requireRefused(403, "", "manager");
        SERVICE.post(WEI, "/api/customers/" + duplicate + "/merge", merge).requireOk();
        assertThat(search("reference=REF-D")).containsExactly(survivor);
        assertThat(search("text=Duplicate")).isEmpty();
        assertThat(customer(survivor).body().at("/customer/tier").asString()).isEqualTo("A");
        assertThat(history(survivor))
                .containsExactlyInAnyOrder(
                        "CustomerRegistered",
                        "CustomerRegistered",
                        "CustomerAssessed",
                        "TierChanged",
                        "CustomerMerged",
                        "DuplicateAbsorbed",
                        "CustomerAssessed",
                        "TierChanged");
        assess(duplicate, 10, 10, 10).requireRefused(409, "", "not-merged");
        register("Third", "mei.rep", "EAST-CHINA", "REF-D").requireRefused(409, "", "unique-reference");
    }

    @Test
    void aWholeBookIsTransferredInTheBackground() {
        List<String> book = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            book.add(register("Book " + i, "lea.rep", "EAST-CHINA", null).id());
        }
        String elsewhere = register("Book elsewhere", "lea.rep", "EUROPE", null).id();
        String body =
                "{\"from\": \"lea.rep\", \"to\": \"tom.rep\", \"territory\": \"JIANGSU\", \"reason\": \"Lea left\"}";
        SERVICE.post(MEI, "/api/customers/transfer-book", body).requireRefused(403, "", "manager");
        Answered accepted = SERVICE.post(WEI, "/api/customers/transfer-book", body);
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
        Answered done = awaitJob(accepted.body().path("jobId").asString());
        assertThat(done.body().path("changed").asInt()).isEqualTo(5);
        assertThat(done.body().path("failed").asInt()).isZero();
        assertThat(search("owner=tom.rep&territory=JIANGSU")).containsExactlyInAnyOrderElementsOf(book);
        assertThat(search("owner=lea.rep")).containsExactly(elsewhere);
    }

    @Test
    void contactPersonsAreSealedAndErased() {
        String id = register("With contacts", "mei.rep", "EAST-CHINA", null).id();
        assess(id, 80, 75, 90).requireOk();
        String person =
                "{\"name\": \"Wang Fang\", \"email\": \"wang.fang@example.com\", \"phone\": \"+86 21 5555 0100\"}";
        SERVICE.post(OTTO, "/api/customers/" + id + "/contacts", person).requireRefused(404, "", "not-found");
        assertThat(SERVICE.post(MEI, "/api/customers/" + id + "/contacts", person)
                        .status())
                .isEqualTo(201);
        Answered contacts =
                SERVICE.get(MEI, "/api/customers/" + id + "/contacts").requireOk();
        assertThat(contacts.body().at("/0/person/name").asString()).isEqualTo("Wang Fang");
        JdbcClient db = SERVICE.bean(JdbcClient.class);
        assertThat(db.sql("select encode(sealed, 'escape') from contact_person where customer_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .doesNotContain("Wang")
                .doesNotContain("example.com");
        Answered before = customer(id);
        SERVICE.post(MEI, "/api/customers/" + id + "/contacts/erase", "{}").requireOk();
        assertThat(SERVICE.get(MEI, "/api/customers/" + id + "/contacts").body().size())
                .isZero();
        assertThat(db.sql("select count(*) from contact_key where customer_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(customer(id).body()).isEqualTo(before.body());
        assertThat(history(id).getLast()).isEqualTo("ContactsErased");
        assertThat(db.sql(
                                "select count(*) from domain_event where position('Wang' in convert_from(payload, 'UTF8')) > 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatCustomersSayIsKept() {
        String id = register("Surveyed", "mei.rep", "EAST-CHINA", null).id();
        SERVICE.post(
                        MEI,
                        "/api/customers/" + id + "/survey-answers",
                        "{\"answerId\": \"S-1\", \"score\": 92, \"answeredOn\": \"2024-10-01\", \"source\": \"autumn\"}")
                .requireOk();
        SERVICE.post(
                        MEI,
                        "/api/customers/" + id + "/survey-answers",
                        "{\"score\": 101, \"answeredOn\": \"2024-10-01\", \"source\": \"autumn\"}")
                .requireRefused(400, "score", "max");
        SERVICE.post(
                        MEI,
                        "/api/customers/" + id + "/complaints",
                        "{\"complaintId\": \"C-1\", \"severity\": \"HIGH\", \"subject\": \"late\"}")
                .requireOk();
        SERVICE.post(MEI, "/api/customers/" + id + "/complaints/C-1/resolve", "{\"resolution\": \"refunded\"}")
                .requireOk();
        Answered said =
                SERVICE.get(MEI, "/api/customers/" + id + "/satisfaction").requireOk();
        assertThat(said.body().path("mean").decimalValue()).isEqualByComparingTo("92");
        assertThat(said.body().at("/complaints/0/resolution").asString()).isEqualTo("refunded");
    }

    @Test
    void aCustomerIsFoundByBothItsNames() {
        String id = TimeOrderedIds.next();
        SERVICE.post(MEI, "/api/customers", """
                        {"customerId": "%s", "nameEn": "Zhonghua Turbine Works", "nameZh": "中华涡轮机厂", "segment": "large",
                         "industry": "manufacturing", "territory": "EAST-CHINA", "channel": "online", "owner": "mei.rep"}""".formatted(id)).requireCreated();
        for (String text : List.of("zhong", "TURB", "works%20zhonghua", "%E6%B6%A1%E8%BD%AE", "%E5%8E%82")) {
            assertThat(search("text=" + text)).as(text).containsExactly(id);
        }
        assertThat(search("text=%E8%BD%AE%E6%B6%A1")).isEmpty();
        assertThat(SERVICE.get(OTTO, "/api/customers?text=zhong")
                        .body()
                        .path("items")
                        .size())
                .isZero();
        assertThat(SERVICE.get(WEI, "/api/customers?text=zhong&territory=CHINA")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 5; i++) {
            register("Paged " + i, "page.rep", "EAST-CHINA", null).requireCreated();
        }
        Answered first =
                SERVICE.get(LENA, "/api/customers?owner=page.rep&limit=3").requireOk();
        assertThat(first.body().path("items").size()).isEqualTo(3);
        Answered second = SERVICE.get(
                        LENA,
                        "/api/customers?owner=page.rep&limit=3&after="
                                + first.body().path("next").asString())
                .requireOk();
        assertThat(second.body().path("items").size()).isEqualTo(2);
        assertThat(second.body().path("next").isNull()).isTrue();
    }

    @Test
    void badInputIsNamed() {
        SERVICE.post(MEI, "/api/customers", "{\"nome\": \"x\"}").requireRefused(400, "nome", "unknown-field");
        String id = register("Bad input", "mei.rep", "EAST-CHINA", null).id();
        SERVICE.post(MEI, "/api/customers/" + id + "/assessments", "{\"money\": 101, \"authority\": 1, \"need\": 1}")
                .requireRefused(400, "money", "max")
                .requireRefused(400, "evidence", "not-null");
        SERVICE.get(MEI, "/api/customers/not-an-id").requireRefused(422, "customerId", "uuid");
        SERVICE.get(MEI, "/api/customers/0198c1f0-2222-7000-8000-00000000dead").requireRefused(404, "", "not-found");
        SERVICE.post(WEI, "/api/tier-policies", "{\"territory\": \"CHINA\", \"rules\": [{\"tier\": \"A\"}]}")
                .requireRefused(422, "rules", "each-tier");
    }

    @Test
    void strangersAreRefusedByEveryOperation() {
        StrangerTokens.assertRefused(SERVICE, "customer-service");
    }

    @Test
    void aCustomerIsRegisteredWhereOneIsAssigned() {
        String mine = """
                {"externalReferences": [], "nameEn": "Mine", "segment": "large", "industry": "manufacturing",
                 "territory": "EAST-CHINA", "channel": "online", "owner": "mei.rep"}""";
        SERVICE.post(MEI, "/api/customers", mine.replace("EAST-CHINA", "EUROPE"))
                .requireRefused(403, "", "assigned");
        SERVICE.post(MEI, "/api/customers", mine.replace("EAST-CHINA", "NO-SUCH-PLACE"))
                .requireRefused(403, "", "assigned");
        SERVICE.post(LENA, "/api/customers", mine.replace("EAST-CHINA", "NO-SUCH-PLACE"))
                .requireRefused(409, "territory", "territory-known");
        SERVICE.post(MEI, "/api/customers", mine.replace("mei.rep", "jun.rep")).requireRefused(403, "", "owner");
        SERVICE.post(MEI, "/api/customers", mine.replace("EAST-CHINA", "JIANGSU"))
                .requireCreated();
        String east = SERVICE.post(MEI, "/api/customers", mine).requireCreated().id();
        SERVICE.post(LENA, "/api/customers/" + east + "/transfer", """
                {"owner": "mei.rep", "territory": "NO-SUCH-PLACE", "reason": "a typing error"}""")
                .requireRefused(409, "territory", "territory-known");
        // somebody assigned below the customer's territory works on it as well; another region's representative does
        // not
        String jiangsu = TokenIssuer.shared().token("jun.rep", List.of("rep"), List.of("JIANGSU"));
        String europe = TokenIssuer.shared().token("ulf.rep", List.of("rep"), List.of("EUROPE"));
        String complaint = "{\"complaintId\": \"C-9\", \"severity\": \"HIGH\", \"subject\": \"late\"}";
        SERVICE.post(europe, "/api/customers/" + east + "/complaints", complaint)
                .requireRefused(403, "", "customer");
        SERVICE.post(jiangsu, "/api/customers/" + east + "/complaints", complaint)
                .requireOk();
    }

    @Test
    void aParameterThatIsNotKnownIsRefusedEverywhere() {
        OpenApiDocument.assertKnowsItsParameters(
                SERVICE.get(MEI, "/openapi/customer-service").requireOk().body(),
                (method, path) -> SERVICE.send(method, MEI, path).body());
    }

    @Test
    void aTerritoryThatIsNoneIsRefused() {
        SERVICE.get(MEI, "/api/customers?territory=NOWHERE").requireRefused(422, "territory", "known-territory");
        SERVICE.get(MEI, "/api/tier-policies/covering?territory=NOWHERE")
                .requireRefused(422, "territory", "known-territory");
    }

    @Test
    void aCustomerIsSharedByAManagerOfItsTerritory() {
        String id = register("Two plants", "mei.rep", "EAST-CHINA", null)
                .requireCreated()
                .id();
        String share = """
                {"territory": "EUROPE", "from": "2024-10-01", "reason": "their second plant lies there"}""";
        SERVICE.post(MEI, "/api/customers/" + id + "/shares", share).requireRefused(403, "", "manager");
        SERVICE.post(OTTO, "/api/customers/" + id + "/shares", share).requireRefused(403, "", "manager");
        SERVICE.post(WEI, "/api/customers/" + id + "/shares", share).requireOk();
        SERVICE.post(WEI, "/api/customers/" + id + "/shares", share).requireRefused(409, "territory", "shared-already");
        SERVICE.post(WEI, "/api/customers/" + id + "/shares", share.replace("EUROPE", "CHINA"))
                .requireRefused(422, "territory", "another-territory");
        SERVICE.post(WEI, "/api/customers/" + id + "/shares/EUROPE/end", """
                {"to": "2024-09-30", "reason": "a typing error"}""").requireRefused(422, "to", "period-order");
        SERVICE.post(WEI, "/api/customers/" + id + "/shares/EUROPE/end", """
                {"to": "2025-03-31", "reason": "the plant was sold"}""").requireOk();
        assertThat(customer(id).body().path("sharedWith").toString())
                .isEqualTo("[{\"territory\":\"EUROPE\",\"fromDay\":\"2024-10-01\",\"toDay\":\"2025-03-31\"}]");
        assertThat(SERVICE.get(LENA, "/api/customers/" + id + "/history")
                        .body()
                        .valueStream()
                        .map(entry -> entry.path("what").asString()))
                .contains("is shared with EUROPE from 2024-10-01", "is shared with EUROPE until 2025-03-31");
    }

    @Test
    void everyOperationIsDescribed() {
        Answered api = SERVICE.get(MEI, "/openapi/customer-service").requireOk();
        api.body()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> assertThat(
                                        operation.getValue().path("summary").asString())
                                .as(operation.getKey() + " " + path.getKey())
                                .isNotBlank()));
    }

    private static Answered register(String name, String owner, String territory, @Nullable String reference) {
        String references = reference == null ? "[]" : "[{\"system\": \"ERP\", \"reference\": \"" + reference + "\"}]";
        return SERVICE.post(LENA, "/api/customers", """
                {"externalReferences": %s, "nameEn": "%s", "segment": "large", "industry": "manufacturing", "territory": "%s",
                 "channel": "online", "owner": "%s", "occurredAt": "2024-07-02T02:00:00Z"}""".formatted(references, name, territory, owner));
    }

    private static Answered assess(String id, int money, int authority, int need) {
        return SERVICE.post(
                MEI,
                "/api/customers/" + id + "/assessments",
                "{\"money\": %d, \"authority\": %d, \"need\": %d, %s}".formatted(money, authority, need, EVIDENCE));
    }

    private static Answered customer(String id) {
        return SERVICE.get(LENA, "/api/customers/" + id).requireOk();
    }

    private static List<String> search(String query) {
        return SERVICE.get(LENA, "/api/customers?" + query)
                .requireOk()
                .body()
                .path("items")
                .valueStream()
                .map(row -> row.path("customerId").asString())
                .toList();
    }

    private static List<String> history(String id) {
        return SERVICE.get(LENA, "/api/customers/" + id + "/history")
                .requireOk()
                .body()
                .valueStream()
                .map(entry -> entry.path("event").asString())
                .toList();
    }

    private static Answered awaitJob(String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !SERVICE.get(LENA, "/api/customer-service/jobs/" + id)
                        .requireOk()
                        .body()
                        .path("finishedAt")
                        .isNull());
        return SERVICE.get(LENA, "/api/customer-service/jobs/" + id);
    }
}
