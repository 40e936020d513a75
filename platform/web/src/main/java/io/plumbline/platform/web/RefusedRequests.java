package io.plumbline.platform.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingMatrixVariableException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * What Spring MVC refuses before a controller sees the request, by field and rule. The rules are names that callers may rely on,
 * so none is made of a Java class, which may be renamed with any release.
 */
final class RefusedRequests {

    private RefusedRequests() {}

    /** What is wrong, and what would be right; where the fault is the server's, no more than that. */
    static Problems.Error error(Exception refused, HttpStatusCode status, ProblemDetail problem) {
        if (refused instanceof AsyncRequestTimeoutException) {
            return new Problems.Error(
                    null, "timeout", "no answer within the time that a request may take; send it again");
        }
        if (status.is5xxServerError()) {
            return unexpected();
        }
        return switch (refused) {
            case HttpRequestMethodNotSupportedException e ->
                new Problems.Error(
                        null,
                        "method",
                        e.getMethod() + " is not possible here; possible: " + listed(e.getSupportedMethods()));
            case HttpMediaTypeNotSupportedException e ->
                new Problems.Error(
                        "Content-Type",
                        "content-type",
                        (e.getContentType() == null ? "a body needs a type" : e.getContentType() + " is not read here")
                                + "; send " + listed(e.getSupportedMediaTypes()));
            case HttpMediaTypeNotAcceptableException e ->
                new Problems.Error(
                        "Accept",
                        "accept",
                        "what is accepted is not given here; accept " + listed(e.getSupportedMediaTypes()));
            case NoResourceFoundException e -> noSuchPath(e.getResourcePath());
            case NoHandlerFoundException e -> noSuchPath(e.getRequestURL());
            case MissingServletRequestPartException e -> required("part", e.getRequestPartName());
            case MissingRequestHeaderException e -> required("header", e.getHeaderName());
            case MissingRequestCookieException e -> required("cookie", e.getCookieName());
            case MissingMatrixVariableException e -> required("matrix variable", e.getVariableName());
            case MaxUploadSizeExceededException e ->
                new Problems.Error(
                        null,
                        "size",
                        e.getMaxUploadSize() < 0
                                ? "the upload is too large; send it in parts"
                                : "the upload is too large; send at most " + e.getMaxUploadSize() + " bytes");
            default -> new Problems.Error(null, ruleOf(status), detail(problem));
        };
    }

    static Problems.Error unexpected() {
        return new Problems.Error(null, "unexpected", "an unexpected failure, recorded in the log");
    }

    private static Problems.Error noSuchPath(String path) {
        return new Problems.Error(
                null,
                "path",
                "there is nothing at '/" + path.replaceFirst("^/+", "") + "'; the OpenAPI document lists all paths");
    }

    private static Problems.Error required(String kind, String name) {
        return new Problems.Error(name, "required", "the " + kind + " '" + name + "' is required");
    }

    /** {@code Not Found} becomes {@code not-found}. */
    private static String ruleOf(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null
                ? "refused"
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }

    private static String detail(ProblemDetail problem) {
        return problem.getDetail() == null ? "the request was refused" : problem.getDetail();
    }

    private static String listed(String @Nullable [] names) {
        return names == null ? "nothing" : Arrays.stream(names).sorted().collect(Collectors.joining(", "));
    }

    private static String listed(Collection<MediaType> types) {
        return types.isEmpty()
                ? "another type"
                : types.stream().map(MediaType::toString).distinct().collect(Collectors.joining(", "));
    }
}
