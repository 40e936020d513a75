package io.plumbline.deploy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.plumbline.deploy.endtoend.Shell.Outcome;
import io.plumbline.platform.embedded.Ports;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole suite, started by the script and used as the README says. */
class SuiteIT {

    private static final Shell SHELL = new Shell(Map.of());
    private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static final int PORT = Ports.free();

    private static String lastAnswer = "";

    @BeforeAll
    static void up() throws Exception {
        Outcome outcome =
                SHELL.plumbline("up", "--detach", "--port", Integer.toString(PORT), "--data", folder.toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("Plumbline is up after", "http://127.0.0.1:" + PORT);
    }

    @AfterAll
    static void down() throws Exception {
        SHELL.plumbline("down", "--data", folder.toString());
    }

    @Test
    void theTourAnswersAsTheReadmeSays() throws Exception {
        Tour tour = Tour.of(Shell.HOME.resolve("README.md"));
        assertThat(tour.steps()).hasSizeGreaterThan(10);
        for (Tour.Step step : tour.steps()) {
            try {
                await().atMost(ARRIVAL_LIMIT).until(() -> isAnswered(tour, step));
            } catch (ConditionTimeoutException e) {
                fail("%s answered%n%s%ninstead of%n%s".formatted(step.command(), lastAnswer, step.answer()), e);
            }
        }
    }

    /**
     * Whether the answer is the README's. Another one may turn into it where the step reads, or was refused, because it came before
     * what it needs had travelled through Kafka.
     */
    private static boolean isAnswered(Tour tour, Tour.Step step) throws Exception {
        Outcome outcome = bash(tour.definitions() + step.command());
        if (Answers.matches(step, outcome.out())) {
            return true;
        }
        boolean mayStillCome = step.onlyReads() || outcome.out().contains("\"status\":4");
        if (!mayStillCome) {
            throw new IllegalStateException("%s answered%n%s%s%ninstead of%n%s"
                    .formatted(step.command(), outcome.out(), outcome.err(), step.answer()));
        }
        lastAnswer = outcome.out() + outcome.err();
        return false;
    }

    @Test
    void whatWasSaidIsStillThereAfterAStopAndAStart() throws Exception {
        define("STOPPED");

        Outcome stopped = SHELL.plumbline("down", "--data", folder.toString());

        assertThat(stopped.out()).startsWith("Plumbline is down");
        assertThat(children()).as("processes left running").isEmpty();
        up();
        assertThat(read()).contains("\"code\":\"STOPPED\"");
    }

    @Test
    void aKilledSuiteLeavesNothingRunningAndStartsAgainWithItsData() throws Exception {
        define("KILLED");
        List<ProcessHandle> children = children();
        assertThat(children).hasSizeGreaterThanOrEqualTo(4);

        ProcessHandle.of(launcher()).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
        up();
        assertThat(read()).contains("\"code\":\"KILLED\"");
    }

    @Test
    void whoSignsInInOneBrowserIsNobodyInAnother() throws Exception {
        String address = "http://127.0.0.1:" + PORT;
        try (Browser lenas = new Browser(address);
                Browser another = new Browser(address)) {
            String tokens = lenas.tokens(lenas.signIn("lena", "plumbline"));
            assertThat(Browser.code(another.askForCode()))
                    .as("a code for a browser without a password")
                    .isEmpty();
            assertThat(another.askForCode()).endsWith("/login");

            String access = token(tokens, "access_token");
            assertThat(territories(access)).isEqualTo("200");
            assertThat(territories(token(tokens, "id_token")))
                    .as("an ID token is no access token")
                    .isEqualTo("401");
        }
    }

    private static String token(String answer, String name) {
        Matcher token = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer);
        assertThat(token.find()).as(answer).isTrue();
        return token.group(1);
    }

    private static String territories(String token) throws Exception {
        return bash("curl -s -o /dev/null -w '%%{http_code}' http://127.0.0.1:8420/api/territories -H 'Authorization: Bearer %s'"
                        .formatted(token))
                .out()
                .strip();
    }

    @Test
    void measuringLeavesNothingBehind() throws Exception {
        String before =
                bash("./plumbline sql 'select count(*) from bi.opportunity'").out();

        Outcome measured = SHELL.plumbline("latency", "--commands", "5");

        assertThat(measured.out()).contains("5 commands, accepted to visible in the funnel");
        assertThat(measured.status()).isZero();
        assertThat(bash("./plumbline sql 'select count(*) from bi.opportunity'").out())
                .isEqualTo(before);
        assertThat(read()).doesNotContain("LATENCY");
    }

    @Test
    void readModelsAreBuiltAnewAndTopicsFilledFromTheCommandLine() throws Exception {
        define("REBUILT");

        Outcome rebuilt = SHELL.plumbline("rebuild", "--data", folder.toString());
        assertThat(rebuilt.err()).isEmpty();
        assertThat(rebuilt.out()).contains("SERVING", "serves after");

        String topic = "sales.goal.events.v2";
        Outcome filled = SHELL.plumbline("republish", "goal-service", topic, "--data", folder.toString());
        assertThat(filled.err()).isEmpty();
        assertThat(filled.out()).contains(topic + " goes on following goal-service");
        Outcome ended = SHELL.plumbline("republish", "goal-service", topic, "--end", "--data", folder.toString());
        assertThat(ended.out()).contains("no longer filled");
        Outcome own = SHELL.plumbline("republish", "goal-service", "sales.goal.events.v1", "--data", folder.toString());
        assertThat(own.err()).contains("the topic that the relay fills");
        assertThat(own.status()).isEqualTo(1);
    }

    private static void define(String code) throws Exception {
        Outcome outcome = bash("""
                curl -sf 'http://127.0.0.1:8420/api/territories' -H "Authorization: Bearer $(./plumbline token lena)" \
                  -H 'Content-Type: application/json' -d '{"code": "%s", "nameEn": "A place", "nameZh": "某处",
                  "timeZone": "Asia/Shanghai", "currency": "CNY", "priority": "NORMAL"}'
                """.formatted(code));
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    private static String read() throws Exception {
        return bash("""
                curl -s 'http://127.0.0.1:8420/api/territories' -H "Authorization: Bearer $(./plumbline token lena)"
                """).out();
    }

    /** Runs what the README says, against this suite instead of the one on the port and folder by default. */
    private static Outcome bash(String commands) throws IOException, InterruptedException {
        return SHELL.bash(commands.replace("8420", Integer.toString(PORT))
                .replaceAll("\\./plumbline (token|sql|status)", "./plumbline $1 --data '" + folder + "'"));
    }

    private static long launcher() throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("run.properties"))) {
            properties.load(reader);
        }
        return Long.parseLong(properties.getProperty("pid"));
    }

    /** The services and the database server, as the data folder notes them. */
    private static List<ProcessHandle> children() throws IOException {
        return Stream.of(folder.resolve("children"), folder.resolve("postgres/data/postmaster.pid"))
                .filter(Files::exists)
                .flatMap(file -> pids(file).stream())
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private static List<Long> pids(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            boolean ofPostgres = file.endsWith("postmaster.pid");
            return (ofPostgres ? lines.subList(0, 1) : lines)
                    .stream().map(line -> Long.valueOf(line.split(" ")[0])).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
