package io.plumbline.deploy.suite;

import io.plumbline.deploy.suite.bench.AskedReport;
import io.plumbline.deploy.suite.bench.EventLoad;
import io.plumbline.deploy.suite.bench.EventWriter;
import io.plumbline.deploy.suite.bench.MadeUpEvents;
import io.plumbline.deploy.suite.bench.QuestionKind;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what reports take at size. Only the reporting service runs: the events of a made-up organisation are written to its topics,
 * it folds them by a rebuild, and then every report is asked many times through the web address. All is kept in a folder of its
 * own, so that what was interrupted goes on where it was, and sizes can be compared.
 */
final class ReportBench implements AutoCloseable {

    private static final String FILE = "measurements.jsonl";
    private static final int WARM_UP = 5;
    private static final int EVENTS_A_SECOND = 100;
    private static final Duration MOST_FOR_A_KIND = Duration.ofSeconds(60);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LOAD_LIMIT = Duration.ofHours(3);
    /** What topics, two generations of read models and the log of the database take at most. */
    private static final long BYTES_AN_OPPORTUNITY = 40_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What is measured.
     *
     * @param folder in which each size has a folder
     * @param questions of each kind to each report
     * @param reports their names; empty for all
     * @param anew whether a run that was interrupted is given up
     */
    record Settings(Path folder, int opportunities, long seed, int questions, List<String> reports, boolean anew) {

        Settings {
            reports = List.copyOf(reports);
        }

        private Path root() {
            return folder.resolve("reports-%d-%d".formatted(opportunities, seed));
        }
    }

