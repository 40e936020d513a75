package io.plumbline.reporting.report;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a filter by what nothing in the read models has or ever had. A misspelt code would answer zeros, which look like a
 * figure.
 *
 * <p>Codes that are no secret are refused with 422 and the nearest one; ids with 404, the same whether they do not exist or
 * the caller may not see them. A parameter has the same meaning in all reports, so they are looked at here, by name.
 */
final class KnownValues implements HandlerInterceptor {

    /** The parameters that filter by a code, with its kind in {@code report.known_value}. */
    private static final Map<String, String> CODES = Map.of(
            "territory", "TERRITORY",
            "productLine", "PRODUCT_LINE",
            "segment", "SEGMENT",
            "industry", "INDUSTRY",
            "channel", "CHANNEL",
            "tier", "TIER");

    private static final Set<String> READING = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());
    private static final Set<String> TIERS = Set.of("A", "B", "C", "D");

    private final JdbcClient db;
    private final Clock clock;

    KnownValues(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null
                || !READING.contains(request.getMethod())
                || request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        String @Nullable [] granted = Reports.granted(caller);
        CODES.forEach((parameter, kind) -> requireCodes(parameter, kind, values(request, parameter), granted));
        for (String representative : values(request, "representative")) {
            if (!caller.getName().equals(representative) && !isRepresentative(representative, granted)) {
                throw UnknownValue.ofIds("representative", representative);
            }
        }
        for (String goal : values(request, "goal")) {
            if (!isGoal(goal, granted)) {
                throw UnknownValue.ofIds("goal", goal);
            }
        }
        for (String parameter : List.of("plan", "planId")) {
            for (String plan : values(request, parameter)) {
                if (!isPlan(plan, granted)) {
                    throw UnknownValue.ofIds(parameter, plan);
                }
            }
        }
        for (String parameter : List.of("currency", "into")) {
            requireCurrencies(parameter, values(request, parameter));
        }
        return true;
    }

    /** As they are bound: given several times, or with commas between. */
    private static Set<String> values(HttpServletRequest request, String parameter) {
        String[] given = request.getParameterValues(parameter);
        return given == null
                ? Set.of()
                : Arrays.stream(given)
                        .flatMap(value -> Arrays.stream(StringUtils.commaDelimitedListToStringArray(value)))
                        .map(String::trim)
                        .collect(Collectors.toSet());
    }

    private void requireCodes(String parameter, String kind, Set<String> wanted, String @Nullable [] granted) {
        if (wanted.isEmpty()) {
            return;
        }
        Set<String> unknown = new HashSet<>(wanted);
        unknown.removeAll(db.sql("select value from report.known_value where kind = ? and value = any (?)")
                .params(kind, wanted.toArray(String[]::new))
                .query((row, n) -> row.getString(1))
                .set());
        if (kind.equals("TIER")) {
            unknown.removeAll(TIERS);
        }
        if (!unknown.isEmpty()) {
            List<String> known = kind.equals("TERRITORY") && granted != null
                    ? visible(granted)
                    : db.sql("select distinct value from report.known_value where kind = ? order by value limit 1000")
                            .param(kind)
                            .query((row, n) -> row.getString(1))
                            .list();
            throw UnknownValue.ofCodes(
                    parameter, unknown.stream().sorted().findFirst().orElseThrow(), known);
        }
    }

    private List<String> visible(String[] granted) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return db.sql("select report.territories(report.instant(?, ?), ?)")
                .params(now, now, granted)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private boolean isRepresentative(String id, String @Nullable [] granted) {
        return exists("""
                select from report.known_value k
                 where k.kind = 'REPRESENTATIVE' and k.value = :id
                   and (:granted::text[] is null or k.territory in (select report.territories(report.instant(:now, :now), :granted)))
                """, id, granted);
    }

    private boolean isGoal(String id, String @Nullable [] granted) {
        return exists("""
                select from report.goal g
                 where g.id = :id
                   and (:granted::text[] is null or g.territory in (select report.territories(report.instant(:now, :now), :granted)))
                """, id, granted);
    }

    /** Rates name the plans that they are fixed for, and everybody may read rates. */
    private boolean isPlan(String id, String @Nullable [] granted) {
        return exists("""
                select from report.plan p
                 where p.id = :id
                   and (:granted::text[] is null or p.territory in (select report.territories(report.instant(:now, :now), :granted)))
                union all
                select from report.exchange_rate r where r.plan_id = :id
                """, id, granted);
    }

    private boolean exists(String rows, String id, String @Nullable [] granted) {
        return db.sql("select exists (" + rows + ")")
                .param("id", id)
                .param("granted", granted, Types.ARRAY)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private static void requireCurrencies(String parameter, Set<String> wanted) {
        List<String> known = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .toList();
        for (String code : wanted) {
            // another form than that of a code is refused where it is bound
            if (code.matches("[A-Z]{3}") && !known.contains(code)) {
                throw UnknownValue.ofCodes(parameter, code, known);
            }
        }
    }
}
