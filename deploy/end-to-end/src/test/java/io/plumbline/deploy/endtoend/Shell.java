package io.plumbline.deploy.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands in the checkout as a user's shell does. */
final class Shell {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    static final Path HOME = Path.of(System.getProperty("plumbline.home"));

    private final Map<String, String> environment;

    /** With {@code environment} over that of the test; a variable set to nothing is removed. */
    Shell(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What a command said and how it ended. */
    record Outcome(int status, String out, String err) {}

    /** Runs the script {@code plumbline}. */
    Outcome plumbline(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(HOME.resolve("plumbline").toString());
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs a line of bash that stops at the first failure. */
    Outcome bash(String line) throws IOException, InterruptedException {
        return run(List.of("bash", "-euo", "pipefail", "-c", line));
    }

    private Outcome run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("plumbline-out", ".txt");
        Path err = Files.createTempFile("plumbline-err", ".txt");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            environment.forEach((name, value) -> {
                if (value.isEmpty()) {
                    builder.environment().remove(name);
                } else {
                    builder.environment().put(name, value);
                }
            });
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " didn't end within " + LIMIT);
            }
            return new Outcome(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
