package io.plumbline.deploy.suite;

import io.plumbline.deploy.imports.ImportFailure;
import io.plumbline.deploy.imports.Importer;
import io.plumbline.deploy.imports.MappingDraft;
import io.plumbline.deploy.suite.demo.Demonstration;
import io.plumbline.deploy.suite.demo.DemonstrationFailure;
import io.plumbline.deploy.suite.demo.OngoingActivity;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands behind the script {@code plumbline}; each failure is one sentence on standard error and exit status 1. */
@Command(
        name = "plumbline",
        subcommands = {
            Plumbline.Up.class,
            Plumbline.Status.class,
            Plumbline.Down.class,
            Plumbline.Logs.class,
            Plumbline.Environment.class,
            Plumbline.Token.class,
            Plumbline.Sql.class,
            Bench.class,
            Bench.MeasureLatency.class,
            Plumbline.Rebuild.class,
            Plumbline.Republish.class,
            Plumbline.Parked.class,
            Plumbline.Import.class
        })
final class Plumbline {

    private Plumbline() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Plumbline())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, args) -> {
                    wrong.getCommandLine().getErr().println(wrong.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr()
                            .println(
                                    failure instanceof SuiteFailure || failure instanceof ImportFailure
                                            ? failure.getMessage()
                                            : "Failed: " + failure);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /** The checkout that the script lies in. */
    static Path home() {
        return Path.of(System.getProperty("plumbline.home", ""));
    }

    static final class Data {

        @Option(names = "--data", paramLabel = "DIR")
        private Optional<Path> folder = Optional.empty();

        DataFolder folder() {
            return new DataFolder(folder.orElseGet(() -> home().resolve(".plumbline")));
        }

        Running running() {
            DataFolder data = folder();
            return data.running()
                    .orElseThrow(() -> new SuiteFailure(
                            "Plumbline doesn't run on %s; ./plumbline up starts it.".formatted(data.root())));
        }
    }

    @Command(name = "up")
    static final class Up implements Callable<Integer> {

        @Mixin
        private Data data = new Data();

        private static final Duration DEMO_LIFETIME = Duration.ofHours(1);

        @Option(names = "--port", defaultValue = "8420")
        private int port;

        @Option(names = "--demo", arity = "0..1", fallbackValue = "full", paramLabel = "SIZE")
        private Optional<Demonstration.Size> demo = Optional.empty();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            if (port < 1 || port > 65_535) {
                throw new CommandLine.ParameterException(spec.commandLine(), "A port is a number from 1 to 65535.");
            }
            DataFolder folder = data.folder();
            folder.keepLogs();
            var steps = new StartupLog(spec.commandLine().getOut());
            var suite = new Suite(new Suite.Settings(home(), folder, port, javaOptions()), steps);
            Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "stop"));
            long begin = System.nanoTime();
            try {
                suite.start();
                if (demo.isPresent()) {
                    fill(folder, demo.get(), steps).start();
                }
            } catch (RuntimeException failure) {
                suite.close();
                throw failure;
            }
            steps.say("%nPlumbline is up after %.1f s: %s"
                    .formatted((System.nanoTime() - begin) / 1e9, ReverseProxy.of(port)));
            suite.awaitStop();
            return CommandLine.ExitCode.OK;
        }

        private OngoingActivity fill(DataFolder folder, Demonstration.Size size, StartupLog steps) {
            String address = ReverseProxy.of(port);
            SigningKey key = SigningKey.of(folder);
            var actors = new Demonstration.Actors(
                    () -> key.token(DemoUser.LENA, address, DEMO_LIFETIME),
                    () -> key.token(
                            "manager-of-everything",
                            List.of("manager"),
                            List.of(Demonstration.ROOT),
                            address,
                            DEMO_LIFETIME));
            var demonstration = new Demonstration(
                    address, actors, folder.demonstration(), spec.commandLine().getOut());
            try {
                return steps.time("demonstration", () -> demonstration.fill(Instant.now(), size));
            } catch (DemonstrationFailure e) {
                throw new SuiteFailure("The demonstration can't be put in: %s".formatted(e.getMessage()), e);
            }
        }

        static List<String> javaOptions() {
            String options =
                    System.getenv().getOrDefault("PLUMBLINE_JAVA_OPTS", "").strip();
            return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
        }
    }

    @Command(name = "status")
    static final class Status implements Callable<Integer> {

        @Mixin
        private Data data = new Data();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            Running running = data.running();
            out.printf("web address        %s%n", running.address());
            out.printf("reporting database %s%n", running.reportingJdbcUrl());
            boolean allReady = true;
            try (HttpClient http = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .build()) {
                for (Service service : Service.values()) {
                    if (!running.runs(service)) {
                        continue;
                    }
                    boolean ready =
                            ServiceProcess.isReady(http, running.of(service).readiness());
                    allReady &= ready;
                    out.printf(
                            "%-18s %s%s%n",
                            service.title(),
                            ready ? "ready" : "not ready",
                            ready && service.reads() ? parked(running, service) : "");
                }
            }
            out.flush();
            return allReady ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }

        private static String parked(Running running, Service service) throws InterruptedException {
            long parked = ParkedAggregates.count(running, service);
            return parked == 0 ? "" : ", aggregates set aside: %,d (./plumbline parked)".formatted(parked);
        }
    }

    /** Lists what services have set aside, or replays it. */
    @Command(name = "parked")
    static final class Parked implements Callable<Integer> {

        @Mixin
        private Data data = new Data();

        @Option(names = "--replay", paramLabel = "AGGREGATE")
        private Optional<String> replay = Optional.empty();

        @Option(names = "--replay-all")
        private boolean replayAll;

        @Option(names = "--show", paramLabel = "EVENT")
        private Optional<String> show = Optional.empty();

        @Option(names = "--mend", paramLabel = "EVENT")
        private Optional<String> mend = Optional.empty();

        @Option(names = "--with", paramLabel = "FILE")
        private Optional<Path> with = Optional.empty();

        @Option(names = "--reason", paramLabel = "TEXT")
        private Optional<String> reason = Optional.empty();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException, IOException {
            if (mend.isPresent() && (with.isEmpty() || reason.isEmpty())) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "An event is mended --with a file of JSON and for a --reason.");
            }
            Running running = data.running();
            PrintWriter out = spec.commandLine().getOut();
            StartupLog steps = new StartupLog(out);
            if (show.isPresent()) {
                ParkedAggregates.show(running, show.get(), out);
            } else if (mend.isPresent()) {
                String instead = Files.readString(with.orElseThrow());
                ParkedAggregates.mend(running, mend.get(), instead, reason.orElseThrow(), steps);
            } else if (replay.isPresent()) {
                ParkedAggregates.replay(running, replay.get(), steps);
            } else if (replayAll) {
                ParkedAggregates.replayAll(running, steps);
            } else {
                ParkedAggregates.print(running, out);
            }
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "down")
    static final class Down implements Callable<Integer> {

        private static final Duration LIMIT = Duration.ofSeconds(120);

        @Mixin
        private Data data = new Data();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            ProcessHandle launcher = data.running().process().handle().orElseThrow();
            launcher.destroy();
            try {
                launcher.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new SuiteFailure(
                        "Plumbline (process %d) didn't stop within %d s.".formatted(launcher.pid(), LIMIT.toSeconds()),
                        e);
            }
            new StartupLog(spec.commandLine().getOut())
                    .say("Plumbline is down; its data stays in %s."
                            .formatted(data.folder().root()));
            return CommandLine.ExitCode.OK;
        }
    }

    /** The settings with which the suite runs a service, to run another one like it from an IDE. */
    @Command(name = "env")
    static final class Environment implements Callable<Integer> {

        @Mixin
        private Data data = new Data();

        @Parameters(index = "0", paramLabel = "SERVICE")
        private String title = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            if (Arrays.stream(Service.values())
                    .noneMatch(service -> service.title().equals(title))) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "There are the services goal-service, customer-service, activity-service and reporting-service.");
            }
            // where the suite runs, what it was started with this time
            data.running();
            PrintWriter out = spec.commandLine().getOut();
            data.folder().keptSurroundings(title).forEach(out::println);
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "logs")
    static final class Logs implements Callable<Integer> {

        private static final int LINES = 200;

        @Mixin
        private Data data = new Data();

        @Parameters(index = "0", paramLabel = "SERVICE")
        private String title = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            boolean known = title.equals("suite")
                    || Arrays.stream(Service.values())
                            .anyMatch(service -> service.title().equals(title));
            if (!known) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "There are the logs of goal-service, customer-service, activity-service, reporting-service and suite.");
            }
            Path log = data.folder().log(title);
            if (Files.notExists(log)) {
                throw new SuiteFailure("There is no log %s yet.".formatted(log));
            }
            List<String> lines = Files.readAllLines(log);
            PrintWriter out = spec.commandLine().getOut();
            lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(out::println);
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "token")
    static final class Token implements Callable<Integer> {

        private static final Duration LIFETIME = Duration.ofHours(12);

        @Mixin
        private Data data = new Data();

        @Parameters(index = "0", paramLabel = "USER")
        private String user = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            DemoUser known = DemoUser.named(user)
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            spec.commandLine(), "The users are lena, wei, mei and ana."));
            String issuer = data.running().address();
            PrintWriter out = spec.commandLine().getOut();
            out.println(SigningKey.of(data.folder()).token(known, issuer, LIFETIME));
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "sql")
    static final class Sql implements Callable<Integer> {

        @Mixin
        private Data data = new Data();

        @Parameters(index = "0", paramLabel = "QUERY")
        private String query = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            Running running = data.running();
            PrintWriter out = spec.commandLine().getOut();
            Query.print(Databases.businessIntelligence(data.folder(), running.reportingJdbcUrl()), query, out);
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }

    /** Exit status 1 where a row was refused. */
    @Command(
            name = "import",
            subcommands = DraftMapping.class,
            synopsisHeading = "Usage: ",
            description =
                    "Sends what another system exported to the services, by a mapping (deploy/mappings/README.md).",
            sortOptions = false)
    static final class Import implements Callable<Integer> {

        private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

        @Option(
                names = "--mapping",
                paramLabel = "FILE",
                description = "How the files become rows; those of deploy/mappings, or one of your own.")
        private Optional<Path> mapping = Optional.empty();

        @Option(
                names = "--check",
                description =
                        "Only check the mapping, and with a FOLDER whether its files have the columns that it names.")
        private boolean check;

        @Option(names = "--dry-run", description = "Read and map everything, and send nothing.")
        private boolean dryRun;

        @Option(
                names = "--mended",
                description = "Read the rows that were refused before, mended, instead of the files.")
        private boolean mended;

        @Option(
                names = "--refused",
                paramLabel = "DIR",
                description =
                        "Where refused rows are written, and read by --mended; beside the files where it is not given.")
        private Optional<Path> refused = Optional.empty();

        @Option(
                names = "--url",
                paramLabel = "ADDRESS",
                description = "Of another installation than the one on this machine; needs a token.")
        private Optional<String> url = Optional.empty();

        @Option(
                names = "--token",
                paramLabel = "TOKEN",
                defaultValue = "${env:PLUMBLINE_TOKEN}",
                description = "Of sales operations; taken from PLUMBLINE_TOKEN where it is not given.")
        private Optional<String> token = Optional.empty();

        @Mixin
        private Data data = new Data();

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this.")
        private boolean help;

        @Parameters(index = "0", arity = "0..1", paramLabel = "FOLDER", description = "With the exported files.")
        private Optional<Path> folder = Optional.empty();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            Path by = mapping.orElseThrow(() -> wrong("Missing required option: '--mapping=FILE'"));
            if (check) {
                Importer.check(by, folder.orElse(null), out);
                return CommandLine.ExitCode.OK;
            }
            Path from = folder.orElseThrow(() -> wrong("Missing required parameter: 'FOLDER'"));
            if (url.isPresent() && token.isEmpty()) {
                throw wrong("With --url goes a token of sales operations, by --token or PLUMBLINE_TOKEN.");
            }
            var settings = new Importer.Settings(by, from, dryRun, mended, refused.orElse(null), onTerminal());
            boolean complete = dryRun
                    ? Importer.run(settings, "", "", out)
                    : Importer.run(settings, address(), token.orElseGet(this::ownToken), out);
            return complete ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }

        private CommandLine.ParameterException wrong(String sentence) {
            return new CommandLine.ParameterException(spec.commandLine(), sentence);
        }

        private static boolean onTerminal() {
            return System.console() != null && System.console().isTerminal();
        }

        private String address() {
            return url.orElseGet(() -> data.running().address()).replaceFirst("/+$", "");
        }

        private String ownToken() {
            return SigningKey.of(data.folder()).token(DemoUser.LENA, address(), TOKEN_LIFETIME);
        }
    }

    @Command(
            name = "init",
            synopsisHeading = "Usage: ",
            description = "Drafts a mapping from the columns of a file and prints it, for you to read and finish.")
    static final class DraftMapping implements Callable<Integer> {

        @Option(names = "--from", required = true, paramLabel = "FILE", description = "An export, CSV or NDJSON.")
        private Path from = Path.of("");

        @Option(
                names = "--into",
                paramLabel = "KIND",
                description =
                        "What its rows are: territories, assignments, customers, opportunities, orders or activities;"
                                + " what its columns look like where it is not given.")
        private Optional<String> into = Optional.empty();

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this.")
        private boolean help;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            out.print(MappingDraft.of(from, into.orElse(null)));
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "rebuild")
    static final class Rebuild implements Callable<Integer> {

        @Mixin
        private Data data = new Data();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            LongRunningCommands.rebuild(
                    data.running(), new StartupLog(spec.commandLine().getOut()));
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "republish")
    static final class Republish implements Callable<Integer> {

        @Mixin
        private Data data = new Data();

        @Parameters(index = "0", paramLabel = "SERVICE")
        private String title = "";

        @Parameters(index = "1", paramLabel = "TOPIC")
        private String topic = "";

        @Option(names = "--rate", defaultValue = "5000")
        private int eventsPerSecond;

        @Option(names = "--end")
        private boolean end;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            Service service = Arrays.stream(Service.values())
                    .filter(Service::writes)
                    .filter(writing -> writing.title().equals(title))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            spec.commandLine(),
                            "Events come from goal-service, customer-service and activity-service."));
            if (!topic.matches("[A-Za-z0-9._-]{1,200}")) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "A topic is up to 200 letters, digits, dots, dashes and underscores.");
            }
            var steps = new StartupLog(spec.commandLine().getOut());
            if (end) {
                LongRunningCommands.endRepublishing(data.running(), service, topic, steps);
            } else {
                LongRunningCommands.republish(data.running(), service, topic, eventsPerSecond, steps);
            }
            return CommandLine.ExitCode.OK;
        }
    }
}
