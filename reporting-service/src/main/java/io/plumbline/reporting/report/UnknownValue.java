package io.plumbline.reporting.report;

import io.plumbline.platform.web.Problems;
import java.util.Arrays;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A parameter whose value is none of those that it can have: 400, naming both. */
final class UnknownValue extends ErrorResponseException {

    UnknownValue(String parameter, String value, Object... known) {
        super(
                HttpStatus.BAD_REQUEST,
                Problems.of(
                        HttpStatus.BAD_REQUEST,
                        parameter,
                        "format",
                        "'" + value + "' is none of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(known)
                                                .map(Object::toString)
                                                .toList())),
                null);
    }
}
