package io.plumbline.deploy.suite;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds in the log of a service that did not start why it did not. */
final class StartFailure {

    private static final String ANALYSED = "APPLICATION FAILED TO START";
    private static final Pattern CAUSE =
            Pattern.compile("^(?:Caused by: )?[\\w.$]+(?:Exception|Error|Failure|Missing): (.+)");

    private StartFailure() {}

    /** What Spring Boot's analysis says, or else the message of the innermost exception; empty where there is neither. */
    static Optional<String> reason(List<String> log) {
        int analysed = log.lastIndexOf(ANALYSED);
        if (analysed >= 0) {
            String said = log.subList(analysed + 1, log.size()).stream()
                    .map(String::strip)
                    .takeWhile(line -> !line.matches("\\d{4}-\\d\\d-\\d\\dT.*"))
                    .filter(line -> !line.isEmpty() && !line.matches("\\*+|Description:|Action:"))
                    .collect(Collectors.joining(" "));
            if (!said.isEmpty()) {
                return Optional.of(said);
            }
        }
        return log.reversed().stream()
                .map(CAUSE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).strip() + ".")
                .findFirst();
    }
}
