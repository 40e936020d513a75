package io.plumbline.platform.write.bulk;

import io.plumbline.platform.web.FieldErrors;
import io.plumbline.platform.web.Problems;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.CommandProblems;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.ConcurrentChange;
import io.plumbline.platform.write.command.Once;
import io.plumbline.platform.write.command.TargetResolver;
import io.plumbline.platform.write.command.VersionAfterHandling;
import io.plumbline.platform.write.store.EventStorage;
import io.plumbline.platform.write.store.SqlStates;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries out the rows of one request, each as one command, and answers for each. The rows share a transaction, because
 * most of what a command takes is its commit. A row that is refused leaves nothing: what the others did is rolled back with
 * it and done again without it. So a request may be sent again whatever became of it, as long as its commands change nothing
 * the second time.
 */
public final class Bulk {

    /** More rows than these are refused. */
    public static final int MOST_ROWS = 500;

    private static final Logger log = LoggerFactory.getLogger(Bulk.class);

    /** How often rows are done again without those that were refused, before they are done in halves. */
    private static final int MOST_PASSES = 3;

    private static final int MOST_RACES = 6;
    private static final long FIRST_PAUSE_MILLIS = 20;

    private static final Problems.Error UNEXPECTED =
            new Problems.Error(null, "unexpected", "an unexpected failure, recorded in the log");

    /** What became of a row. */
    @Schema(name = "BulkOutcome")
    public enum Outcome {
        /** It says something new, and that has been done. */
        ACCEPTED,
        /** All that it says is so already. */
        UNCHANGED,
        /** It breaks a rule; nothing of it has been done. */
        REFUSED,
        /** It speaks of what has not arrived here yet; nothing of it has been done, and it may be sent again soon. */
        NOT_YET
    }

    /**
     * The answer for a row.
     *
     * @param row its place in the request, from 0
     * @param id of what it is about; null where it was refused
     * @param errors why it was refused; empty where it was not
     */
    @Schema(name = "BulkRow")
    public record Row(
            @Schema(example = "0") int row,

            @Schema(example = "0198c1f0-2222-7000-8000-000000000001") @Nullable String id,

            Outcome outcome,
            List<Problems.Error> errors) {}

    /**
     * What rows ask for.
     *
     * @param command of a row; it may throw a {@link CommandRejected}
     * @param readAhead is called as each transaction begins, and may read at once what the commands will ask for, by
     *     {@link Once#known}
     */
    public record Asked<T>(Function<T, Object> command, Runnable readAhead) {}

    private record Wanted(int row, Object command) {}

    /** @param readAhead what is asked of a service's own tables */
    private record Work(
            Map<String, Object> metaData,
            Runnable readAhead,
            @Nullable Row[] answers) {}

    private final CommandBus bus;
    private final TransactionManager transactions;
    private final EventStorage events;
    private final JsonMapper json;
    private final Validator validator;

    Bulk(CommandBus bus, TransactionManager transactions, EventStorage events, JsonMapper json, Validator validator) {
        this.bus = bus;
        this.transactions = transactions;
        this.events = events;
        this.json = json;
        this.validator = validator;
    }

    /**
     * All rows in as few transactions as can be.
     *
     * @param type what a row is read and validated as
     * @param command what a row asks for; it may throw a {@link CommandRejected}
     * @throws CommandRejected where there are more than {@link #MOST_ROWS}
     */
    public <T extends Record> List<Row> together(List<JsonNode> rows, Class<T> type, Function<T, Object> command) {
        return togetherAfter(rows, type, readable -> new Asked<>(command, () -> {}));
    }

    /**
     * As {@link #together}, for rows that speak of things that are best looked up for all of them at once.
     *
     * @param asking is given all rows that can be read
     */
    public <T extends Record> List<Row> togetherAfter(
            List<JsonNode> rows, Class<T> type, Function<List<T>, Asked<T>> asking) {
        @Nullable Row[] answers = new Row[requireNotTooMany(rows).size()];
        SortedMap<Integer, T> readable = new TreeMap<>();
        for (int row = 0; row < answers.length; row++) {
            T read = read(row, rows.get(row), type, answers);
            if (read != null) {
                readable.put(row, read);
            }
        }
        Asked<T> asked = asking.apply(List.copyOf(readable.values()));
        List<Wanted> wanted = new ArrayList<>();
        readable.forEach((row, read) -> wanted.addAll(wanted(row, read, asked.command(), answers)));
        carryOut(wanted, new Work(Commands.metaData(), asked.readAhead(), answers));
        return Arrays.asList(answers);
    }

    /** Each row in a transaction of its own, for those whose rules look at what the rows before them did. */
    public <T extends Record> List<Row> oneByOne(List<JsonNode> rows, Class<T> type, Function<T, Object> command) {
        @Nullable Row[] answers = new Row[requireNotTooMany(rows).size()];
        for (int row = 0; row < answers.length; row++) {
            T read = read(row, rows.get(row), type, answers);
            if (read != null) {
                carryOut(wanted(row, read, command, answers), new Work(Commands.metaData(), () -> {}, answers));
            }
        }
        return Arrays.asList(answers);
    }

    private static List<JsonNode> requireNotTooMany(List<JsonNode> rows) {
        if (rows.size() > MOST_ROWS) {
            throw CommandRejected.invalid("most-rows", "rows", "a request has at most " + MOST_ROWS + " rows");
        }
        return rows;
    }

