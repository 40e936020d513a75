package io.plumbline.reporting.reference;

import io.plumbline.platform.web.AllowedCurrency;
import io.plumbline.reporting.report.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exchange rates. They are only ever added: a correction is a further entry, so that a report for what was known before it
 * shows what it showed.
 */
@RestController
@Tag(name = "Rates", description = "Exchange rates")
@RequestMapping("/api/reports/rates")
class RatesController {

    private static final String CODE = "[A-Z]{3}";

    /**
     * A rate as it is entered.
     *
     * @param day from which it holds until the next one of the two currencies; null for a plan's
     */
    @Schema(name = "NewRate")
    record NewRate(
            @Schema(example = "USD") @NotNull @Pattern(regexp = CODE) @AllowedCurrency(leavesUnknown = false)
            String currency,

            @Schema(example = "CNY") @NotNull @Pattern(regexp = CODE) @AllowedCurrency(leavesUnknown = false)
            String into,

            @Schema(example = "7.1268", description = "what one unit of the first is worth in the second")
            @NotNull @Positive @Digits(integer = 12, fraction = 12) BigDecimal rate,

            @Schema(example = "2024-07-01", description = "from which it holds; absent for a plan's rate") @Nullable LocalDate day,

            @Schema(description = "the plan that the rate is fixed for; absent for a rate of the day")
            @Nullable @Size(max = 100) String planId) {

        @AssertTrue(message = "the two currencies are the same") boolean isBetweenTwo() {
            return !Objects.equals(currency, into);
        }

        @AssertTrue(message = "a rate is either of a plan or from a day on") boolean isOfPlanOrDay() {
            return (day == null) != (planId == null);
        }
    }

    @Schema(name = "NewRates")
    record NewRates(@NotEmpty @Size(max = 5000) List<@NotNull @Valid NewRate> rates) {}

    /** @param entered how many of them say something new */
    record Entered(int entered, Instant recordedAt) {}

    /** @param day null for a plan's rate */
    record Rate(
            @Nullable String planId,
            String currency,
            String intoCurrency,
            @Nullable LocalDate day,
            BigDecimal rate,
            Instant recordedAt,
            String recordedBy) {}

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RatesController(JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Enters rates, all or none. One that stands already is not entered again, so this can be repeated. */
    @Operation(operationId = "enterRates", summary = "Enter rates of a day or of a plan")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Entered enter(@Valid @RequestBody NewRates rates, Authentication caller) {
        Instant now = clock.instant();
        int entered = Objects.requireNonNull(transaction.execute(status -> rates.rates().stream()
                .mapToInt(rate -> enter(rate, now, caller.getName()))
                .sum()));
        return new Entered(entered, now);
    }

    private int enter(NewRate rate, Instant now, String by) {
        return db.sql("""
                        insert into report.exchange_rate
                               (plan_id, currency, into_currency, valid_from, rate, recorded_at, recorded_by)
                        select x.plan_id, x.currency, x.into_currency, x.valid_from, x.rate, :now, :by
                          from (select :plan::text, :currency::text, :into::text, coalesce(:day::date, '-infinity'), :rate::numeric)
                               x (plan_id, currency, into_currency, valid_from, rate)
                         where x.rate is distinct from (
                               select r.rate from report.exchange_rate r
                                where r.currency = x.currency and r.into_currency = x.into_currency
                                  and coalesce(r.plan_id, '') = coalesce(x.plan_id, '') and r.valid_from = x.valid_from
                                order by r.entry desc limit 1)
                        """)
                .param("plan", rate.planId())
                .param("currency", rate.currency())
                .param("into", rate.into())
                .param("day", rate.day())
                .param("rate", rate.rate())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    /**
     * The rates as they were known.
     *
     * @param knownAt now by default
     */
    @Operation(operationId = "listRates", summary = "Rates as they were known")
    @GetMapping
    List<Rate> rates(
            @RequestParam(required = false) @Nullable Instant knownAt,
            @RequestParam(required = false) @Nullable String planId,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String into,
            @Valid @ModelAttribute Page page) {
        return db.sql("""
                        select distinct on (currency, into_currency, plan_id, valid_from)
                               plan_id, currency, into_currency, nullif(valid_from, '-infinity') as day, rate, recorded_at, recorded_by
                          from report.exchange_rate
                         where recorded_at <= :known and (:plan::text is null or plan_id = :plan)
                           and (:currency::text is null or currency = :currency) and (:into::text is null or into_currency = :into)
                         order by currency, into_currency, plan_id, valid_from desc, entry desc
                         limit :limit offset :offset
                        """)
                .param(
                        "known",
                        Objects.requireNonNullElse(knownAt, clock.instant()).atOffset(ZoneOffset.UTC))
                .param("plan", planId)
                .param("currency", currency)
                .param("into", into)
                .param("limit", page.size())
                .param("offset", page.first())
                .query(new DataClassRowMapper<>(Rate.class))
                .list();
    }
}
