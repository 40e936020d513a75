package io.plumbline.platform.web;

import io.plumbline.platform.bounds.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Builds RFC 9457 problem details. Every problem carries {@code errors}, a list of {@link Error}, so that a client reads
 * the field and the rule from one place whatever went wrong.
 */
public final class Problems {

    /** What was wrong with one field, or with the request as a whole where {@code field} is null. */
    public record Error(@Nullable String field, String rule, String message) {

        /** What a caller sent may be quoted, and has to be text that an answer can carry. */
        public Error {
            field = field == null ? null : Bounds.readable(field);
            message = Bounds.readable(message);
        }
    }

    private Problems() {}

    /**
     * A problem of the given status whose title is the status phrase.
     *
     * @param detail one sentence for a person
     * @param errors what was wrong, field by field; may be empty
     */
    public static ProblemDetail of(HttpStatus status, String detail, List<Error> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, Bounds.readable(detail));
        problem.setProperty("errors", errors);
        return problem;
    }

    /** A problem with a single error. */
    public static ProblemDetail of(HttpStatus status, @Nullable String field, String rule, String message) {
        return of(status, message, List.of(new Error(field, rule, message)));
    }

    /** The problem as an HTTP answer of its own status. */
    public static ResponseEntity<Object> answer(ProblemDetail problem) {
        return answer(problem, new HttpHeaders());
    }

    /** The problem as an HTTP answer of its own status, with the given headers added. */
    public static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