    /** Null where it cannot be read, which is then answered. */
    private <T extends Record> @Nullable T read(int row, JsonNode node, Class<T> type, @Nullable Row[] answers) {
        try {
            T read = json.treeToValue(node, type);
            List<Problems.Error> errors = read == null
                    ? List.of(new Problems.Error(null, "not-null", "a row is an object"))
                    : validator.validate(read).stream().map(FieldErrors::of).toList();
            if (errors.isEmpty()) {
                return read;
            }
            answers[row] = new Row(row, null, Outcome.REFUSED, errors);
        } catch (JacksonException unreadable) {
            answers[row] = new Row(row, null, Outcome.REFUSED, List.of(FieldErrors.of(unreadable)));
        }
        return null;
    }

    /** Empty where the row asks for nothing that could be, which is then answered. */
    private static <T> List<Wanted> wanted(int row, T read, Function<T, Object> command, @Nullable Row[] answers) {
        try {
            return List.of(new Wanted(row, command.apply(read)));
        } catch (CommandRejected refused) {
            answers[row] = refused(row, refused);
            return List.of();
        }
    }

    /**
     * First with the aggregates as they were read for all rows at once. A row that is refused by what another transaction has made
     * of its aggregate since is judged again by what it is.
     */
    private void carryOut(List<Wanted> wanted, Work work) {
        carryOut(wanted, work, wanted.size() > 1);
        if (wanted.size() > 1) {
            List<Wanted> refused = wanted.stream()
                    .filter(row -> !Objects.requireNonNull(work.answers()[row.row()])
                            .errors()
                            .isEmpty())
                    .toList();
            carryOut(refused, work, false);
        }
    }

    private void carryOut(List<Wanted> wanted, Work work, boolean readAhead) {
        List<Wanted> left = wanted;
        try {
            for (int pass = 0; pass < MOST_PASSES && !left.isEmpty(); pass++) {
                left = passDespiteRaces(left, work, readAhead);
            }
        } catch (RuntimeException failure) {
            if (ConcurrentChange.caused(failure)
                    || SqlStates.meansBusy(failure) && !(SqlStates.meansTooMuchAtOnce(failure) && left.size() > 1)) {
                throw failure;
            }
            if (left.size() == 1) {
                int row = left.getFirst().row();
                work.answers()[row] = new Row(row, null, Outcome.REFUSED, List.of(errorOf(failure)));
                return;
            }
            log.warn("{} rows failed together and are done in halves: {}", left.size(), failure.toString());
        }
        if (!left.isEmpty()) {
            int half = (left.size() + 1) / 2;
            carryOut(left.subList(0, half), work, readAhead);
            carryOut(left.subList(half, left.size()), work, readAhead);
        }
    }

    private static Problems.Error errorOf(RuntimeException failure) {
        if (SqlStates.meansDuplicateKey(failure)) {
            return CommandProblems.EXISTS;
        }
        log.error("a row failed unexpectedly", failure);
        return SqlStates.meansUnstorable(failure) ? CommandProblems.UNSTORABLE : UNEXPECTED;
    }

    private List<Wanted> passDespiteRaces(List<Wanted> wanted, Work work, boolean readAhead) {
        for (int race = 1; ; race++) {
            try {
                return pass(wanted, work, readAhead);
            } catch (RuntimeException failure) {
                if (race == MOST_RACES || !ConcurrentChange.caused(failure)) {
                    throw failure;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS << race));
            }
        }
    }

    /** Commits where no row is refused; otherwise changes nothing, and returns the rows that were not refused. */
    private List<Wanted> pass(List<Wanted> wanted, Work work, boolean readAhead) {
        UnitOfWork<? extends Message<?>> batch = new DefaultUnitOfWork<>(null);
        batch.start();
        try {
            batch.attachTransaction(transactions);
            if (readAhead) {
                events.readAhead(
                        wanted.stream()
                                .map(row -> TargetResolver.identifier(row.command()))
                                .toList(),
                        batch);
                work.readAhead().run();
            }
            List<Wanted> accepted = new ArrayList<>(wanted.size());
            for (Wanted row : wanted) {
                Row answer = handle(row, work.metaData(), batch);
                work.answers()[row.row()] = answer;
                if (answer.errors().isEmpty()) {
                    accepted.add(row);
                }
            }
            if (accepted.size() == wanted.size()) {
                batch.commit();
                return List.of();
            }
            return accepted;
        } finally {
            if (batch.isActive()) {
                batch.rollback();
            }
        }
    }

    private Row handle(Wanted wanted, Map<String, Object> metaData, UnitOfWork<?> batch) {
        List<CommandResultMessage<? extends Answer>> results = new ArrayList<>(1);
        // the bus handles it in this thread, in a unit of work within the batch's
        bus.<Object, Answer>dispatch(
                new GenericCommandMessage<>(wanted.command(), metaData), (command, result) -> results.add(result));
        CommandResultMessage<? extends Answer> result = results.getFirst();
        if (!result.isExceptional()) {
            boolean changed = VersionAfterHandling.changed(batch);
            return new Row(
                    wanted.row(), result.getPayload().id(), changed ? Outcome.ACCEPTED : Outcome.UNCHANGED, List.of());
        }
        return switch (result.exceptionResult()) {
            case CommandRejected refused -> refused(wanted.row(), refused);
            case AggregateNotFoundException missing ->
                refused(wanted.row(), CommandRejected.notFound("thing with the id", missing.getAggregateIdentifier()));
            case RuntimeException failure -> throw failure;
            case Throwable failure -> throw new IllegalStateException("a command failed", failure);
        };
    }

    private static Row refused(int row, CommandRejected refused) {
        return new Row(
                row,
                null,
                refused.kind() == CommandRejected.Kind.NOT_YET ? Outcome.NOT_YET : Outcome.REFUSED,
                refused.violations().stream()
                        .map(v -> new Problems.Error(v.field(), v.rule(), v.message()))
                        .toList());
    }
}
