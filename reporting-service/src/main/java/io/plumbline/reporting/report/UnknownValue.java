package io.plumbline.reporting.report;

import io.plumbline.platform.web.Nearest;
import io.plumbline.platform.web.Problems;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A parameter whose value is none of those that it can have. */
final class UnknownValue extends ErrorResponseException {

    private UnknownValue(HttpStatus status, String parameter, String rule, String message) {
        super(status, Problems.of(status, parameter, rule, message), null);
    }

    /** 400, naming all that are known: of a list that is part of the interface. */
    static UnknownValue ofConstants(String parameter, String value, List<String> known) {
        return new UnknownValue(
                HttpStatus.BAD_REQUEST, parameter, "format", "'" + value + "' is none of " + String.join(", ", known));
    }

    /** 422, naming the nearest that is known: of a code that is no secret. */
    static UnknownValue ofCodes(String parameter, String value, List<String> known) {
        String hint = Nearest.to(value, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
        return new UnknownValue(
                HttpStatus.UNPROCESSABLE_CONTENT,
                parameter,
                "known-value",
                "nothing here has the " + parameter + " '" + value + "'" + hint);
    }

    /** 404, the same for what does not exist and for what the caller may not see. */
    static UnknownValue ofIds(String parameter, String value) {
        return new UnknownValue(
                HttpStatus.NOT_FOUND,
                parameter,
                "known-value",
                "there is no " + parameter + " '" + value + "', or none that you may see");
    }
}
