package io.plumbline.deploy.suite;

import io.plumbline.platform.embedded.LocalKafka;
import io.plumbline.platform.embedded.LocalPostgres;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that Plumbline needs on one machine, started together and stopped in order. */
final class Suite implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(240);
    private static final Duration READY_POLL = Duration.ofMillis(50);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int MOST_RESTARTS = 5;

    /**
     * How a suite is started.
     *
     * @param home the checkout that the services' jars are in
     * @param port of the web address
     * @param javaOptions for the services, after those of the suite
     * @param services that run; the others' addresses are answered by nobody
     * @param preparation what is done before they start
     */
    record Settings(
            Path home,
            DataFolder folder,
            int port,
            List<String> javaOptions,
            Set<Service> services,
            Preparation preparation) {

        Settings {
            javaOptions = List.copyOf(javaOptions);
            services = Set.copyOf(services);
        }

        /** All services, with nothing to prepare. */
        Settings(Path home, DataFolder folder, int port, List<String> javaOptions) {
            this(home, folder, port, javaOptions, EnumSet.allOf(Service.class), (kafka, isGivenUp) -> {});
        }
    }

    /** What is done when the servers are up and no service is. */
    @FunctionalInterface
    interface Preparation {

        /** @param isGivenUp whether the suite is being stopped, so that it is to end */
        void prepare(String bootstrapServers, BooleanSupplier isGivenUp);
    }

    /** What a suite consists of; it stops from the last to the first. */
    private enum Part {
        FOLDER,
        WEB_ADDRESS,
        GUARD,
        POSTGRES,
        KAFKA,
        SIGN_IN,
        SERVICES
    }

    private final Settings settings;
    private final StartupLog steps;
    private final Logger log = LoggerFactory.getLogger(Suite.class);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** Held by a start and by a stop: a stop waits for a start and then undoes it. */
    private final ReentrantLock changing = new ReentrantLock();

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final EnumMap<Part, AutoCloseable> parts = new EnumMap<>(Part.class);
    private final EnumMap<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private int restarts;
    private String reportingJdbcUrl = "";
    private volatile boolean stopping;

    Suite(Settings settings, StartupLog steps) {
        this.settings = settings;
        this.steps = steps;
    }

    /**
     * Starts everything and returns when all of it is ready. Where that fails, {@link #close()} stops what had started.
     *
     * @throws SuiteFailure with the one sentence to tell the user
     */
    void start() {
        changing.lock();
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 1).daemon().factory())) {
            start(starters);
        } catch (CompletionException e) {
            throw e.getCause() instanceof SuiteFailure failure ? failure : e;
        } finally {
            changing.unlock();
        }
    }

    private void start(Executor starters) {
        DataFolder folder = settings.folder();
        String address = ReverseProxy.of(settings.port());

        keep(Part.FOLDER, folder.claim());
        stopOrphans(folder);
        keep(Part.WEB_ADDRESS, ReverseProxy.open(settings.port(), this::port, this::signInPort));
        Guard guard = keep(Part.GUARD, Guard.start(folder.log("guard")));

        var postgres = inBackground(starters, Part.POSTGRES, "PostgreSQL", () -> {
            LocalPostgres server = LocalPostgres.start(folder.postgres());
            guard.watchDatabase(server.pid());
            return server;
        });
        var kafka = inBackground(starters, Part.KAFKA, "Kafka", () -> LocalKafka.start(folder.kafka()));
        var databases = new Databases(postgres.join(), folder);
        databases.provision();

        var launcher = new ServiceProcess.Launcher(
                settings.home(),
                folder,
                databases,
                kafka.join().bootstrapServers(),
                address,
                address + "/oauth2/jwks",
                settings.javaOptions());
        settings.preparation().prepare(kafka.join().bootstrapServers(), () -> stopping);
        keep(Part.SERVICES, this::stopServices);
        for (Service service : settings.services()) {
            launch(launcher, service, guard);
        }
        var signIn =
                inBackground(starters, Part.SIGN_IN, "sign-in", () -> SignIn.start(SigningKey.of(folder), address));
        awaitReady();
        signIn.join();

        reportingJdbcUrl = postgres.join().jdbcUrl(Service.REPORTING.database());
        announce();
    }

    /** Says to other commands where everything is. */
    private void announce() {
        DataFolder folder = settings.folder();
        folder.announce(new Running(
                ProcessId.of(ProcessHandle.current()),
                ReverseProxy.of(settings.port()),
                reportingJdbcUrl,
                endpoints(),
                folder.secret(Management.SECRET)));
    }

    private Map<Service, ServiceProcess.Endpoints> endpoints() {
        synchronized (services) {
            return services.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            entry -> entry.getValue().endpoints().orElseThrow()));
        }
    }

    private OptionalInt port(Service service) {
        ServiceProcess process;
        synchronized (services) {
            process = services.get(service);
        }
        return process == null
                ? OptionalInt.empty()
                : process.endpoints()
                        .map(endpoints -> OptionalInt.of(endpoints.port()))
                        .orElseGet(OptionalInt::empty);
    }

    /** The process that a service runs in at present. */
    ProcessHandle process(Service service) {
        synchronized (services) {
            return Objects.requireNonNull(services.get(service), "started").handle();
        }
    }

    /** The database server of a suite that is up. */
    LocalPostgres postgres() {
        synchronized (parts) {
            return (LocalPostgres) Objects.requireNonNull(parts.get(Part.POSTGRES), "started");
        }
    }

    /** Where the broker of a suite that is up takes records. */
    String bootstrapServers() {
        synchronized (parts) {
            return ((LocalKafka) Objects.requireNonNull(parts.get(Part.KAFKA), "started")).bootstrapServers();
        }
    }

    private OptionalInt signInPort() {
        synchronized (parts) {
            return parts.get(Part.SIGN_IN) instanceof SignIn signIn
                    ? OptionalInt.of(signIn.port())
                    : OptionalInt.empty();
        }
    }

    private <T extends AutoCloseable> CompletableFuture<T> inBackground(
            Executor starters, Part part, String title, Callable<T> start) {
        return CompletableFuture.supplyAsync(() -> keep(part, steps.time(title, start)), starters);
    }

    private <T extends AutoCloseable> T keep(Part part, T started) {
        synchronized (parts) {
            parts.put(part, started);
        }
        return started;
    }

    /** Fails as soon as one service does, and when the suite is stopped meanwhile. */
    private void awaitReady() {
        var waiting = new EnumMap<Service, ServiceProcess>(Service.class);
        synchronized (services) {
            waiting.putAll(services);
        }
        long begin = System.nanoTime();
        try {
            while (!waiting.isEmpty()) {
                if (stopping) {
                    throw new SuiteFailure("The start was given up.");
                }
                boolean late = System.nanoTime() - begin > READY_LIMIT.toNanos();
                for (var entry : List.copyOf(waiting.entrySet())) {
                    if (entry.getValue().isReady(http, late)) {
                        steps.done(entry.getKey().title(), begin);
                        waiting.remove(entry.getKey());
                    }
                }
                Thread.sleep(READY_POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailure("The start was interrupted.", e);
        }
    }

    private void launch(ServiceProcess.Launcher launcher, Service service, Guard guard) {
        synchronized (services) {
            if (stopping) {
                return;
            }
            ServiceProcess process = launcher.launch(service);
            services.put(service, process);
            guard.watchService(process.handle().pid());
            settings.folder().noteChild(ProcessId.of(process.handle()));
            process.onExit(status -> onExit(launcher, service, guard, status));
        }
    }

    private void onExit(ServiceProcess.Launcher launcher, Service service, Guard guard, int status) {
        synchronized (services) {
            // 130 and 143: somebody told it to stop, such as Ctrl-C, which reaches every process of the terminal.
            if (stopping || !isUp() || status == 130 || status == 143) {
                return;
            }
            if (restarts == MOST_RESTARTS) {
                report("%s ended (exit status %d) and is not started again; its log is %s."
                        .formatted(service.title(), status, settings.folder().log(service.title())));
                return;
            }
            restarts++;
            report("%s ended (exit status %d) and is started again (%d of %d times)."
                    .formatted(service.title(), status, restarts, MOST_RESTARTS));
            launch(launcher, service, guard);
            Thread.ofVirtual().start(() -> announceAgain(service));
        }
    }

    /** A service that was started again listens on other ports. */
    private void announceAgain(Service service) {
        try {
            while (port(service).isEmpty()) {
                if (stopping) {
                    return;
                }
                Thread.sleep(READY_POLL);
            }
            announce();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the start is over: before that, a service that ends fails the start. */
    private boolean isUp() {
        return !changing.isLocked();
    }

    private void report(String event) {
        log.warn(event);
        steps.say(event);
    }

    /** What an earlier suite on this folder left running, because it was killed. PostgreSQL sees to its own. */
    private static void stopOrphans(DataFolder folder) {
        stop(folder.orphans());
        folder.clearRun();
    }

    /** Waits outside the lock: what hears of a service's end needs it, and would keep the news of the others from coming. */
    private void stopServices() {
        List<ProcessHandle> running;
        synchronized (services) {
            running = services.values().stream().map(ServiceProcess::handle).toList();
        }
        stop(running);
    }

    /** Asks all of them to end, waits for them together, and ends those by force that don't. */
    private static void stop(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        CompletableFuture<Void> all = CompletableFuture.allOf(
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            all.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            processes.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            processes.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the suite has been stopped. */
    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Stops the services first, then sign-in, Kafka and PostgreSQL; a start that is under way is given up. */
    @Override
    public void close() {
        stopping = true;
        changing.lock();
        try {
            var started = new ArrayList<>(parts.entrySet());
            for (var part : started.reversed()) {
                if (part.getKey() == Part.FOLDER) {
                    settings.folder().clearRun();
                }
                close(part.getKey(), part.getValue());
            }
            parts.clear();
        } finally {
            changing.unlock();
            stopped.countDown();
        }
    }

    private void close(Part part, AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            log.error("{} could not be stopped", part, e);
            steps.say("%s could not be stopped (%s).".formatted(part, e.getMessage()));
        }
    }
}