    private final Settings settings;
    private final Path root;
    private final StartupLog steps;
    private final DataFolder folder;
    private final String address;
    private final Suite suite;
    private final MadeUpEvents organisation;
    private final Instant now;
    private volatile boolean closing;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_LIMIT)
            .build();

    ReportBench(Path home, Settings settings, List<String> javaOptions, int port, StartupLog steps) {
        this.settings = settings;
        this.steps = steps;
        this.root = settings.root();
        this.folder = new DataFolder(root.resolve("suite"));
        this.address = ReverseProxy.of(port);
        prepareFolder();
        folder.keepLogs();
        this.now = Instant.parse(kept("now").orElseGet(() -> keep("now", nowToTheSecond())));
        this.organisation = new MadeUpEvents(settings.seed(), now, settings.opportunities());
        this.suite = new Suite(
                new Suite.Settings(home, folder, port, javaOptions, Set.of(Service.REPORTING), this::publish), steps);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
    }

    private static String nowToTheSecond() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Refuses a folder that anything else has been in. */
    private void prepareFolder() {
        try {
            if (Files.isDirectory(root) && Files.notExists(notes())) {
                try (Stream<Path> content = Files.list(root)) {
                    if (content.findAny().isPresent()) {
                        throw new SuiteFailure(
                                "%s holds something else than this benchmark; choose another --data.".formatted(root));
                    }
                }
            }
            Files.createDirectories(root);
            long free = Files.getFileStore(root).getUsableSpace();
            if (kept("loaded").isEmpty() && free < settings.opportunities() * BYTES_AN_OPPORTUNITY) {
                throw new SuiteFailure("%d GB are free where %s lies; %,d opportunities can take %d GB."
                        .formatted(
                                free >> 30,
                                root,
                                settings.opportunities(),
                                settings.opportunities() * BYTES_AN_OPPORTUNITY >> 30));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills what is not filled yet, asks what was not asked yet, and prints all of it. */
    List<ReportTimes> measure() throws InterruptedException {
        suite.start();
        Running running = folder.running().orElseThrow();
        awaitLoaded(running);
        List<AskedReport> reports = AskedReport.in(JSON.readTree(get("/openapi/reporting-service")));
        List<AskedReport> wanted = settings.reports().isEmpty()
                ? reports
                : reports.stream()
                        .filter(report -> settings.reports().contains(report.name()))
                        .toList();
        requireKnown(wanted);
        List<ReportTimes> before = read(root.resolve(FILE));
        int run = run(before, wanted);
        List<ReportTimes> measured = new ArrayList<>();
        steps.say("");
        steps.say(
                "p50/p95/max in ms of %d questions each, or as many as fit into %d s; -: cannot be asked; while events arrive, %d a second go through the topics, no commands"
                        .formatted(settings.questions(), MOST_FOR_A_KIND.toSeconds(), EVENTS_A_SECOND));
        steps.say(row("report", Arrays.stream(QuestionKind.values()).map(QuestionKind::title)));
        for (AskedReport report : wanted) {
            List<String> cells = new ArrayList<>();
            for (QuestionKind kind : QuestionKind.values()) {
                Optional<ReportTimes> times = report.answers(kind)
                        ? Optional.of(of(before, run, report, kind).orElseGet(() -> ask(run, report, kind, reports)))
                        : Optional.empty();
                times.ifPresent(measured::add);
                cells.add(times.map(ReportTimes::cell).orElse("-"));
            }
            steps.say(row(report.name(), cells.stream()));
        }
        growth(measured);
        return measured;
    }

    private void requireKnown(List<AskedReport> wanted) {
        for (String name : settings.reports()) {
            if (wanted.stream().noneMatch(report -> report.name().equals(name))) {
                throw new SuiteFailure("There is no report %s.".formatted(name));
            }
        }
    }

    private static String row(String name, Stream<String> cells) {
        return "%-24s".formatted(name) + cells.map("%22s"::formatted).collect(Collectors.joining());
    }

    /** The last run as long as something wanted is missing in it, else the next. */
    private int run(List<ReportTimes> before, List<AskedReport> wanted) {
        int last = before.stream().mapToInt(ReportTimes::run).max().orElse(0);
        boolean interrupted = wanted.stream()
                .flatMap(report -> Arrays.stream(QuestionKind.values())
                        .filter(report::answers)
                        .map(kind -> of(before, last, report, kind)))
                .anyMatch(Optional::isEmpty);
        return last == 0 ? 1 : interrupted && !settings.anew() ? last : last + 1;
    }

    private static Optional<ReportTimes> of(List<ReportTimes> times, int run, AskedReport report, QuestionKind kind) {
        return times.stream()
                .filter(each -> each.run() == run && each.report().equals(report.name()) && each.kind() == kind)
                .reduce((one, other) -> other);
    }

    private ReportTimes ask(int run, AskedReport report, QuestionKind kind, List<AskedReport> reports) {
        try (var _ = kind == QuestionKind.WHILE_EVENTS_ARRIVE
                ? EventLoad.start(organisation, suite.bootstrapServers(), EVENTS_A_SECOND)
                : null) {
            var random = new SplittableRandom(settings.seed() ^ report.name().hashCode() + 31L * kind.ordinal());
            String token = SigningKey.of(folder).token(DemoUser.LENA, address, TOKEN_LIFETIME);
            List<Duration> took = new ArrayList<>();
            int refused = 0;
            long end = System.nanoTime() + MOST_FOR_A_KIND.toNanos();
            for (int i = -Math.min(WARM_UP, settings.questions()); i < settings.questions(); i++) {
                if (System.nanoTime() > end && !took.isEmpty()) {
                    break;
                }
                String question = report.question(kind, organisation, now, reports, random);
                long begin = System.nanoTime();
                HttpResponse<String> answer = send(question, token);
                // what a suite says that is being stopped is no measurement
                if (closing) {
                    throw new SuiteFailure("The measurement was interrupted; the next goes on with it.");
                }
                // one that takes all the time there is has been warmed up by itself
                if (i >= 0 || System.nanoTime() > end) {
                    took.add(Duration.ofNanos(System.nanoTime() - begin));
                    refused += answer.statusCode() == 200 ? 0 : 1;
                    if (answer.statusCode() != 200 && refused == 1) {
                        steps.say("  %s: %d %s".formatted(question, answer.statusCode(), answer.body()));
                    }
                }
            }
            double machine = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            var times = ReportTimes.of(run, report.name(), kind, settings.opportunities(), took, refused, machine);
            Files.writeString(
                    root.resolve(FILE), times.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return times;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailure("The measurement was interrupted; the next goes on with it.", e);
        }
    }

    private static List<ReportTimes> read(Path file) {
        try {
            return Files.notExists(file)
                    ? List.of()
                    : Files.readAllLines(file).stream()
                            .map(ReportTimes::fromJson)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the 95th percentiles grow from other sizes to this one, or from this one to larger ones. */
    private void growth(List<ReportTimes> measured) {
        try (Stream<Path> sizes = Files.list(settings.folder())) {
            var others = new TreeMap<Integer, List<ReportTimes>>();
            sizes.map(size -> read(size.resolve(FILE)))
                    .filter(times -> !times.isEmpty())
                    .filter(times -> times.getFirst().opportunities() != settings.opportunities())
                    .forEach(times -> others.put(times.getFirst().opportunities(), times));
            others.forEach((size, times) -> {
                boolean smaller = size < settings.opportunities();
                steps.say("");
                steps.say("growth of p95 from %,d to %,d opportunities"
                        .formatted(
                                smaller ? size : settings.opportunities(), smaller ? settings.opportunities() : size));
                var names =
                        measured.stream().map(ReportTimes::report).distinct().toList();
                for (String name : names) {
                    steps.say(row(
                            name,
                            Arrays.stream(QuestionKind.values())
                                    .map(kind ->
                                            growth(latest(times, name, kind), latest(measured, name, kind), smaller))));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ReportTimes> latest(List<ReportTimes> times, String report, QuestionKind kind) {
        return times.stream()
                .filter(each -> each.report().equals(report) && each.kind() == kind)
                .reduce((one, other) -> other);
    }

    private static String growth(Optional<ReportTimes> other, Optional<ReportTimes> own, boolean otherIsSmaller) {
        if (other.isEmpty() || own.isEmpty()) {
            return "-";
        }
        ReportTimes small = otherIsSmaller ? other.get() : own.get();
        ReportTimes large = otherIsSmaller ? own.get() : other.get();
        return String.format(
                Locale.ROOT,
                "%.0f>%.0f x%.1f",
                small.p95Millis(),
                large.p95Millis(),
                large.p95Millis() / Math.max(0.1, small.p95Millis()));
    }

    /** Writes what has not been written yet of history; the reporting service doesn't run meanwhile. */
    private void publish(String bootstrapServers, BooleanSupplier isGivenUp) {
        int done = kept("published").map(Integer::valueOf).orElse(0);
        if (done == organisation.chunks()) {
            return;
        }
        long begin = System.nanoTime();
        var events = new AtomicLong(kept("events").map(Long::valueOf).orElse(0L));
        long before = events.get();
        try (EventWriter writer = EventWriter.to(bootstrapServers)) {
            int shown = -1;
            for (int chunk = done; chunk < organisation.chunks(); chunk++) {
                if (isGivenUp.getAsBoolean()) {
                    throw new SuiteFailure("The filling was interrupted; the next run goes on with it.");
                }
                organisation.chunk(chunk, event -> {
                    writer.write(event);
                    events.incrementAndGet();
                });
                boolean last = chunk + 1 == organisation.chunks();
                int percent = (int) (100L * (chunk + 1) / organisation.chunks());
                if (last || percent != shown) {
                    writer.flush();
                    keep("events", Long.toString(events.get()));
                    keep("published", Integer.toString(chunk + 1));
                }
                if (percent / 10 != shown / 10 || shown < 0) {
                    steps.say("writing events         %3d %%  %,d".formatted(percent, events.get()));
                }
                shown = percent;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailure("The filling was interrupted; the next run goes on with it.", e);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        steps.say("events written         %,d in %.0f s".formatted(events.get() - before, seconds));
    }

    /** Waits for the first rebuild; what was loaded before an earlier run ended is there. */
    private void awaitLoaded(Running running) throws InterruptedException {
        if (kept("loaded").isPresent()) {
            return;
        }
        long begin = System.nanoTime();
        long events = kept("events").map(Long::valueOf).orElse(0L);
        String shown = "";
        try (Management rebuild = new Management(running, Service.REPORTING, "rebuild")) {
            while (!isLoaded(events)) {
                JsonNode progress = rebuild.read();
                String phase = progress.path("phase").asString("READING");
                long loaded = progress.path("loaded").asLong(0);
                String state = "%s %3d %%".formatted(phase, 10 * (10 * loaded / Math.max(1, events)));
                if (!state.equals(shown)) {
                    steps.say("%-22s %s".formatted("read models", state));
                    shown = state;
                }
                if (phase.equals("FAILED")) {
                    throw new SuiteFailure("The read models can't be filled: "
                            + progress.path("failure").asString(""));
                }
                if (System.nanoTime() - begin > LOAD_LIMIT.toNanos()) {
                    throw new SuiteFailure("The read models were not filled in time.");
                }
                Thread.sleep(LOOK);
            }
        }
        double seconds = took(running)
                        .orElse(Duration.ofNanos(System.nanoTime() - begin))
                        .toMillis()
                / 1e3;
        settle();
        steps.say("read models filled     %,d events in %.0f s, %,.0f a second; %s"
                .formatted(events, seconds, events / seconds, disk(events)));
        keep("loaded", "true");
    }

    /** How long the rebuild took; empty where events were read one by one, since they are few. */
    private static Optional<Duration> took(Running running) throws InterruptedException {
        try (Management rebuild = new Management(running, Service.REPORTING, "rebuild")) {
            JsonNode progress = rebuild.read();
            return progress.hasNonNull("until")
                    ? Optional.of(Duration.between(
                            Instant.parse(progress.path("since").asString()),
                            Instant.parse(progress.path("until").asString())))
                    : Optional.empty();
        }
    }

    /** Whether the generation that serves has as many events as were written. */
    private boolean isLoaded(long events) {
        try (Connection connection = suite.postgres().connect(Service.REPORTING.database())) {
            String schema = text(connection, "select schema_name from report.read_model where serving");
            String read =
                    text(connection, "select coalesce(sum(next_offset), 0) from %s.intake_position".formatted(schema));
            return Long.parseLong(read) >= events;
        } catch (SQLException e) {
            throw new SuiteFailure("The read models can't be looked at (%s).".formatted(e.getMessage()), e);
        }
    }

    private String disk(long events) {
        try (Connection connection = suite.postgres().connect(Service.REPORTING.database())) {
            long bytes = Long.parseLong(text(connection, """
                    select sum(pg_total_relation_size(c.oid)) from pg_class c
                      join report.read_model m on m.serving and c.relnamespace = m.schema_name::regnamespace
                     where c.relkind = 'r'
                    """));
            return String.format(
                    Locale.ROOT, "%.2f GB of tables and indexes for a million events", bytes / 1e9 / events * 1e6);
        } catch (SQLException e) {
            throw new SuiteFailure("The read models can't be measured (%s).".formatted(e.getMessage()), e);
        }
    }

    /** What autovacuum would do in the minutes that follow; afterwards nothing but questions is measured. */
    private void settle() {
        try (Connection connection = suite.postgres().connect(Service.REPORTING.database());
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new SuiteFailure("The read models can't be vacuumed (%s).".formatted(e.getMessage()), e);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new SQLException("no answer to " + query);
            }
            return rows.getString(1);
        }
    }

    private String get(String path) throws InterruptedException {
        HttpResponse<String> answer = send(path, SigningKey.of(folder).token(DemoUser.LENA, address, TOKEN_LIFETIME));
        if (answer.statusCode() != 200) {
            throw new SuiteFailure("%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private HttpResponse<String> send(String path, String token) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            // the limit of a request is one until its answer begins; this is one until it ends
            return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .get(REQUEST_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new SuiteFailure("%s doesn't answer %s (%s).".formatted(address, path, e), e);
        }
    }

    private Path notes() {
        return root.resolve("bench.properties");
    }

    private Optional<String> kept(String name) {
        return Optional.ofNullable(readNotes().getProperty(name));
    }

    private Properties readNotes() {
        var properties = new Properties();
        if (Files.exists(notes())) {
            try (Reader reader = Files.newBufferedReader(notes())) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }

    private String keep(String name, String value) {
        Properties properties = readNotes();
        properties.setProperty(name, value);
        try {
            // all of it or nothing, however the process ends
            Path next = root.resolve("bench.properties.next");
            try (Writer writer = Files.newBufferedWriter(next)) {
                properties.store(writer, null);
            }
            Files.move(next, notes(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return value;
    }

    @Override
    public void close() {
        closing = true;
        suite.close();
        http.close();
    }
}
