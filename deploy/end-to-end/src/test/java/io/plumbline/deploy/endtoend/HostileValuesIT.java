package io.plumbline.deploy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.deploy.endtoend.Shell.Outcome;
import io.plumbline.platform.embedded.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever JSON is thrown at a command: it is refused with a reason, or it can be seen in the reports, and is the same there after a
 * rebuild. Nothing is answered by 5xx, and nothing is parked.
 *
 * <p>{@code -Dplumbline.hostile.seconds} says for how long, {@code -Dplumbline.hostile.seed} from where on; with
 * {@code -Dplumbline.hostile.data} a suite that runs already is attacked.
 */
class HostileValuesIT {

    private static final Logger log = LoggerFactory.getLogger(HostileValuesIT.class);
    private static final Shell SHELL = new Shell(Map.of());
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("plumbline.hostile.seconds", 10));
    private static final long SEED = Long.getLong("plumbline.hostile.seed", 20_240_701);
    private static final String RUNNING = System.getProperty("plumbline.hostile.data", "");

    /** Where what was created has to be seen, by the collection that it belongs to. */
    private static final Map<String, String> SEEN_IN = Map.of(
            "/api/territories", "select 'territory-' || territory from bi.territory",
            "/api/customers", "select customer_id from bi.customer",
            "/api/goals", "select goal_id from bi.goal",
            "/api/opportunities", "select opportunity_id from bi.opportunity",
            "/api/orders", "select order_id from bi.order_line",
            "/api/activities", "select activity_id from bi.activity");

    /** Views whose rows do not change with the clock. */
    private static final List<String> SETTLED = List.of(
            "territory", "customer", "customer_history", "goal", "goal_history", "goal_target", "order_line", "sales");

    @TempDir
    static Path temporary;

    private static String data = RUNNING;

    @BeforeAll
    static void up() throws Exception {
        if (RUNNING.isEmpty()) {
            data = temporary.toString();
            Outcome outcome =
                    SHELL.plumbline("up", "--detach", "--port", Integer.toString(Ports.free()), "--data", data);
            assertThat(outcome.status()).as(outcome.err()).isZero();
        }
    }

    @AfterAll
    static void down() throws Exception {
        if (RUNNING.isEmpty()) {
            SHELL.plumbline("down", "--data", data);
        }
    }

    @Test
    void whateverIsSentIsRefusedOrSeenInTheReports() throws Exception {
        String address = say("status").lines().findFirst().orElseThrow().replaceFirst("web address +", "");
        HostileCommands hostile =
                new HostileCommands(address, say("token", "lena").strip(), SEED);
        long end = System.nanoTime() + LENGTH.toNanos();
        hostile.prepare();
        while (System.nanoTime() < end) {
            hostile.attack();
            hostile.attack();
            hostile.attack();
            hostile.ask();
        }
        log.info("of {} requests of seed {} these were accepted: {}", hostile.sent(), SEED, hostile.accepted());
        assertThat(hostile.faults()).isEmpty();
        // an attack that nothing survives shows nothing
        assertThat(hostile.accepted()).hasSizeGreaterThan(15);

        SEEN_IN.forEach((collection, seen) -> await(collection)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(rows(seen)).containsAll(hostile.created(collection))));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .during(Duration.ofSeconds(2))
                .until(HostileValuesIT::position, new Unchanged());
        assertThat(say("parked").strip()).isEqualTo("Nothing is parked.");
        String before = digests();
        say("rebuild");
        assertThat(say("parked").strip()).isEqualTo("Nothing is parked.");
        assertThat(digests()).isEqualTo(before);
    }

    /** The same as when it was asked before. */
    private static final class Unchanged implements java.util.function.Predicate<String> {

        private String last = "";

        @Override
        public boolean test(String position) {
            boolean unchanged = position.equals(last);
            last = position;
            return unchanged;
        }
    }

    private static String position() throws Exception {
        return say("sql", "select string_agg(topic || position, ',' order by topic) from bi.freshness");
    }

    /** In one query, since each takes a process of its own. */
    private static String digests() throws Exception {
        return say(
                "sql",
                SETTLED.stream()
                        .map(
                                "select '%1$s' as view, count(*), md5(string_agg(v::text, '|' order by v::text)) from bi.%1$s v"
                                        ::formatted)
                        .collect(Collectors.joining(" union all ")));
    }

    private static List<String> rows(String query) throws Exception {
        return say("sql", query).lines().skip(1).map(String::strip).collect(Collectors.toList());
    }

    private static String say(String... arguments) throws Exception {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data;
        Outcome outcome = SHELL.plumbline(all);
        assertThat(outcome.status())
                .as(String.join(" ", arguments) + ": " + outcome.err())
                .isZero();
        return outcome.out();
    }
}
