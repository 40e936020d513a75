package io.plumbline.deploy.suite;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The aggregates that services have set aside, since an event of theirs can't be read or stored. */
final class ParkedAggregates {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> COLUMNS =
            List.of("service", "topic", "aggregate", "state", "event", "event id", "waiting", "since", "reason");

    private record Waiting(Service service, JsonNode shown) {

        List<String> row() {
            return List.of(
                    service.title(),
                    shown.path("topic").asString(""),
                    shown.path("aggregateId").asString(""),
                    shown.path("state").asString(""),
                    shown.path("type").asString(""),
                    shown.path("eventId").asString(""),
                    shown.path("events").asString(""),
                    shown.path("since").asString(""),
                    shown.path("reason").asString("").replaceAll("\\s+", " "));
        }
    }

    private ParkedAggregates() {}

    /** How many aggregates a service has set aside. */
    static long count(Running running, Service service) throws InterruptedException {
        try (Management intake = new Management(running, service, "intake")) {
            JsonNode standing = intake.read().path("standing");
            return standing.path("parked").asLong()
                    + standing.path("quarantined").asLong();
        }
    }

    /** Prints what waits, of each service the hundred that have waited longest. */
    static void print(Running running, PrintWriter out) throws InterruptedException {
        List<List<String>> table = new ArrayList<>();
        table.add(COLUMNS);
        waiting(running).forEach(aggregate -> table.add(aggregate.row()));
        if (table.size() == 1) {
            out.println("Nothing is parked.");
        } else {
            Query.print(table, out);
        }
    }

    /**
     * Applies what an aggregate has waiting, in every service that has set it aside.
     *
     * @throws SuiteFailure where none has
     */
    static void replay(Running running, String aggregateId, StartupLog steps) throws InterruptedException {
        List<Waiting> wanted = waiting(running).stream()
                .filter(waiting ->
                        waiting.shown().path("aggregateId").asString("").equals(aggregateId))
                .toList();
        if (wanted.isEmpty()) {
            throw new SuiteFailure(
                    "No service has set aside %s; ./plumbline parked shows what is.".formatted(aggregateId));
        }
        for (Waiting waiting : wanted) {
            String source = waiting.shown().path("source").asString("");
            replay(running, waiting.service(), JSON.writeValueAsString(new Aggregate(source, aggregateId)), steps);
        }
    }

    private record Aggregate(String source, String aggregateId) {}

    /** Applies what all parked aggregates have waiting. */
    static void replayAll(Running running, StartupLog steps) throws InterruptedException {
        for (Service service : reading()) {
            replay(running, service, "{}", steps);
        }
    }

    /** Prints a parked event as it was published. */
    static void show(Running running, String eventId, PrintWriter out) throws InterruptedException {
        Waiting waiting = holding(running, eventId);
        try (Management intake = new Management(running, waiting.service(), "intake/" + eventId)) {
            out.println(intake.read().path("data").asString(""));
        }
    }

    private record Mend(String data, String reason) {}

    /** Has something else read instead of an event that its aggregate waits for, in the service that has set it aside. */
    static void mend(Running running, String eventId, String data, String reason, StartupLog steps)
            throws InterruptedException {
        Waiting waiting = holding(running, eventId);
        try (Management intake = new Management(running, waiting.service(), "intake")) {
            long replayed = intake.write("/" + eventId, JSON.writeValueAsString(new Mend(data, reason)))
                    .path("replayed")
                    .asLong();
            steps.say("%s: events applied: %,d, aggregates still set aside: %,d"
                    .formatted(waiting.service().title(), replayed, count(running, waiting.service())));
        }
    }

    private static Waiting holding(Running running, String eventId) throws InterruptedException {
        return waiting(running).stream()
                .filter(waiting -> waiting.shown().path("eventId").asString("").equals(eventId))
                .findFirst()
                .orElseThrow(() -> new SuiteFailure(
                        "No aggregate waits for event %s; ./plumbline parked shows those that do.".formatted(eventId)));
    }

    private static void replay(Running running, Service service, String body, StartupLog steps)
            throws InterruptedException {
        try (Management intake = new Management(running, service, "intake")) {
            long replayed = intake.write("", body).path("replayed").asLong();
            steps.say("%s: events applied: %,d, aggregates still set aside: %,d"
                    .formatted(service.title(), replayed, count(running, service)));
        }
    }

    private static List<Waiting> waiting(Running running) throws InterruptedException {
        List<Waiting> all = new ArrayList<>();
        for (Service service : reading()) {
            try (Management intake = new Management(running, service, "intake")) {
                for (JsonNode waiting : intake.read().path("standing").path("waiting")) {
                    all.add(new Waiting(service, waiting));
                }
            }
        }
        return all;
    }

    private static List<Service> reading() {
        return Arrays.stream(Service.values()).filter(Service::reads).toList();
    }
}
