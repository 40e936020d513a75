package io.plumbline.platform.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.write.RunningTally.Reply;
import io.plumbline.platform.write.tally.TallyService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands over HTTP against two instances of a service that share a database. */
class CommandsIT {

    private static RunningTally one;
    private static RunningTally two;

    @BeforeAll
    static void start() {
        Database database = Servers.shared().createDatabase("commands");
        String topic = Servers.shared().createTopic("commands", 3);
        one = new RunningTally(database, topic);
        two = new RunningTally(database, topic);
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    @Test
    void acceptedCommandAnswersItsPlaceAndVersion() {
        Reply opened = one.post("/api/tallies", """
                {"name":"visits","limit":10,"tallyId":"visits-1"}""");
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("Location")).isEqualTo("/api/tallies/visits-1");
        assertThat(opened.header("ETag")).isEqualTo("\"0\"");
        assertThat(opened.json().path("id").asString()).isEqualTo("visits-1");

        Reply added = one.post("/api/tallies/visits-1/add", "{\"amount\":1}");
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.header("ETag")).isEqualTo("\"1\"");
        assertThat(added.json().path("version").asLong()).isEqualTo(1);
    }

    @Test
    void commandThatFailsAfterItsEventWasAppliedLeavesNothing() {
        String id = open("1000");
        Reply failed = one.post("/api/tallies/" + id + "/add", "{\"amount\":7,\"failAfterwards\":true}");
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.body()).doesNotContain("IllegalStateException");
        assertThat(eventsOf(id)).isEqualTo(1);
        assertThat(one.jdbc()
                        .sql("select count(*) from tally_sum where tally_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void refusalIsNotTriedAgain() {
        String id = open("5");
        int before = TallyService.ADD_HANDLED.get();
        Reply refused = one.post("/api/tallies/" + id + "/add", "{\"amount\":6}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.firstError()).isEqualTo("amount/limit");
        assertThat(TallyService.ADD_HANDLED.get() - before).isEqualTo(1);
    }

    @Test
    void sameKeyGivesTheSameAnswerAndOneEvent() {
        String id = open("1000");
        Reply first = one.post("/api/tallies/" + id + "/add", "{\"amount\":1}", "Idempotency-Key", "k-" + id);
        Reply repeat = two.post("/api/tallies/" + id + "/add", "{\"amount\":1}", "Idempotency-Key", "k-" + id);
        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(eventsOf(id)).isEqualTo(2);
    }

    @Test
    void sameKeyWithAnotherBodyIsRefused() {
        String id = open("1000");
        one.post("/api/tallies/" + id + "/add", "{\"amount\":1}", "Idempotency-Key", "other-" + id);
        Reply reused = one.post("/api/tallies/" + id + "/add", "{\"amount\":2}", "Idempotency-Key", "other-" + id);
        assertThat(reused.status()).isEqualTo(422);
        assertThat(reused.firstError()).isEqualTo("Idempotency-Key/idempotency-key-reused");
        assertThat(eventsOf(id)).isEqualTo(2);
    }

    @Test
    void refusedCommandDoesNotUseUpItsKey() {
        String id = open("5");
        String key = "refused-" + id;
        assertThat(one.post("/api/tallies/" + id + "/add", "{\"amount\":6}", "Idempotency-Key", key)
                        .status())
                .isEqualTo(409);
        assertThat(one.post("/api/tallies/" + id + "/add", "{\"amount\":5}", "Idempotency-Key", key)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sameKeyFromManyAtOnceTakesEffectOnce() throws Exception {
        String id = open("1000");
        List<Reply> replies = atOnce(
                16,
                i -> (i % 2 == 0 ? one : two)
                        .post("/api/tallies/" + id + "/add", "{\"amount\":1}", "Idempotency-Key", "race-" + id));
        assertThat(replies).extracting(Reply::status).containsOnly(200);
        assertThat(replies)
                .extracting(Reply::body)
                .containsOnly(replies.getFirst().body());
        assertThat(eventsOf(id)).isEqualTo(2);
    }

    @Test
    void staleIfMatchIsRefusedAndPresentOneHolds() {
        String id = open("1000");
        one.post("/api/tallies/" + id + "/add", "{\"amount\":1}");
        Reply stale = one.post("/api/tallies/" + id + "/add", "{\"amount\":1}", "If-Match", "\"0\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.firstError()).isEqualTo("If-Match/if-match");
        assertThat(one.post("/api/tallies/" + id + "/add", "{\"amount\":1}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(one.post("/api/tallies/" + id + "/add", "{\"amount\":1}", "If-Match", "\"99\"")
                        .status())
                .isEqualTo(412);
        assertThat(one.post("/api/tallies/" + id + "/add", "{\"amount\":1}", "If-Match", "yesterday")
                        .status())
                .isEqualTo(400);
        assertThat(eventsOf(id)).isEqualTo(3);
    }

    @Test
    void idTakenAlreadyIsConflict() {
        String id = open("1000");
        Reply again = two.post("/api/tallies", "{\"name\":\"x\",\"limit\":1,\"tallyId\":\"" + id + "\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.firstError()).isEqualTo("id/already-exists");
    }

    @Test
    void clientsInConflictCommitOrAreToldSo() throws Exception {
        String id = open("1000000");
        List<Reply> replies =
                atOnce(32, i -> (i % 2 == 0 ? one : two).post("/api/tallies/" + id + "/add", "{\"amount\":1}"));
        Map<Integer, Long> byStatus =
                replies.stream().collect(Collectors.groupingBy(Reply::status, Collectors.counting()));
        assertThat(byStatus.keySet()).isSubsetOf(200, 409);
        assertThat(replies.stream().filter(reply -> reply.status() == 409))
                .allSatisfy(reply -> assertThat(reply.firstError()).isEqualTo("-/concurrent-change"));
        assertThat(byStatus.get(200)).isGreaterThanOrEqualTo(2);
        assertThat(eventsOf(id) - 1).isEqualTo(byStatus.get(200));
        assertThat(one.jdbc()
                        .sql("select total from tally_sum where tally_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isEqualTo(byStatus.get(200));
    }

    @Test
    void badInputNamesFieldAndRule() {
        assertThat(one.post("/api/tallies", "{\"name\":\"\",\"limit\":1}").firstError())
                .isEqualTo("name/not-blank");
        assertThat(one.post("/api/tallies", "{\"name\":\"a\",\"limit\":-1}").firstError())
                .isEqualTo("limit/positive");
        assertThat(one.post("/api/tallies", "{\"name\":\"a\",\"limit\":1,\"colour\":\"red\"}")
                        .firstError())
                .isEqualTo("colour/unknown-field");
        assertThat(one.post("/api/tallies", "{\"name\":\"a\",\"limit\":\"many\"}")
                        .firstError())
                .isEqualTo("limit/format");
        assertThat(one.post("/api/tallies", "{\"name\":").firstError()).isEqualTo("-/json");
        assertThat(one.post("/api/tallies", "{\"name\":\"a\",\"name\":\"b\",\"limit\":1}")
                        .status())
                .isEqualTo(400);
        assertThat(one.post("/api/tallies", "{\"name\":\"" + "x".repeat(1_000_000) + "\",\"limit\":1}")
                        .firstError())
                .isEqualTo("name/size");
        Reply tooLarge = one.post("/api/tallies", "{\"name\":\"" + "x".repeat(5_000_000) + "\",\"limit\":1}");
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.firstError()).isEqualTo("-/max-body-bytes");
        assertThat(one.post("/api/tallies/nobody/add", "{\"amount\":1}").firstError())
                .isEqualTo("id/exists");
        assertThat(one.post("/api/nothing-here", "{}").status()).isEqualTo(404);
    }

    @Test
    void nobodyComesInWithoutToken() {
        Reply refused = one.postWithoutToken("/api/tallies", "{\"name\":\"a\",\"limit\":1}");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.firstError()).isEqualTo("-/token");
    }

    @Test
    void healthAndMetricsTellOfTheRelay() {
        assertThat(one.management("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(one.management("/actuator/health")
                        .json()
                        .at("/components/relayStatus/details/lagEvents")
                        .isNumber())
                .isTrue();
        assertThat(one.management("/actuator/prometheus").body())
                .contains("plumbline_relay_lag_events", "plumbline_relay_halted", "plumbline_relay_skipped");
    }

    @Test
    void commandsAreTimedByTheirType() {
        open("3");
        assertThat(one.management("/actuator/prometheus").body())
                .containsPattern("plumbline_commands\\w*_seconds_count\\{[^}]*command=\"OpenTally\"");
    }

    @Test
    void republishingIsBegunAndEndedOnTheManagementPort() {
        assertThat(one.management("/actuator/republish").body()).isEqualTo("[]");
    }

    private static String open(String limit) {
        return one.post("/api/tallies", "{\"name\":\"things\",\"limit\":" + limit + "}")
                .json()
                .path("id")
                .asString();
    }

    private static long eventsOf(String id) {
        return one.jdbc()
                .sql("select count(*) from domain_event where aggregate_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private interface Call {
        Reply at(int number);
    }

    private static List<Reply> atOnce(int clients, Call call) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Callable<Reply>> calls = IntStream.range(0, clients)
                    .<Callable<Reply>>mapToObj(i -> () -> call.at(i))
                    .toList();
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> future : threads.invokeAll(calls)) {
                replies.add(future.get());
            }
            return replies;
        }
    }
}
