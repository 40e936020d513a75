package io.plumbline.deploy.suite.demo;

import io.plumbline.deploy.imports.Importer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Fills a suite with an {@link Organisation}, and lets it go on living. The data come in as every other system's do, by an
 * import; promises and assessments are made by commands.
 *
 * <p>A folder notes for which instant the organisation was made and whether it is all in, so that a filling that was interrupted
 * is finished by the next, and a finished one isn't repeated.
 */
public final class Demonstration {

    private static final int CUSTOMERS_A_PAGE = 200;

    /**
     * Whose names the demonstration acts in: suppliers of access tokens.
     *
     * @param operations of sales operations
     * @param manager of everything below {@link #ROOT}
     */
    public record Actors(Supplier<String> operations, Supplier<String> manager) {}

    /** How much there is of it; the territories are the same. */
    public enum Size {
        FULL(5, 5_000),
        SMALL(2, 600);

        private final int representatives;
        private final int customers;

        Size(int representatives, int customers) {
            this.representatives = representatives;
            this.customers = customers;
        }

        /** In each territory. */
        int representatives() {
            return representatives;
        }

        /** In all. */
        int customers() {
            return customers;
        }
    }

    /** The territory that all others lie below. */
    public static final String ROOT = Geography.ROOT;

    private final String address;
    private final Actors actors;
    private final Path folder;
    private final PrintWriter out;

    /**
     * @param address of the suite, without a slash at its end
     * @param folder of the demonstration's own files
     */
    public Demonstration(String address, Actors actors, Path folder, PrintWriter out) {
        this.address = address;
        this.actors = actors;
        this.folder = folder;
        this.out = out;
    }

    /**
     * Puts the organisation in where it isn't yet.
     *
     * @param now what it is made for where none was begun
     * @param size likewise
     * @return what goes on living
     * @throws DemonstrationFailure where a service refuses something
     */
    public OngoingActivity fill(Instant now, Size size) throws InterruptedException {
        Properties noted = notes();
        Instant made = Instant.parse(noted.getProperty("made", now.toString()));
        noted.setProperty("made", made.toString());
        Size begun = Size.valueOf(noted.getProperty("size", size.name()));
        noted.setProperty("size", begun.name());
        note(noted);
        Organisation organisation = new Organisation(made, begun);
        if (!Boolean.parseBoolean(noted.getProperty("complete"))) {
            put(organisation, made);
            noted.setProperty("complete", "true");
            note(noted);
        }
        return new OngoingActivity(new Api(address, actors.operations()), organisation);
    }

    private void put(Organisation organisation, Instant made) throws InterruptedException {
        Path mapping = new Export(organisation).write(folder);
        var settings = new Importer.Settings(mapping, folder, false, false, null, false);
        if (!Importer.run(settings, address, actors.operations().get(), out)) {
            throw new DemonstrationFailure("the services refused rows of the demonstration; they are in " + folder);
        }
        try (Api operations = new Api(address, actors.operations());
                Api manager = new Api(address, actors.manager())) {
            new DemoGoals(operations, manager, organisation, made).make();
            assess(operations, made);
        }
    }

    /** The large customers; their ids stand for chance. */
    private static void assess(Api operations, Instant made) throws InterruptedException {
        List<String> large = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = operations.get("/api/customers?territory=" + ROOT + "&limit=" + CUSTOMERS_A_PAGE + after);
            for (JsonNode customer : page.path("items")) {
                if (customer.path("segment").asString().equals("large")) {
                    large.add(customer.path("customerId").asString());
                }
            }
            after = page.path("next").asString("").isEmpty()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        InParallel.forEach(large, customer -> assess(operations, customer, made));
    }

    private static void assess(Api operations, String customer, Instant made) throws InterruptedException {
        int chance = customer.hashCode() & 0xff_ffff;
        operations.post(
                "/api/customers/" + customer + "/assessments",
                "assess-" + customer,
                Map.of(
                        "money", 40 + chance % 61,
                        "authority", 40 + chance / 61 % 61,
                        "need", 30 + chance / 3_721 % 71,
                        "evidence",
                                Map.of(
                                        "money", "last year's accounts",
                                        "authority", "who signed the last order",
                                        "need", "what they said at the last visit"),
                        "occurredAt", made.minusSeconds(86_400L * (30 + chance % 200))));
    }

    private Path notesFile() {
        return folder.resolve("demonstration.properties");
    }

    private Properties notes() {
        var notes = new Properties();
        try {
            Files.createDirectories(folder);
            if (Files.exists(notesFile())) {
                try (var file = Files.newBufferedReader(notesFile())) {
                    notes.load(file);
                }
            }
            return notes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(Properties notes) {
        try (var file = Files.newBufferedWriter(notesFile())) {
            notes.store(file, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
