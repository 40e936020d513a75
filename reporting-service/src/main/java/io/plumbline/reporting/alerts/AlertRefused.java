package io.plumbline.reporting.alerts;

import io.plumbline.platform.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A request that can't be carried out, with the field and the rule. */
final class AlertRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    AlertRefused(HttpStatus status, @Nullable String field, String rule, String message) {
        super(status, Problems.of(status, field, rule, message), null);
    }
}
