package io.plumbline.platform.write.command;

import io.plumbline.platform.web.BodyLimit;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Sends a controller's command with what the HTTP request says around it: who asks, {@code Idempotency-Key},
 * {@code If-Match} and {@code traceparent}.
 */
public final class Commands {

    static final String IDEMPOTENCY_KEY = "idempotencyKey";
    static final String REQUEST_DIGEST = "requestDigest";
    static final String IF_MATCH = "ifMatch";
    static final String TRACEPARENT = "traceparent";

    private static final int LONGEST_KEY = 200;
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final CommandGateway gateway;
    private final Duration timeout;

    Commands(CommandGateway gateway, Duration timeout) {
        this.gateway = gateway;
        this.timeout = timeout;
    }

    /** 201 with the place of what was created, below the path of this request, and its version as ETag. */
    public ResponseEntity<Answer> create(Object command) {
        HttpServletRequest request = request();
        Answer answer = send(command, request);
        String id = URLEncoder.encode(answer.id(), StandardCharsets.UTF_8);
        return ResponseEntity.created(URI.create(request.getRequestURI() + "/" + id))
                .eTag(eTag(answer))
                .body(answer);
    }

    /** 200 with the new version as ETag. */
    public ResponseEntity<Answer> apply(Object command) {
        Answer answer = send(command, request());
        return ResponseEntity.ok().eTag(eTag(answer)).body(answer);
    }

    /**
     * Sends a command of the service's own accord, outside any request.
     *
     * @throws CommandRejected where the domain refuses it
     */
    Answer send(Object command, Actor actor) {
        return send(command, actor.asMetaData());
    }

    private Answer send(Object command, HttpServletRequest request) {
        Map<String, Object> metaData = metaData(request);
        String key = request.getHeader("Idempotency-Key");
        if (key != null) {
            if (key.isBlank() || key.length() > LONGEST_KEY) {
                throw new BadHeader("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
            }
            metaData.put(IDEMPOTENCY_KEY, key);
            metaData.put(REQUEST_DIGEST, Objects.requireNonNull(request.getAttribute(BodyLimit.DIGEST)));
        }
        Long expected = version(request.getHeader(HttpHeaders.IF_MATCH));
        if (expected != null) {
            metaData.put(IF_MATCH, expected);
        }
        return send(command, metaData);
    }

    /** What goes with every command of the current request: who asks, and the trace. */
    public static Map<String, Object> metaData() {
        return metaData(request());
    }

    private static Map<String, Object> metaData(HttpServletRequest request) {
        Map<String, Object> metaData = new HashMap<>(actor().asMetaData());
        String trace = request.getHeader(TRACEPARENT);
        if (trace != null && TRACE.matcher(trace).matches()) {
            metaData.put(TRACEPARENT, trace);
        }
        return metaData;
    }

    private Answer send(Object command, Map<String, Object> metaData) {
        try {
            return gateway.<Answer>send(new GenericCommandMessage<>(command, MetaData.from(metaData)))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("a command failed with a checked exception", e.getCause());
        } catch (TimeoutException e) {
            throw new OutcomeUnknown(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown(timeout);
        }
    }

    private static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(ifMatch.replace("W/", "").replace("\"", "").trim());
        } catch (NumberFormatException e) {
            throw new BadHeader(HttpHeaders.IF_MATCH, "must be an ETag that this service gave, such as \"3\"");
        }
    }

    private static String eTag(Answer answer) {
        return "\"" + answer.version() + "\"";
    }

    /** Who makes the current request. */
    public static Actor actor() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Jwt jwt) {
            return Actor.bearer(
                    Objects.requireNonNullElse(jwt.getSubject(), "unknown"),
                    claim(jwt, "roles"),
                    claim(jwt, "territories"));
        }
        throw new IllegalStateException("a command came without an authenticated caller");
    }

    private static Set<String> claim(Jwt jwt, String name) {
        return Set.copyOf(Objects.requireNonNullElse(jwt.getClaimAsStringList(name), List.of()));
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }

    /** A header of the request that cannot be read: 400. */
    static final class BadHeader extends RuntimeException {

        private final String header;

        BadHeader(String header, String message) {
            super(header + " " + message);
            this.header = header;
        }

        String header() {
            return header;
        }
    }

    /** No answer within the limit: the command may still commit. 503; a retry under the same key is safe. */
    static final class OutcomeUnknown extends RuntimeException {

        OutcomeUnknown(Duration timeout) {
            super("no answer within " + timeout.toSeconds()
                    + " s; it may still take effect: send it again with the same Idempotency-Key");
        }
    }
}
