package io.plumbline.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.ConversionNotSupportedException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every exception of Spring MVC's own, and what a caller is told of it. */
class ProblemAdviceTests {

    /** @param error {@code field/rule}; a null field stands as {@code -} */
    record Case(Class<? extends Exception> handled, Exception thrown, String error, String told) {}

    /** Nobody is there to be told: the client is gone. */
    private static final Set<Class<?>> UNANSWERED = Set.of(AsyncRequestNotUsableException.class);

    /** These name their fields one by one, which the services' tests show. */
    private static final Set<Class<?>> BY_FIELD =
            Set.of(MethodArgumentNotValidException.class, HandlerMethodValidationException.class);

    static Stream<Case> cases() throws NoSuchMethodException {
        MethodParameter parameter = new MethodParameter(String.class.getMethod("concat", String.class), 0);
        List<MediaType> json = List.of(MediaType.APPLICATION_JSON);
        return Stream.of(
                new Case(
                        HttpRequestMethodNotSupportedException.class,
                        new HttpRequestMethodNotSupportedException("PUT", List.of("POST", "GET")),
                        "-/method",
                        "PUT is not possible here; possible: GET, POST"),
                new Case(
                        HttpMediaTypeNotSupportedException.class,
                        new HttpMediaTypeNotSupportedException(MediaType.TEXT_PLAIN, json),
                        "Content-Type/content-type",
                        "text/plain is not read here; send application/json"),
                new Case(
                        HttpMediaTypeNotAcceptableException.class,
                        new HttpMediaTypeNotAcceptableException(json),
                        "Accept/accept",
                        "what is accepted is not given here; accept application/json"),
                new Case(
                        MissingPathVariableException.class,
                        new MissingPathVariableException("id", parameter),
                        "-/unexpected",
                        "an unexpected failure, recorded in the log"),
                new Case(
                        MissingServletRequestParameterException.class,
                        new MissingServletRequestParameterException("from", "LocalDate"),
                        "from/required",
                        "the parameter 'from' is required"),
                new Case(
                        MissingServletRequestPartException.class,
                        new MissingServletRequestPartException("file"),
                        "file/required",
                        "the part 'file' is required"),
                new Case(
                        ServletRequestBindingException.class,
                        new MissingRequestHeaderException("If-Match", parameter),
                        "If-Match/required",
                        "the header 'If-Match' is required"),
                new Case(
                        NoHandlerFoundException.class,
                        new NoHandlerFoundException("GET", "/api/gaols", new HttpHeaders()),
                        "-/path",
                        "there is nothing at '/api/gaols'; the OpenAPI document lists all paths"),
                new Case(
                        NoResourceFoundException.class,
                        new NoResourceFoundException(HttpMethod.GET, "/api/gaols", "api/gaols"),
                        "-/path",
                        "there is nothing at '/api/gaols'; the OpenAPI document lists all paths"),
                new Case(
                        AsyncRequestTimeoutException.class,
                        new AsyncRequestTimeoutException(),
                        "-/timeout",
                        "no answer within the time that a request may take; send it again"),
                new Case(
                        ErrorResponseException.class,
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such generation"),
                        "-/not-found",
                        "there is no such generation"),
                new Case(
                        MaxUploadSizeExceededException.class,
                        new MaxUploadSizeExceededException(1_000),
                        "-/size",
                        "the upload is too large; send at most 1000 bytes"),
                new Case(
                        ConversionNotSupportedException.class,
                        new ConversionNotSupportedException("x", Thread.class, null),
                        "-/unexpected",
                        "an unexpected failure, recorded in the log"),
                new Case(
                        TypeMismatchException.class,
                        new TypeMismatchException("x", Long.class),
                        "-/format",
                        "'x' is not a number"),
                new Case(
                        HttpMessageNotReadableException.class,
                        new HttpMessageNotReadableException("no body", new MockHttpInputMessage(new byte[0])),
                        "-/json",
                        "a JSON body is required and could not be read"),
                new Case(
                        HttpMessageNotWritableException.class,
                        new HttpMessageNotWritableException("a field of ours"),
                        "-/unexpected",
                        "an unexpected failure, recorded in the log"),
                new Case(
                        MethodValidationException.class,
                        new MethodValidationException(MethodValidationResult.emptyResult()),
                        "-/unexpected",
                        "an unexpected failure, recorded in the log"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isToldByAStatedRule(Case expected) throws Exception {
        ResponseEntity<Object> answer = new ProblemAdvice()
                .handleException(expected.thrown(), new ServletWebRequest(new MockHttpServletRequest()));

        ProblemDetail problem = (ProblemDetail)
                Objects.requireNonNull(Objects.requireNonNull(answer).getBody());
        Map<String, Object> properties = Objects.requireNonNull(problem.getProperties());
        assertThat((List<?>) properties.get("errors"))
                .singleElement()
                .isInstanceOfSatisfying(Problems.Error.class, error -> {
                    assertThat((error.field() == null ? "-" : error.field()) + "/" + error.rule())
                            .isEqualTo(expected.error());
                    assertThat(error.message()).isEqualTo(expected.told()).isEqualTo(problem.getDetail());
                });
    }

    /** Fails when a release of Spring adds one that nobody has given a rule to. */
    @Test
    void nothingThatSpringHandlesIsLeftOut() throws Exception {
        Set<Class<?>> handled = new HashSet<>(Arrays.asList(ResponseEntityExceptionHandler.class
                .getMethod("handleException", Exception.class, WebRequest.class)
                .getAnnotation(ExceptionHandler.class)
                .value()));
        handled.removeAll(UNANSWERED);
        handled.removeAll(BY_FIELD);

        assertThat(cases().<Class<?>>map(Case::handled)).containsExactlyInAnyOrderElementsOf(handled);
    }
}
