package io.plumbline.reporting.report;

import io.plumbline.platform.web.Problems;
import io.plumbline.reporting.report.Answer.Source;
import io.plumbline.reporting.report.Comparison.Side;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.ErrorResponseException;

/** Answers reports: every figure of one answer, and the freshness beside them, from one snapshot of the database. */
@Component
public class Reports {

    private static final int TIMEOUT_SECONDS = 10;
    private static final Set<String> SEE_EVERYTHING = Set.of("ROLE_sales-ops", "ROLE_bi");

    private final JdbcClient db;
    private final TransactionTemplate snapshot;
    private final Clock clock;

    Reports(DataSource dataSource, Clock clock) {
        this.db = JdbcClient.create(dataSource);
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setTimeout(TIMEOUT_SECONDS);
        this.clock = clock;
    }

    /**
     * Reads a report.
     *
     * @param caller sees the territories of the token and all below them; sales operations and BI see everything
     * @throws AccessDeniedException if a territory is asked for that the caller may not see
     */
    public <R extends Record> Answer<R> answer(Authentication caller, ReportQuery query, ReportCall<R> report) {
        return answer(caller, query, report, null);
    }

    /** Reads a figure three times, each from a snapshot of its own; what is known is settled, so they agree. */
    <R extends Record> Comparison compare(
            Authentication caller, String name, Asked asked, Report<R> report, CompareWith with, Page page) {
        ReportCall<R> call = report.call(asked);
        ReportQuery query = asked.query();
        Instant to = micros(Objects.requireNonNullElseGet(query.asOf(), clock::instant));
        Instant known = micros(Objects.requireNonNullElseGet(query.knownAt(), clock::instant));
        Instant knownBefore = micros(Objects.requireNonNullElse(with.beforeKnownAt(), with.before()));
        if (to.isBefore(with.before())) {
            throw new ErrorResponseException(
                    HttpStatus.BAD_REQUEST,
                    Problems.of(
                            HttpStatus.BAD_REQUEST,
                            "before",
                            "ordered",
                            "the later instant lies before the earlier one"),
                    null);
        }
        Answer<R> before = answer(caller, query.at(with.before(), knownBefore), call);
        Answer<R> restated = answer(caller, query.at(with.before(), known), call);
        Answer<R> after = answer(caller, query.at(to, known), call);
        List<Cause> late = answer(
                        caller, query.at(with.before(), known), report.late(knownBefore.atOffset(ZoneOffset.UTC)), page)
                .rows();
        return new Comparison(
                name,
                Side.of(before),
                Side.of(restated),
                Side.of(after),
                after.formulas(),
                after.freshness(),
                Comparison.changes(before, restated, after, report.key(), report.additive()),
                page.of(late),
                page.after(late));
    }

    /** Reads a figure and a page of the events behind it. */
    <R extends Record> Explanation explain(Authentication caller, Asked asked, Report<R> report, Page page) {
        Answer<R> explained = answer(caller, asked.query(), report.call(asked));
        Answer<Cause> behind =
                answer(caller, asked.query().at(explained.asOf(), explained.knownAt()), report.causes(asked), page);
        return new Explanation(explained, behind.withRows(page.of(behind.rows())), page.after(behind.rows()));
    }

    private <R extends Record> Answer<R> answer(
            Authentication caller, ReportQuery query, ReportCall<R> report, @Nullable Page page) {
        Instant now = clock.instant();
        Instant asOf = micros(Objects.requireNonNullElse(query.asOf(), now));
        Instant knownAt = micros(Objects.requireNonNullElse(query.knownAt(), now));
        return Objects.requireNonNull(snapshot.execute(status -> {
            planForTheseFilters();
            Scope scope = new Scope(
                    asOf,
                    knownAt,
                    roots(caller, query.territory(), now),
                    array(query.productLine()),
                    array(query.segment()),
                    array(query.industry()),
                    array(query.channel()),
                    array(query.representative()),
                    array(query.tier()));
            List<Argument> arguments = report.arguments(scope);
            String sql = report.sql(arguments);
            List<@Nullable Object> parameters = new ArrayList<>();
            arguments.forEach(argument -> parameters.addAll(argument.values()));
            if (page != null) {
                sql += " limit ? offset ?";
                // one more than asked for shows whether there is a next page
                parameters.addAll(List.of(page.size() + 1, page.first()));
            }
            List<R> rows = db.sql(sql)
                    .params(parameters)
                    .query(new DataClassRowMapper<>(report.row()))
                    .list();
            List<Source> freshness = freshness();
            return new Answer<>(
                    asOf,
                    knownAt,
                    freshness.stream().allMatch(source -> source.isKnownAt(knownAt)),
                    formulas(report.defining()),
                    freshness,
                    report.row(),
                    rows);
        }));
    }

    /**
     * A plan for any filters would read all of a table where these leave a hundredth of it; and to compile a plan that is
     * made for one answer takes longer than it saves.
     */
    private void planForTheseFilters() {
        db.sql("select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)")
                .query()
                .singleRow();
    }

    private String @Nullable [] roots(Authentication caller, @Nullable List<String> asked, Instant now) {
        String[] wanted = array(asked);
        String[] granted = granted(caller);
        if (granted == null) {
            return wanted;
        }
        if (wanted == null) {
            return granted;
        }
        Set<String> visible = db.sql("select report.territories(report.instant(?, ?), ?)")
                .param(now.atOffset(ZoneOffset.UTC))
                .param(now.atOffset(ZoneOffset.UTC))
                .param(granted)
                .query((row, n) -> row.getString(1))
                .set();
        if (!visible.containsAll(List.of(wanted))) {
            throw new AccessDeniedException("a territory outside the caller's");
        }
        return wanted;
    }

    /** The territories of the caller's token, of which the caller sees what is below as well; null: everything. */
    static String @Nullable [] granted(Authentication caller) {
        boolean everything = caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(Objects::nonNull)
                .anyMatch(SEE_EVERYTHING::contains);
        if (everything) {
            return null;
        }
        List<String> territories = caller instanceof JwtAuthenticationToken jwt
                ? jwt.getToken().getClaimAsStringList("territories")
                : null;
        return territories == null ? new String[0] : territories.toArray(String[]::new);
    }

    /** They stand in the comments of functions, one a line, as {@code name v1 = definition}. */
    private List<Formula> formulas(String[] functions) {
        return db.sql("""
                        select part[1], part[2]::int, part[3]
                          from unnest(?::text[]) with ordinality as wanted (function, place)
                          join pg_proc p on p.proname = wanted.function and p.pronamespace = 'report'::regnamespace
                         cross join regexp_matches(
                               obj_description(p.oid, 'pg_proc'), '^([a-z][a-z-]*) v([0-9]+) = (.+)$', 'gn')
                               with ordinality as line (part, number)
                         order by place, number
                        """)
                .param(functions)
                .query((row, n) -> new Formula(row.getString(1), row.getInt(2), row.getString(3)))
                .list();
    }

    private List<Source> freshness() {
        return db.sql("""
                        select p.topic, sum(p.next_offset), max(p.last_recorded_at),
                               (select count(distinct (k.source, k.aggregate_id)) from report.intake_parked k
                                 where k.topic = p.topic)
                          from report.intake_position p group by p.topic order by p.topic
                        """)
                .query((row, n) -> new Source(
                        row.getString(1),
                        row.getLong(2),
                        row.getTimestamp(3) == null ? null : row.getTimestamp(3).toInstant(),
                        row.getLong(4)))
                .list();
    }

    private static String @Nullable [] array(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? null : values.toArray(String[]::new);
    }

    /** PostgreSQL keeps microseconds. */
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
