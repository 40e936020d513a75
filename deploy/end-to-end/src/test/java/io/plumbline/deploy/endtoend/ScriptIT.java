package io.plumbline.deploy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.deploy.endtoend.Shell.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script says where it cannot do what it was asked: one sentence, on standard error, and it fails. */
class ScriptIT {

    private static final Shell SHELL = new Shell(Map.of());

    @TempDir
    Path folder;

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(socket.getLocalPort());

            Outcome outcome = SHELL.plumbline("up", "--data", folder.toString(), "--port", port);

            assertFailure(outcome, "Port " + port + " is in use by another program; choose another one with --port.");
            assertNothingRunsOn(folder);
        }
    }

    @Test
    void aFailureReachesTheUserOfADetachedStartToo() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(socket.getLocalPort());

            Outcome outcome = SHELL.plumbline("up", "--detach", "--data", folder.toString(), "--port", port);

            assertFailure(outcome, "Port " + port + " is in use by another program; choose another one with --port.");
        }
    }

    @Test
    void aSecondSuiteOnTheSameFolderIsRefused() throws Exception {
        try (var channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();

            Outcome outcome = SHELL.plumbline("up", "--data", folder.toString());

            assertFailure(outcome, "Plumbline already runs on " + folder + "; ./plumbline down stops it.");
        }
    }

    @Test
    void aDataFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Outcome outcome = SHELL.plumbline("up", "--data", file.toString());

        assertFailure(outcome, "The data folder " + file + " cannot be written (");
    }

    @Test
    void aCommandThatNeedsARunningSuiteSaysSo() throws Exception {
        for (String command : List.of("status", "down")) {
            assertFailure(
                    SHELL.plumbline(command, "--data", folder.toString()),
                    "Plumbline doesn't run on " + folder + "; ./plumbline up starts it.");
        }
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWithStatus2() throws Exception {
        assertThat(SHELL.plumbline("raise"))
                .returns(2, Outcome::status)
                .satisfies(outcome -> assertThat(outcome.err()).startsWith("There is no command raise."));
        assertThat(SHELL.plumbline("token", "mallory", "--data", folder.toString()))
                .isEqualTo(new Outcome(2, "", "The users are lena, wei, mei and ana.\n"));
        assertThat(SHELL.plumbline("help"))
                .returns(0, Outcome::status)
                .satisfies(
                        outcome -> assertThat(outcome.out()).contains("./plumbline up", "./plumbline test", "--demo"));
    }

    @Test
    void aMissingJdkIsNamed() throws Exception {
        jdk("jdk-17", "17.0.9");
        var shell = new Shell(Map.of(
                "JAVA_HOME",
                "",
                "PATH",
                bareTools(),
                "PLUMBLINE_JVMS",
                folder.toString(),
                "SDKMAN_DIR",
                folder.toString()));

        assertFailure(shell.plumbline("status"), "Plumbline needs a JDK 25 and found none in JAVA_HOME");
        assertFailure(shell.plumbline("test"), "Plumbline needs a JDK 25 and found none in JAVA_HOME");
    }

    @Test
    void aJdk25IsFoundWhereJavaHomeIsOlder() throws Exception {
        Path older = jdk("jdk-17", "17.0.9");
        jdk("jdk-25", "25.0.1");
        var shell = new Shell(
                Map.of("JAVA_HOME", older.toString(), "PATH", bareTools(), "PLUMBLINE_JVMS", folder.toString()));

        assertThat(shell.plumbline("status").out()).startsWith("java of jdk-25");
    }

    @Test
    void aMissingMavenIsNamed() throws Exception {
        var shell = new Shell(Map.of("PATH", bareTools()));

        assertFailure(
                shell.plumbline("test"),
                "Plumbline is built by Maven 3.8 or newer and found no mvn on the PATH; install Maven.");
    }

    private static void assertFailure(Outcome outcome, String sentence) {
        assertThat(outcome.err()).startsWith(sentence).hasLineCount(1);
        assertThat(outcome.status()).isEqualTo(1);
    }

    private static void assertNothingRunsOn(Path folder) {
        List<String> left = ProcessHandle.allProcesses()
                .map(ProcessHandle::info)
                .map(ProcessHandle.Info::commandLine)
                .flatMap(Optional::stream)
                .filter(line -> line.contains(folder.toString()))
                .toList();
        assertThat(left).isEmpty();
    }

    /** Something that looks like a JDK; its java only says which one it is. */
    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path bin = Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        for (String tool : List.of("java", "javac")) {
            executable(bin.resolve(tool), "echo " + tool + " of " + name);
        }
        return home;
    }

    /** A PATH with what the script needs of a system, and neither java nor mvn. */
    private String bareTools() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("bash", "cat", "dirname", "find", "grep", "head", "mktemp", "rm", "sed")) {
            Path real = Stream.of("/bin", "/usr/bin")
                    .map(place -> Path.of(place, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            executable(bin.resolve(tool), "exec " + real + " \"$@\"");
        }
        return bin.toString();
    }

    private static void executable(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
