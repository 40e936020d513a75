package io.plumbline.deploy.imports;

import io.plumbline.deploy.imports.Sender.Answer;
import io.plumbline.deploy.imports.Sender.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the records of one file to rows and the rows to their service, several requests at a time. No more is held in memory
 * than those requests.
 */
final class FileImport implements AutoCloseable {

    private static final int ROWS_PER_REQUEST = 200;
    private static final int CHARACTERS_PER_REQUEST = 1_000_000;
    private static final int REQUESTS_AT_ONCE = 3;

    /** How long a row may wait for what it speaks of to arrive. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** @param cause why it cannot be taken unless what it depends on is known from an earlier import; null for nothing */
    private record Row(
            Entry entry,
            ObjectNode values,
            String json,
            @Nullable Fault cause) {}

    private final Mapping.Import part;
    private final RowMapper mapper;
    private final @Nullable Sender sender;
    private final Refusals refusals;
    private final Tally tally;
    private final RefusedRows refusedRows;

    /** Territories, which go when all are known, parents first. */
    private final List<Row> held = new ArrayList<>();

    private final Map<String, Long> references = new HashMap<>();
    private final int requestsAtOnce;
    private final Semaphore free;
    private final ExecutorService requests;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private List<Row> batch = new ArrayList<>();
    private int characters;

    /** Whether waiting was in vain once; what has not arrived by then is not waited for again. */
    private volatile boolean outOfPatience;

    /** @param sender null where nothing is to be sent */
    FileImport(
            Mapping.Import part,
            RowMapper mapper,
            @Nullable Sender sender,
            Refusals refusals,
            Tally tally,
            RefusedRows refusedRows) {
        this.part = part;
        this.mapper = mapper;
        this.sender = sender;
        this.refusals = refusals;
        this.tally = tally;
        this.refusedRows = refusedRows;
        // the territories' rows depend on those before, and the assignments' all meet at their territories
        requestsAtOnce = part.kind().compareTo(Kind.CUSTOMERS) < 0 ? 1 : REQUESTS_AT_ONCE;
        free = new Semaphore(requestsAtOnce);
        requests = Executors.newFixedThreadPool(
                requestsAtOnce, Thread.ofPlatform().name("import-", 0).daemon().factory());
    }

    void add(Entry entry) throws InterruptedException {
        tally.read();
        List<Fault> faults = new ArrayList<>();
        try {
            if (!mapper.takes(entry)) {
                tally.leftOut();
                return;
            }
        } catch (Faulty faulty) {
            faults.add(faulty.fault());
            refuse(entry, mapper.map(entry, new ArrayList<>()), faults);
            return;
        }
        ObjectNode row = mapper.map(entry, faults);
        String json = row.toString();
        Long earlier = faults.isEmpty() ? references.putIfAbsent(name(row, json), entry.line()) : null;
        if (earlier != null && part.skipsRepeated()) {
            tally.leftOut();
            return;
        }
        if (earlier != null) {
            faults.add(new Fault("reference", "repeated", "line " + earlier + " is about the same"));
            // nothing waits for it in vain: the earlier one counts
            tally.refused();
            refusals.add(entry, faults);
        } else if (!faults.isEmpty()) {
            refuse(entry, row, faults);
        } else if (part.kind() == Kind.TERRITORIES) {
            held.add(new Row(entry, row, json, null));
        } else {
            submit(entry, row, json);
        }
    }

    private void submit(Entry entry, ObjectNode values, String json) throws InterruptedException {
        Fault cause = refusedRows.cause(values);
        if (sender != null) {
            batch.add(new Row(entry, values, json, cause));
            characters += json.length();
            if (batch.size() == ROWS_PER_REQUEST || characters > CHARACTERS_PER_REQUEST) {
                request(sender);
            }
        } else if (cause == null) {
            tally.accepted();
            refusedRows.accepted(part.kind(), values);
        } else {
            refuse(entry, values, List.of(cause));
        }
    }

    /** Each after its parent, wherever it stands in the file; those in a circle as they come, for the service to refuse. */
    private void submitHeld() throws InterruptedException {
        Map<String, Row> left = new LinkedHashMap<>();
        held.forEach(row -> left.put(row.values().path("code").asString(), row));
        held.clear();
        while (!left.isEmpty()) {
            List<String> next = left.keySet().stream()
                    .filter(code -> !left.containsKey(parent(left, code)))
                    .toList();
            for (String code : next.isEmpty() ? List.copyOf(left.keySet()) : next) {
                Row row = Objects.requireNonNull(left.remove(code), code);
                submit(row.entry(), row.values(), row.json());
            }
        }
    }

    private static String parent(Map<String, Row> rows, String code) {
        return Objects.requireNonNull(rows.get(code), code)
                .values()
                .path("parent")
                .asString("");
    }

    /** What tells a row from others: its reference, or all that it says where it has none. */
    private static String name(ObjectNode row, String json) {
        return row.path("externalReference")
                .path("reference")
                .asString(row.path("code").asString(json));
    }

    /** Returns when every row has been answered. */
    void finish() throws InterruptedException {
        submitHeld();
        if (sender != null && !batch.isEmpty()) {
            request(sender);
        }
        free.acquire(requestsAtOnce);
        throwFailure();
    }

    private void request(Sender to) throws InterruptedException {
        List<Row> rows = batch;
        batch = new ArrayList<>();
        characters = 0;
        free.acquire();
        requests.execute(() -> {
            try {
                deliver(to, rows);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                free.release();
            }
        });
        throwFailure();
    }

    private void throwFailure() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void deliver(Sender to, List<Row> rows) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        List<Row> left = rows;
        while (!left.isEmpty()) {
            boolean last = outOfPatience || System.nanoTime() > until;
            List<Answer> answers =
                    to.send(part.kind().path(), left.stream().map(Row::json).toList());
            List<Row> again = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                Answer answer = answers.get(i);
                if (answer.outcome() == Outcome.NOT_YET && !last && left.get(i).cause() == null) {
                    again.add(left.get(i));
                } else {
                    count(left.get(i), answer);
                }
            }
            outOfPatience |= last && answers.stream().anyMatch(a -> a.outcome() == Outcome.NOT_YET);
            left = again;
            if (!left.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        }
    }

    private void count(Row row, Answer answer) {
        if (answer.outcome() == Outcome.ACCEPTED || answer.outcome() == Outcome.UNCHANGED) {
            refusedRows.accepted(part.kind(), row.values());
        }
        switch (answer.outcome()) {
            case ACCEPTED -> tally.accepted();
            case UNCHANGED -> tally.unchanged();
            case REFUSED, NOT_YET ->
                refuse(
                        row.entry(),
                        row.values(),
                        answer.faults().stream()
                                .map(fault -> refusedRows.inWordsOfTheFile(fault, row.values()))
                                .toList());
        }
    }

    private void refuse(Entry entry, ObjectNode row, List<Fault> faults) {
        tally.refused();
        refusedRows.refused(part.kind(), row, "%s, line %d".formatted(part.title(), entry.line()));
        refusals.add(entry, faults);
    }

    @Override
    public void close() {
        requests.shutdownNow();
    }
}
