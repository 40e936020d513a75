package io.plumbline.deploy.suite;

import io.plumbline.platform.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measurements, each on a suite of its own, so that nothing of them is left in anybody's figures. */
@Command(
        name = "bench",
        subcommands = {Bench.MeasureCommands.class, Bench.MeasureLatency.class, Bench.MeasureReports.class})
final class Bench implements Callable<Integer> {

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    /** As in production: the suite otherwise runs with the first compiler alone, which starts faster. */
    private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "What is measured is commands, latency or reports.");
    }

    /** What a command costs. */
    @Command(name = "commands")
    static final class MeasureCommands implements Callable<Integer> {

        @Option(names = "--clients", defaultValue = "8")
        private int clients;

        @Option(names = "--seconds", defaultValue = "20")
        private int seconds;

        @Option(names = "--warm-up", defaultValue = "20000")
        private int warmUp;

        @Option(names = "--json")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            require(clients >= 1 && clients <= 64, "There are 1 to 64 clients.");
            require(seconds >= 1 && seconds <= 600, "The measurement takes 1 to 600 seconds.");
            require(warmUp >= 0 && warmUp <= 1_000_000, "The warm-up is 0 to 1000000 commands.");
            List<String> options = new ArrayList<>(List.of(BOTH_COMPILERS));
            options.addAll(Plumbline.Up.javaOptions());
            var steps = new StartupLog(spec.commandLine().getOut());
            try (Scratch scratch = Scratch.start(Plumbline.home(), options, steps)) {
                CommandCost cost = CommandBench.measure(
                        scratch,
                        scratch.token(DemoUser.LENA, TOKEN_LIFETIME),
                        clients,
                        warmUp,
                        Duration.ofSeconds(seconds));
                steps.say("");
                cost.table().forEach(steps::say);
                if (json) {
                    cost.json().forEach(steps::say);
                }
            }
            return CommandLine.ExitCode.OK;
        }

        private void require(boolean holds, String rule) {
            if (!holds) {
                throw new CommandLine.ParameterException(spec.commandLine(), rule);
            }
        }
    }

    /** How long it takes until a report shows what a command did. */
    @Command(name = "latency")
    static final class MeasureLatency implements Callable<Integer> {

        @Option(names = "--commands", defaultValue = "500")
        private int commands;

        @Option(names = "--seconds", defaultValue = "120")
        private int seconds;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            if (commands < 1 || commands > 100_000 || seconds < 1) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "There are 1 to 100000 commands, in at least one second.");
            }
            var steps = new StartupLog(spec.commandLine().getOut());
            try (Scratch scratch = Scratch.start(Plumbline.home(), Plumbline.Up.javaOptions(), steps)) {
                String token = scratch.token(DemoUser.LENA, TOKEN_LIFETIME);
                steps.say(Latency.sentence(
                        Latency.measure(scratch.address(), token, commands, Duration.ofSeconds(seconds))));
            }
            return CommandLine.ExitCode.OK;
        }
    }

    /** What reports take, in an organisation of some size. */
    @Command(name = "reports")
    static final class MeasureReports implements Callable<Integer> {

        /** As in production, too. */
        private static final List<String> MEMORY = List.of("-Xmx1g", "-Xmn400m");

        @Option(names = "--opportunities", defaultValue = "100000")
        private int opportunities;

        @Option(names = "--seed", defaultValue = "1")
        private long seed;

        @Option(names = "--questions", defaultValue = "200")
        private int questions;

        @Option(names = "--report", split = ",", paramLabel = "NAME")
        private List<String> reports = new ArrayList<>();

        @Option(names = "--json", paramLabel = "FILE")
        private Optional<Path> json = Optional.empty();

        @Option(names = "--data", paramLabel = "DIR")
        private Optional<Path> folder = Optional.empty();

        @Option(names = "--port", defaultValue = "0")
        private int port;

        @Option(names = "--anew")
        private boolean anew;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException, IOException {
            require(opportunities >= 100 && opportunities <= 10_000_000, "There are 100 to 10000000 opportunities.");
            require(questions >= 1 && questions <= 100_000, "There are 1 to 100000 questions of each kind.");
            require(port >= 0 && port <= 65_535, "A port is a number from 1 to 65535.");
            List<String> options = new ArrayList<>(List.of(BOTH_COMPILERS));
            options.addAll(MEMORY);
            options.addAll(Plumbline.Up.javaOptions());
            Path data = folder.orElseGet(() -> Plumbline.home().resolve(".plumbline-bench"));
            var settings = new ReportBench.Settings(data, opportunities, seed, questions, reports, anew);
            var steps = new StartupLog(spec.commandLine().getOut());
            try (var bench =
                    new ReportBench(Plumbline.home(), settings, options, port == 0 ? Ports.free() : port, steps)) {
                List<ReportTimes> times = bench.measure();
                if (json.isPresent()) {
                    Files.write(
                            json.get(), times.stream().map(ReportTimes::toJson).toList());
                }
            }
            return CommandLine.ExitCode.OK;
        }

        private void require(boolean holds, String rule) {
            if (!holds) {
                throw new CommandLine.ParameterException(spec.commandLine(), rule);
            }
        }
    }
}
