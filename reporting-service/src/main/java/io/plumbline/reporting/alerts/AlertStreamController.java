package io.plumbline.reporting.alerts;

import io.plumbline.reporting.alerts.AlertStream.Subscription;
import io.plumbline.reporting.report.ReportCall;
import io.plumbline.reporting.report.Reports;
import io.plumbline.reporting.report.TerritoryQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens to alerts, as server-sent events. A stream occupies its request's thread, which is a virtual one, and nothing
 * else; so it ends as any other request does.
 */
@RestController
@Tag(name = "Alerts")
class AlertStreamController {

    private static final Logger log = LoggerFactory.getLogger(AlertStreamController.class);

    /** @param code null means everything */
    record Visible(@Nullable String code) {}

    private static final class Sight {

        private final Set<@Nullable String> codes = new HashSet<>();

        Sight(List<Visible> visible) {
            visible.forEach(territory -> codes.add(territory.code()));
        }

        boolean reaches(AlertChange change) {
            return codes.contains(null) || change.territory() != null && codes.contains(change.territory());
        }
    }

    private static final ReportCall<Visible> VISIBLE =
            ReportCall.ofTerritories("visible_territories", "code", Visible.class);

    private final Reports reports;
    private final AlertStream stream;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration heartbeat;

    AlertStreamController(
            Reports reports,
            AlertStream stream,
            JsonMapper json,
            Clock clock,
            @Value("${plumbline.alerts.heartbeat}") Duration heartbeat) {
        this.reports = reports;
        this.stream = stream;
        this.json = json;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    /**
     * Each event's name is the kind of change and its id the change's number. The stream ends when the token expires; what
     * the caller may see is settled when it begins.
     *
     * @param lastEventId the last change that the caller knows; without it, the stream begins with what happens next
     */
    @Operation(operationId = "streamAlerts", summary = "What happens to alerts, as it happens")
    @ApiResponse(
            responseCode = "200",
            description = "Server-sent events, until the token expires",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/api/reports/alerts/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            @ModelAttribute TerritoryQuery query,
            JwtAuthenticationToken caller,
            HttpServletResponse response) {
        Instant expiry = Objects.requireNonNullElse(caller.getToken().getExpiresAt(), Instant.MAX);
        List<Visible> visible = reports.answer(caller, query.all(), VISIBLE).rows();
        Sight sight = new Sight(visible);
        // listens before it reads what has happened, so that nothing falls in between
        try (Subscription subscription = stream.subscribe()) {
            long last = lastEventId == null ? stream.last() : lastEventId;
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            OutputStream out = response.getOutputStream();
            write(out, "retry: 3000\n\n");
            for (List<AlertChange> page = stream.after(last); !page.isEmpty(); page = stream.after(last)) {
                for (AlertChange change : page) {
                    if (sight.reaches(change)) {
                        write(out, event(change));
                    }
                    last = change.sequence();
                }
            }
            while (clock.instant().isBefore(expiry) && !subscription.isOver()) {
                AlertChange change = subscription.next(heartbeat);
                if (change == null) {
                    write(out, ":\n\n");
                } else if (change.sequence() > last) {
                    if (sight.reaches(change)) {
                        write(out, event(change));
                    }
                    last = change.sequence();
                }
            }
        } catch (IOException e) {
            log.debug("A listener has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String event(AlertChange change) {
        return "id: " + change.sequence() + "\nevent: " + change.change() + "\ndata: " + json.writeValueAsString(change)
                + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
