package io.plumbline.platform.web;

import io.plumbline.platform.bounds.OutOfBounds;
import jakarta.validation.ConstraintViolation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what JSON binding and bean validation refuse in the words of {@link Problems.Error}: field, rule, message. */
public final class FieldErrors {

    private FieldErrors() {}

    /** What could not be read; the field is null where the text is no JSON at all. */
    public static Problems.Error of(JacksonException refused) {
        OutOfBounds beyond = outOfBounds(refused);
        if (beyond != null) {
            String field = refused instanceof DatabindException bind ? path(bind) : null;
            return new Problems.Error(field, beyond.rule(), String.valueOf(beyond.getMessage()));
        }
        return switch (refused) {
            case UnrecognizedPropertyException unknown ->
                new Problems.Error(
                        path(unknown), "unknown-field", "the field '" + path(unknown) + "' is not known here");
            case InvalidFormatException format -> new Problems.Error(path(format), "format", expected(format));
            case StreamReadException syntax ->
                new Problems.Error(null, "json", "the body is not valid JSON" + where(syntax));
            case DatabindException bind
            when rootMessage(bind) instanceof String why -> new Problems.Error(path(bind), "format", why);
            default -> new Problems.Error(null, "json", "a JSON body is required and could not be read");
        };
    }

    /** The bound that was overstepped, anywhere in a chain of causes; null where none was. */
    static @Nullable OutOfBounds outOfBounds(@Nullable Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfBounds beyond) {
                return beyond;
            }
        }
        return null;
    }

    /** What breaks a constraint, with the path of the field from the value that was validated. */
    public static Problems.Error of(ConstraintViolation<?> violation) {
        return new Problems.Error(violation.getPropertyPath().toString(), ruleOf(violation), violation.getMessage());
    }

    static String ruleOf(ConstraintViolation<?> violation) {
        return ruleOf(violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName());
    }

    /** {@code NotBlank} becomes {@code not-blank}: rules are named in kebab case everywhere. */
    static String ruleOf(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    static String describe(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> "an instant such as 2024-07-01T08:00:00Z";
            case "LocalDate" -> "a date such as 2024-07-01";
            case "YearMonth" -> "a month such as 2024-07";
            case "BigDecimal", "Integer", "int", "Long", "long" -> "a number";
            case "UUID" -> "a UUID";
            default -> "a valid " + type.getSimpleName();
        };
    }

    private static @Nullable String path(DatabindException refused) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : refused.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }

    private static String expected(InvalidFormatException format) {
        String value = String.valueOf(format.getValue());
        String shown = value.length() > 60 ? value.substring(0, 60) + "..." : value;
        return "'" + shown + "' is not " + describe(format.getTargetType());
    }

    private static String where(StreamReadException syntax) {
        return syntax.getLocation() == null
                ? ""
                : " at line " + syntax.getLocation().getLineNr() + ", column "
                        + syntax.getLocation().getColumnNr();
    }

    /** What a value object's constructor said when it refused its arguments; null where Jackson itself refused. */
    private static @Nullable String rootMessage(DatabindException bind) {
        Throwable cause = bind.getCause();
        return cause instanceof IllegalArgumentException ? cause.getMessage() : bind.getOriginalMessage();
    }
}
