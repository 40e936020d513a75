package io.plumbline.reporting.alerts;

import io.plumbline.platform.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request that can't be carried out; {@link AlertProblems} answers it. */
final class AlertRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ProblemDetail problem;

    AlertRefused(HttpStatus status, @Nullable String field, String rule, String message) {
        super(message);
        this.problem = Problems.of(status, field, rule, message);
    }

    ProblemDetail problem() {
        return problem;
    }
}
