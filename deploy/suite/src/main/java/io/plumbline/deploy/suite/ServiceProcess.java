package io.plumbline.deploy.suite;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.SignedTokens;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One service as a process of its own. */
final class ServiceProcess {

    private static final int TAIL_LINES = 15;

    /** Start on two cores is held back by compiling and by collectors with threads of their own; both are overridden by later options. */
    private static final List<String> JAVA_OPTIONS = List.of(
            "-Xmx320m",
            "-Xmn144m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Service service;
    private final Process process;
    private final Path ports;
    private final Path log;
    private final Path startLog;

    private volatile @Nullable Endpoints endpoints;

    private ServiceProcess(Service service, Process process, Path ports, Path log, Path startLog) {
        this.service = service;
        this.process = process;
        this.ports = ports;
        this.log = log;
        this.startLog = startLog;
    }

    /**
     * Where a service listens, on the loopback interface.
     *
     * @param port of its interface
     * @param managementPort of its health and metrics
     */
    record Endpoints(int port, int managementPort) {

        /** Answers 200 when the service is ready. */
        String readiness() {
            return "http://127.0.0.1:" + managementPort + "/actuator/health/readiness";
        }
    }

    /**
     * Starts services, each told about its surroundings by its environment.
     *
     * @param home the checkout that the jars are in
     * @param issuer the web address
     * @param jwkSetUri where the keys of tokens are read
     * @param javaOptions after those of the suite
     */
    record Launcher(
            Path home,
            DataFolder folder,
            Databases databases,
            String bootstrapServers,
            String issuer,
            String jwkSetUri,
            List<String> javaOptions) {

        Launcher {
            javaOptions = List.copyOf(javaOptions);
        }

        /**
         * @throws SuiteFailure where it hasn't been built or cannot be started
         */
        ServiceProcess launch(Service service) {
            Path jar = jar(service);
            Path log = folder.log(service.title());
            Path ports = folder.ports(service.title());
            Path startLog = folder.logs().resolve(service.title() + ".start.log");
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(JAVA_OPTIONS);
            command.addAll(archiveBeside(jar));
            command.addAll(javaOptions);
            command.addAll(List.of("-jar", jar.toString()));
            var builder = new ProcessBuilder(command)
                    .directory(folder.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(startLog.toFile());
            Map<String, String> surroundings = surroundings(service);
            builder.environment().putAll(surroundings);
            builder.environment()
                    .putAll(Map.of(
                            "SERVER_ADDRESS", "127.0.0.1",
                            "SERVER_PORT", "0",
                            "MANAGEMENT_SERVER_ADDRESS", "127.0.0.1",
                            "MANAGEMENT_SERVER_PORT", "0",
                            "PLUMBLINE_PORTS_FILE", ports.toString(),
                            "SPRING_MAIN_BANNER_MODE", "off",
                            "SERVER_FORWARD_HEADERS_STRATEGY", "framework"));
            builder.environment()
                    .putAll(Map.of(
                            "LOGGING_FILE_NAME", log.toString(),
                            "LOGGING_LOGBACK_ROLLINGPOLICY_MAX_FILE_SIZE", "10MB",
                            "LOGGING_LOGBACK_ROLLINGPOLICY_TOTAL_SIZE_CAP", "50MB",
                            "LOGGING_THRESHOLD_CONSOLE", "OFF"));
            folder.keepSurroundings(service.title(), surroundings);
            try {
                Files.deleteIfExists(ports);
                return new ServiceProcess(service, builder.start(), ports, log, startLog);
            } catch (IOException e) {
                throw new SuiteFailure("%s could not be started (%s).".formatted(service.title(), e.getMessage()), e);
            }
        }

        /** Where a service finds what it needs, whoever starts it. */
        private Map<String, String> surroundings(Service service) {
            Database database = databases.of(service);
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "SPRING_DATASOURCE_URL",
                    database.jdbcUrl(),
                    "SPRING_DATASOURCE_USERNAME",
                    database.user(),
                    "SPRING_DATASOURCE_PASSWORD",
                    database.password(),
                    "PLUMBLINE_KAFKA_BOOTSTRAP_SERVERS",
                    bootstrapServers,
                    "PLUMBLINE_SECURITY_ISSUER",
                    issuer,
                    "PLUMBLINE_SECURITY_JWK_SET_URI",
                    jwkSetUri,
                    "PLUMBLINE_SECURITY_AUDIENCE",
                    SignedTokens.AUDIENCE,
                    "PLUMBLINE_SECURITY_MANAGEMENT_USER",
                    Management.USER,
                    "PLUMBLINE_SECURITY_MANAGEMENT_PASSWORD",
                    folder.secret(Management.SECRET)));
            if (service == Service.GOAL) {
                settings.put("PLUMBLINE_REPORTS_URL", issuer);
            }
            if (service == Service.CUSTOMER) {
                settings.put("PLUMBLINE_CONTACTS_MASTER_KEY", folder.secret("contacts-master-key"));
            }
            if (service == Service.REPORTING) {
                settings.put("PLUMBLINE_WEBHOOKS_KEY", folder.secret("webhooks-key"));
                settings.put("PLUMBLINE_WEBHOOKS_ALLOW_LOOPBACK", "true");
            }
            return settings;
        }

        /** The JVM keeps the classes that a first run loaded; the next one starts in half the time. */
        private static List<String> archiveBeside(Path jar) {
            return List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + jar.resolveSibling("classes.jsa"),
                    "-Xlog:cds=off",
                    "-Xlog:cds+dynamic=off");
        }

