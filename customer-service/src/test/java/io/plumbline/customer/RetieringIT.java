package io.plumbline.customer;

import static io.plumbline.customer.RunningCustomerService.LENA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.testing.Answered;
import io.plumbline.platform.testing.RunningService;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class RetieringIT {

    private static final Logger log = LoggerFactory.getLogger(RetieringIT.class);

    /** -Dplumbline.measure.retiering=100000 to measure. */
    private static final int CUSTOMERS = Integer.getInteger("plumbline.measure.retiering", 5_000);

    private static final String RULES = """
            "rules": [{"tier": "A", "minMoney": 90, "minAuthority": 90, "minNeed": 90},
                      {"tier": "B", "minNeed": 50, "minMean": 50}, {"tier": "C", "minMean": 30}, {"tier": "D"}]""";

    @Test
    void goesOnWhereItWasLeftAndTiersEverybodyOnce() {
        Database database = Servers.shared().createDatabase("retiering");
        try (RunningService first = start(database)) {
            CustomersInNumber.assessed(database, CUSTOMERS);
            Answered tried = first.post(LENA, "/api/tier-policies/what-if", "{" + RULES + "}")
                    .requireOk();
            assertThat(tried.body().at("/matrix/A/A").asInt()).isEqualTo(CUSTOMERS / 5);
            assertThat(tried.body().at("/matrix/A/B").asInt()).isEqualTo(CUSTOMERS / 5 * 4);
            assertThat(tried.body().path("moving").asInt()).isEqualTo(CUSTOMERS / 5 * 4);
            assertThat(job(first).path("title").asString()).contains("version 1");

            first.post(LENA, "/api/tier-policies", "{" + RULES + "}").requireCreated();
            // the last one, which the job has not come to yet
            first.post(LENA, "/api/customers/" + CustomersInNumber.id(CUSTOMERS) + "/assessments", """
                            {"money": 80, "authority": 80, "need": 80,
                             "evidence": {"money": "m", "authority": "a", "need": "n"}}""")
                    .requireOk();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> job(first).path("examined").asInt() > 0);
        }
        try (RunningService second = start(database)) {
            await().atMost(Duration.ofMinutes(10))
                    .until(() -> !job(second).path("finishedAt").isNull());
            JsonNode done = job(second);
            Duration taken = Duration.between(
                    Instant.parse(done.path("startedAt").asString()),
                    Instant.parse(done.path("finishedAt").asString()));
            log.info("re-tiering of {} in {}, a restart included", CUSTOMERS, taken);
            assertThat(done.path("total").asInt()).isEqualTo(CUSTOMERS);
            assertThat(done.path("examined").asInt()).isEqualTo(CUSTOMERS);
            assertThat(done.path("failed").asInt()).isZero();

            JdbcClient db = CustomersInNumber.client(database);
            assertThat(db.sql("""
                                    select customer_id || ' ' || coalesce(tier, '-') || ' ' || count(e.*) || ' '
                                        || coalesce(policy_version, 0)
                                    from customer join domain_event e on e.aggregate_id = customer_id
                                    where money < 90 and (tier <> 'B' or policy_version <> 2) group by customer_id""").query(String.class).list()).isEmpty();
            assertThat(db.sql("select count(*) from customer where tier = 'B' and policy_version = 2")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(CUSTOMERS / 5 * 4 + 1);
            assertThat(db.sql("select count(*) from customer where tier = 'A'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(CUSTOMERS / 5 - 1);
            assertThat(db.sql("""
                                    select count(*) from (
                                        select aggregate_id from domain_event
                                        where payload_type = 'customer.TierChanged' and sequence > 2
                                        group by aggregate_id having count(*) > 1) twice""").query(Integer.class).single()).isZero();
        }
    }

    private static RunningService start(Database database) {
        return RunningCustomerService.start(database, "retiering", "plumbline.relay.enabled=false");
    }

    private static JsonNode job(RunningService service) {
        return service.get(LENA, "/api/customer-service/jobs?limit=1")
                .requireOk()
                .body()
                .path(0);
    }
}
