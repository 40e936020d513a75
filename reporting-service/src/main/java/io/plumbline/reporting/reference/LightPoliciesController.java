package io.plumbline.reporting.reference;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** From what on a light is red, yellow or green. A report uses the version that was in force at its knownAt. */
@RestController
@Tag(name = "Light policies", description = "Thresholds of the lights")
@RequestMapping("/api/reports/light-policies")
class LightPoliciesController {

    @Schema(name = "NewLightPolicy")
    record NewPolicy(
            @Schema(
                    example = "0.80",
                    description = "a share of what a figure is compared with; below it a light is red")
            @NotNull @Positive @DecimalMax("10") @Digits(integer = 2, fraction = 6) BigDecimal redBelow,

            @Schema(example = "0.90", description = "a share; from redBelow to below it a light is yellow")
            @NotNull @Positive @DecimalMax("10") @Digits(integer = 2, fraction = 6) BigDecimal yellowBelow,

            @Schema(
                    example = "1.50",
                    description = "a share; the most that a child's attainment counts; 1.5 by default")
            @Positive @DecimalMax("100") @Digits(integer = 3, fraction = 6) @Nullable BigDecimal attainmentCap,

            @Schema(
                    example = "0.05",
                    description =
                            "a share of sales; where the cost of more is not known, a gross profit is incomplete and has no"
                                    + " light; 0.05 by default")
            @PositiveOrZero @DecimalMax("1") @Digits(integer = 1, fraction = 6) @Nullable BigDecimal uncostedLimit) {

        @AssertTrue(message = "yellow does not begin below red") @SuppressWarnings("ConstantValue") // until it is validated, a field may be missing
        boolean isOrdered() {
            return redBelow == null || yellowBelow == null || yellowBelow.compareTo(redBelow) >= 0;
        }
    }

    /** @param since when it came into force; null for the one that always was */
    record Policy(
            int version,
            BigDecimal redBelow,
            BigDecimal yellowBelow,
            BigDecimal attainmentCap,
            BigDecimal uncostedLimit,
            @Nullable Instant since,
            String recordedBy) {}

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LightPoliciesController(JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A new version, in force from now on. */
    @Operation(operationId = "enterLightPolicy", summary = "Put other thresholds in force")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Policy publish(@Valid @RequestBody NewPolicy policy, Authentication caller) {
        return Objects.requireNonNull(transaction.execute(status -> {
            // versions follow one another without gaps
            db.sql("lock table report.light_policy in exclusive mode").update();
            return db.sql("""
                            insert into report.light_policy (version, red_below, yellow_below, attainment_cap, uncosted_limit, since, recorded_by)
                            select max(version) + 1, :red, :yellow, :cap, :uncosted, :now, :by from report.light_policy
                            returning version, red_below, yellow_below, attainment_cap, uncosted_limit, since, recorded_by
                            """)
                    .param("red", policy.redBelow())
                    .param("yellow", policy.yellowBelow())
                    .param("cap", Objects.requireNonNullElse(policy.attainmentCap(), new BigDecimal("1.5")))
                    .param("uncosted", Objects.requireNonNullElse(policy.uncostedLimit(), new BigDecimal("0.05")))
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("by", caller.getName())
                    .query(new DataClassRowMapper<>(Policy.class))
                    .single();
        }));
    }

    /** All versions, the latest first. */
    @Operation(operationId = "listLightPolicies", summary = "Thresholds and from when on they are in force")
    @GetMapping
    List<Policy> policies() {
        return db.sql("""
                        select version, red_below, yellow_below, attainment_cap, uncosted_limit, nullif(since, '-infinity') as since, recorded_by
                          from report.light_policy order by version desc
                        """).query(new DataClassRowMapper<>(Policy.class)).list();
    }
}