        private Path jar(Service service) {
            Path folder = home.resolve(service.title()).resolve("target").resolve("unpacked");
            try (var jars = Files.newDirectoryStream(folder, service.title() + "-*.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
                throw new SuiteFailure("%s hasn't been built: %s is empty.".formatted(service.title(), folder));
            } catch (IOException e) {
                throw new SuiteFailure("%s hasn't been built: there is no %s.".formatted(service.title(), folder), e);
            }
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Calls {@code listener} with the exit status when the process has ended. */
    void onExit(IntConsumer listener) {
        var unused = process.onExit().thenAccept(ended -> listener.accept(ended.exitValue()));
    }

    /**
     * Whether the service says it is ready.
     *
     * @param late whether it should have been by now
     * @throws SuiteFailure where it has ended, or is late; with the last lines of its log
     */
    boolean isReady(HttpClient http, boolean late) throws InterruptedException {
        if (!process.isAlive()) {
            throw new SuiteFailure("%s ended (exit status %d) before it was ready: %s Its log is %s."
                    .formatted(service.title(), process.exitValue(), reason(), log));
        }
        Endpoints listening = endpoints().orElse(null);
        boolean ready = listening != null && isReady(http, listening.readiness());
        if (!ready && late) {
            throw new SuiteFailure(
                    "%s wasn't ready in time; the end of its log %s:%n%s".formatted(service.title(), log, tail()));
        }
        return ready;
    }

    /** Where it listens; empty until it has said so. */
    Optional<Endpoints> endpoints() {
        Endpoints known = endpoints;
        if (known == null && Files.exists(ports)) {
            var said = new Properties();
            try (Reader reader = Files.newBufferedReader(ports)) {
                said.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String port = said.getProperty("server");
            String managementPort = said.getProperty("management");
            if (port != null && managementPort != null) {
                known = new Endpoints(Integer.parseInt(port), Integer.parseInt(managementPort));
                endpoints = known;
            }
        }
        return Optional.ofNullable(known);
    }

    /** Whether the readiness address answers 200 within two seconds. */
    static boolean isReady(HttpClient http, String readiness) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(readiness))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Why it ended, as a sentence. */
    private String reason() {
        return StartFailure.reason(lines()).orElseGet(() -> "the end of what it said:%n%s%n".formatted(tail()));
    }

    private String tail() {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        for (Path file : List.of(startLog, log)) {
            try {
                if (Files.exists(file)) {
                    lines.addAll(Files.readAllLines(file));
                }
            } catch (IOException e) {
                lines.add(file + ": " + e.getMessage());
            }
        }
        return lines;
    }
}
