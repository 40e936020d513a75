package io.plumbline.platform.web;

import io.plumbline.platform.bounds.OutOfBounds;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns what Spring MVC and JSON binding refuse into problem details that name the field and the rule. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException refused, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(refused.getBindingResult().getAllErrors().stream()
                .map(error -> error(error instanceof FieldError field ? field.getField() : null, error))
                .toList());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException refused, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problems.Error> errors = new ArrayList<>();
        for (ParameterValidationResult result : refused.getParameterValidationResults()) {
            String parameter = result.getMethodParameter().getParameterName();
            if (result instanceof ParameterErrors body) {
                body.getAllErrors().forEach(e -> errors.add(error(e instanceof FieldError f ? f.getField() : null, e)));
            } else {
                result.getResolvableErrors().forEach(e -> errors.add(error(parameter, e)));
            }
        }
        return invalid(errors);
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(ConstraintViolationException refused) {
        return invalid(refused.getConstraintViolations().stream()
                .map(v -> new Problems.Error(lastNode(v), FieldErrors.ruleOf(v), v.getMessage()))
                .toList());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException refused, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problems.Error error = refused.getCause() instanceof JacksonException unreadable
                ? FieldErrors.of(unreadable)
                : new Problems.Error(null, "json", "a JSON body is required and could not be read");
        return Problems.answer(Problems.of(HttpStatus.BAD_REQUEST, error.field(), error.rule(), error.message()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String name = refused.getParameterName();
        return Problems.answer(
                Problems.of(HttpStatus.BAD_REQUEST, name, "required", "the parameter '" + name + "' is required"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException refused, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problems.Error error = mismatch(refused.getPropertyName(), refused);
        return Problems.answer(Problems.of(HttpStatus.BAD_REQUEST, error.field(), error.rule(), error.message()));
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(MethodArgumentTypeMismatchException refused) {
        OutOfBounds beyond = FieldErrors.outOfBounds(refused);
        if (beyond != null) {
            return handle(new BoundedRequests.Refused(refused.getName(), beyond));
        }
        Class<?> type = refused.getRequiredType();
        return Problems.answer(Problems.of(
                HttpStatus.BAD_REQUEST,
                refused.getName(),
                "format",
                "'" + refused.getValue() + "' is not " + (type == null ? "readable" : FieldErrors.describe(type))));
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(BoundedRequests.Refused refused) {
        Problems.Error error = refused.error();
        return Problems.answer(Problems.of(HttpStatus.BAD_REQUEST, error.field(), error.rule(), error.message()));
    }

    /** The firewall looks at a parameter when it is read, which may be as late as here. */
    @ExceptionHandler
    ResponseEntity<Object> handle(RequestRejectedException refused) {
        return Problems.answer(Problems.of(
                HttpStatus.BAD_REQUEST, null, "characters", "a parameter holds characters that are not allowed"));
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(AccessDeniedException refused) {
        return Problems.answer(Problems.of(HttpStatus.FORBIDDEN, null, "role", "your roles do not allow this"));
    }

    @ExceptionHandler({
        TransientDataAccessException.class,
        DataAccessResourceFailureException.class,
        QueryTimeoutException.class,
        ConcurrencyFailureException.class
    })
    ResponseEntity<Object> handleUnavailable(Exception unavailable) {
        log.warn("the database did not answer in time", unavailable);
        return unavailable();
    }

    @ExceptionHandler
    ResponseEntity<Object> handleUnexpected(Exception unexpected) {
        log.error("unexpected failure", unexpected);
        Problems.Error error = RefusedRequests.unexpected();
        return Problems.answer(
                Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, error.field(), error.rule(), error.message()));
    }

    /** 503 with {@code Retry-After}: nothing was changed, and the same request may be sent again. */
    private static ResponseEntity<Object> unavailable() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return Problems.answer(
                Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        null,
                        "busy",
                        "the database did not answer in time; nothing was changed; send it again"),
                headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refused, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(refused, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem && !namesErrors(problem)) {
            if (status.is5xxServerError()) {
                log.error("unexpected failure", refused);
            }
            Problems.Error error = RefusedRequests.error(refused, status, problem);
            problem.setDetail(error.message());
            problem.setProperty("errors", List.of(error));
        }
        return answer;
    }

    private static boolean namesErrors(ProblemDetail problem) {
        return problem.getProperties() != null && problem.getProperties().containsKey("errors");
    }

    private static ResponseEntity<Object> invalid(List<Problems.Error> errors) {
        String detail = errors.stream()
                .map(e -> e.field() == null ? e.message() : e.field() + ": " + e.message())
                .collect(Collectors.joining("; "));
        return Problems.answer(Problems.of(HttpStatus.BAD_REQUEST, detail, errors));
    }

    private static Problems.Error error(@Nullable String field, MessageSourceResolvable error) {
        if (error instanceof ObjectError object && object.contains(TypeMismatchException.class)) {
            return mismatch(field, object.unwrap(TypeMismatchException.class));
        }
        String[] codes = error.getCodes();
        String code = error instanceof ObjectError object && object.getCode() != null
                ? object.getCode()
                : codes == null || codes.length == 0 ? "Invalid" : codes[codes.length - 1];
        return new Problems.Error(
                field, FieldErrors.ruleOf(code), Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid"));
    }

    /** A parameter that is bound to a field of an object. */
    private static Problems.Error mismatch(@Nullable String field, TypeMismatchException mismatch) {
        OutOfBounds beyond = FieldErrors.outOfBounds(mismatch);
        if (beyond != null) {
            return new Problems.Error(field, beyond.rule(), String.valueOf(beyond.getMessage()));
        }
        Class<?> type = mismatch.getRequiredType();
        String wanted = type == null ? "readable" : FieldErrors.describe(type);
        return new Problems.Error(field, "format", "'" + mismatch.getValue() + "' is not " + wanted);
    }

    private static @Nullable String lastNode(ConstraintViolation<?> violation) {
        String name = null;
        for (Path.Node node : violation.getPropertyPath()) {
            name = node.getName();
        }
        return name;
    }
}
