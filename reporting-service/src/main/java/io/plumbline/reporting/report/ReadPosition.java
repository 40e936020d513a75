package io.plumbline.reporting.report;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Gives every report an ETag from what has been read, and answers 304 without computing any figure where nothing has.
 *
 * <p>The tag is taken before the figures: they may be newer than it, never older. Figures that look at now also change
 * with the clock; their tag holds for the running minute.
 */
final class ReadPosition implements HandlerInterceptor {

    private final JdbcClient db;
    private final Clock clock;

    ReadPosition(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return true;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        boolean settled = request.getParameter("asOf") != null && request.getParameter("knownAt") != null;
        String moment =
                settled ? "" : clock.instant().truncatedTo(ChronoUnit.MINUTES).toString();
        String tag =
                "W/\"" + digest(position() + '|' + moment + '|' + request.getHeader(HttpHeaders.AUTHORIZATION)) + '"';
        return !new ServletWebRequest(request, response).checkNotModified(tag);
    }

    private String position() {
        return db.sql("""
                        select coalesce((select string_agg(topic || partition || ':' || next_offset, ',' order by topic, partition)
                                           from report.intake_position), '')
                               -- a replay adds to the figures and moves no offset
                               || '|' || (select count(*) from report.intake_parked)
                               || '|' || (select max(version) from report.light_policy)
                               || '|' || (select concat_ws(',', (select max(entry) from report.exchange_rate),
                                                                (select max(entry) from report.calendar),
                                                                (select max(entry) from report.calendar_day),
                                                                (select max(entry) from report.calendar_assignment)))
                               || '|' || (select schema_name from report.read_model where serving)
                        """).query((row, n) -> row.getString(1)).single();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
