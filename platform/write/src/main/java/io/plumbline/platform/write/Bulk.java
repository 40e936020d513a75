package io.plumbline.platform.write;

import io.plumbline.platform.web.FieldErrors;
import io.plumbline.platform.web.Problems;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /** Unit-of-work resource of the root: whether the last handler changed its aggregate. */
    static final String CHANGED = Bulk.class.getName() + ".changed";

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

    private record Wanted(int row, Object command) {}

    private final CommandBus bus;
    private final TransactionManager transactions;
    private final JsonMapper json;
    private final Validator validator;

    Bulk(CommandBus bus, TransactionManager transactions, JsonMapper json, Validator validator) {
        this.bus = bus;
        this.transactions = transactions;
        this.json = json;
        this.validator = validator;
    }

    /**
     * All rows in as few transactions as can be.
     *
     * @param type what a row is read and validated as
     * @param command what a row asks for; it may throw a {@link Rejection}
     * @throws Refused where there are more than {@link #MOST_ROWS}
     */
    public <T extends Record> List<Row> together(List<JsonNode> rows, Class<T> type, Function<T, Object> command) {
        return togetherAfter(rows, type, readable -> command);
    }

    /**
     * As {@link #together}, for rows that speak of things that are best looked up for all of them at once.
     *
     * @param commands is given all rows that can be read, and returns what each asks for
     */
    public <T extends Record> List<Row> togetherAfter(
            List<JsonNode> rows, Class<T> type, Function<List<T>, Function<T, Object>> commands) {
        @Nullable Row[] answers = new Row[requireNotTooMany(rows).size()];
        SortedMap<Integer, T> readable = new TreeMap<>();
        for (int row = 0; row < answers.length; row++) {
            T read = read(row, rows.get(row), type, answers);
            if (read != null) {
                readable.put(row, read);
            }
        }
        Function<T, Object> command = commands.apply(List.copyOf(readable.values()));
        List<Wanted> wanted = new ArrayList<>();
        readable.forEach((row, read) -> wanted.addAll(wanted(row, read, command, answers)));
        carryOut(wanted, Commands.metaData(), answers);
        return Arrays.asList(answers);
    }

    /** Each row in a transaction of its own, for those whose rules look at what the rows before them did. */
    public <T extends Record> List<Row> oneByOne(List<JsonNode> rows, Class<T> type, Function<T, Object> command) {
        @Nullable Row[] answers = new Row[requireNotTooMany(rows).size()];
        for (int row = 0; row < answers.length; row++) {
            T read = read(row, rows.get(row), type, answers);
            if (read != null) {
                carryOut(wanted(row, read, command, answers), Commands.metaData(), answers);
            }
        }
        return Arrays.asList(answers);
    }

    private static List<JsonNode> requireNotTooMany(List<JsonNode> rows) {
        if (rows.size() > MOST_ROWS) {
            throw Refused.invalid("most-rows", "rows", "a request has at most " + MOST_ROWS + " rows");
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
        } catch (Rejection refused) {
            answers[row] = refused(row, refused);
            return List.of();
        }
    }

    private void carryOut(List<Wanted> wanted, Map<String, Object> metaData, @Nullable Row[] answers) {
        List<Wanted> left = wanted;
        try {
            for (int pass = 0; pass < MOST_PASSES && !left.isEmpty(); pass++) {
                left = passDespiteRaces(left, metaData, answers);
            }
        } catch (RuntimeException failure) {
            if (PlatformWrite.lostAgainstAnother(failure)
                    || SqlStates.meansBusy(failure) && !(SqlStates.meansTooMuchAtOnce(failure) && left.size() > 1)) {
                throw failure;
            }
            if (left.size() == 1) {
                log.error("a row failed unexpectedly", failure);
                int row = left.getFirst().row();
                answers[row] = new Row(row, null, Outcome.REFUSED, List.of(UNEXPECTED));
                return;
            }
            log.warn("{} rows failed together and are done in halves: {}", left.size(), failure.toString());
        }
        if (!left.isEmpty()) {
            int half = (left.size() + 1) / 2;
            carryOut(left.subList(0, half), metaData, answers);
            carryOut(left.subList(half, left.size()), metaData, answers);
        }
    }

    private List<Wanted> passDespiteRaces(List<Wanted> wanted, Map<String, Object> metaData, @Nullable Row[] answers) {
        for (int race = 1; ; race++) {
            try {
                return pass(wanted, metaData, answers);
            } catch (RuntimeException failure) {
                if (race == MOST_RACES || !PlatformWrite.lostAgainstAnother(failure)) {
                    throw failure;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS << race));
            }
        }
    }

    /** Commits where no row is refused; otherwise changes nothing, and returns the rows that were not refused. */
    private List<Wanted> pass(List<Wanted> wanted, Map<String, Object> metaData, @Nullable Row[] answers) {
        UnitOfWork<? extends Message<?>> batch = new DefaultUnitOfWork<>(null);
        batch.start();
        try {
            batch.attachTransaction(transactions);
            List<Wanted> accepted = new ArrayList<>(wanted.size());
            for (Wanted row : wanted) {
                Row answer = handle(row, metaData, batch);
                answers[row.row()] = answer;
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
            boolean changed = Boolean.TRUE.equals(batch.resources().get(CHANGED));
            return new Row(
                    wanted.row(), result.getPayload().id(), changed ? Outcome.ACCEPTED : Outcome.UNCHANGED, List.of());
        }
        return switch (result.exceptionResult()) {
            case Rejection refused -> refused(wanted.row(), refused);
            case AggregateNotFoundException missing ->
                refused(wanted.row(), Refused.notFound("thing with the id", missing.getAggregateIdentifier()));
            case RuntimeException failure -> throw failure;
            case Throwable failure -> throw new IllegalStateException("a command failed", failure);
        };
    }

    private static Row refused(int row, Rejection refused) {
        return new Row(
                row,
                null,
                refused.kind() == Rejection.Kind.NOT_YET ? Outcome.NOT_YET : Outcome.REFUSED,
                refused.violations().stream()
                        .map(v -> new Problems.Error(v.field(), v.rule(), v.message()))
                        .toList());
    }
}
