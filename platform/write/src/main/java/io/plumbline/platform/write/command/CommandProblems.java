package io.plumbline.platform.write.command;

import io.plumbline.platform.web.Problems;
import io.plumbline.platform.write.store.SqlStates;
import java.util.List;
import org.axonframework.common.AxonException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.ConflictingModificationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How HTTP says why a command was not carried out. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public class CommandProblems {

    CommandProblems() {}

    private static final Logger log = LoggerFactory.getLogger(CommandProblems.class);

    /** An id of the caller's that is unique among all aggregates: only the tables that are kept beside the events know it. */
    public static final Problems.Error EXISTS =
            new Problems.Error("id", "already-exists", "something with an id that this names exists already");

    /** The edge refuses such values; this is for what is computed from them. */
    public static final Problems.Error UNSTORABLE =
            new Problems.Error(null, "storable", "what this comes to is too large to be stored");

    @ExceptionHandler
    ResponseEntity<Object> handle(CommandRejected refused) {
        HttpStatus status = switch (refused.kind()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case STATE, NOT_YET -> HttpStatus.CONFLICT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
        List<Problems.Error> errors = refused.violations().stream()
                .map(v -> new Problems.Error(v.field(), v.rule(), v.message()))
                .toList();
        return Problems.answer(
                Problems.of(status, String.valueOf(refused.getMessage()), errors),
                switch (refused.kind()) {
                    case NOT_YET -> retryAfter("1");
                    case UNAVAILABLE -> retryAfter("10");
                    default -> new HttpHeaders();
                });
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(Commands.BadHeader refused) {
        return Problems.answer(
                Problems.of(HttpStatus.BAD_REQUEST, refused.header(), "header", String.valueOf(refused.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(ConflictingModificationException stale) {
        return Problems.answer(Problems.of(
                HttpStatus.PRECONDITION_FAILED,
                HttpHeaders.IF_MATCH,
                "if-match",
                "it has changed since the version that If-Match names; read it again"));
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(AggregateNotFoundException missing) {
        return Problems.answer(Problems.of(
                HttpStatus.NOT_FOUND,
                "id",
                "exists",
                "there is nothing here with the id '" + missing.getAggregateIdentifier() + "'"));
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(AggregateStreamCreationException exists) {
        return Problems.answer(
                Problems.of(HttpStatus.CONFLICT, "id", "already-exists", "something with this id exists already"));
    }

    @ExceptionHandler({ConcurrencyException.class, LockAcquisitionFailedException.class})
    ResponseEntity<Object> handleConflict(AxonException conflict) {
        return Problems.answer(
                Problems.of(
                        HttpStatus.CONFLICT,
                        null,
                        "concurrent-change",
                        "others changed it at the same time, and every retry met another change;"
                                + " nothing was changed by this request; send it again"),
                retryAfter("1"));
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(Commands.OutcomeUnknown unknown) {
        return unavailable(String.valueOf(unknown.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(TransactionException failed) {
        log.warn("a transaction failed", failed);
        return unavailable("the database did not answer in time; it is not known whether this took effect:"
                + " send it again with the same Idempotency-Key");
    }

    @ExceptionHandler({AxonException.class, DataAccessException.class})
    ResponseEntity<Object> handleFailure(RuntimeException failed) {
        if (SqlStates.meansBusy(failed)) {
            log.warn("the database refused a command for now", failed);
            return unavailable("the database did not answer in time; nothing was changed; send it again");
        }
        if (SqlStates.meansDuplicateKey(failed)) {
            return Problems.answer(Problems.of(HttpStatus.CONFLICT, EXISTS.message(), List.of(EXISTS)));
        }
        if (SqlStates.meansUnstorable(failed)) {
            log.warn("a value reached the database that it can't store", failed);
            return Problems.answer(
                    Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, UNSTORABLE.message(), List.of(UNSTORABLE)));
        }
        log.error("a command failed unexpectedly", failed);
        return Problems.answer(Problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR, null, "unexpected", "an unexpected failure, recorded in the log"));
    }

    private static ResponseEntity<Object> unavailable(String detail) {
        return Problems.answer(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, null, "busy", detail), retryAfter("1"));
    }

    private static HttpHeaders retryAfter(String seconds) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, seconds);
        return headers;
    }
}
