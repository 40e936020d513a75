package io.plumbline.customer.retiering;

import io.plumbline.customer.tiers.PolicyBody;
import io.plumbline.customer.tiers.Tier;
import io.plumbline.customer.tiers.TierPolicies;
import io.plumbline.customer.tiers.TierRule;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.CurrentAuthority;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Tier policies")
class WhatIfController {

    private final JdbcClient jdbc;
    private final TierPolicies policies;
    private final CurrentAuthority current;

    WhatIfController(JdbcClient jdbc, TierPolicies policies, CurrentAuthority current) {
        this.jdbc = jdbc;
        this.policies = policies;
        this.current = current;
    }

    /**
     * What a policy would do.
     *
     * @param matrix how many customers would go from the computed tier that they have (outside) to another (inside)
     * @param moving how many would change
     * @param overridden of all, how many would keep the tier that they are given by an override until it is over
     * @param unassessed how many have no scores yet and so no tier
     */
    @Schema(name = "WhatIf")
    record WhatIf(
            Map<Tier, Map<Tier, Long>> matrix,
            @Schema(example = "3170") long moving,
            @Schema(example = "12") long overridden,
            @Schema(example = "540") long unassessed) {}

    private record Cell(Tier old, Tier decided, long customers, long overridden) {}

    @PostMapping("/api/tier-policies/what-if")
    @Operation(
            summary = "Try a tier policy: how many customers would move from which tier to which",
            description = "Nothing is changed. Who may publish the policy may try it.")
    WhatIf whatIf(@Valid @RequestBody PolicyBody body) {
        Authority authority = current.get();
        if (body.territory() == null) {
            authority.requireSalesOps();
        } else {
            authority.requireManagement(body.territory());
        }
        Map<String, Object> bounds = new HashMap<>();
        String decided = tierOf(body.terms().rules(), bounds);
        Set<String> withTheirOwn = new HashSet<>(policies.territoriesWithTheirOwn());
        if (body.territory() != null) {
            withTheirOwn.add(body.territory());
        }
        Coverage coverage = Coverage.of(body.territory(), authority.tree(), withTheirOwn);
        List<Cell> cells = coverage.bind(
                        jdbc.sql("""
                                select computed_tier as old, %s as decided, count(*) as customers,
                                       count(*) filter (where override_until is not null) as overridden
                                from customer where computed_tier is not null and %s
                                group by 1, 2""".formatted(decided, Coverage.CONDITION)).params(bounds))
                .query(Cell.class)
                .list();
        long unassessed = coverage.bind(
                        jdbc.sql("select count(*) from customer where computed_tier is null and " + Coverage.CONDITION))
                .query(Long.class)
                .single();
        return new WhatIf(
                matrix(cells),
                cells.stream()
                        .filter(cell -> cell.old() != cell.decided())
                        .mapToLong(Cell::customers)
                        .sum(),
                cells.stream().mapToLong(Cell::overridden).sum(),
                unassessed);
    }

    private static Map<Tier, Map<Tier, Long>> matrix(List<Cell> cells) {
        Map<Tier, Map<Tier, Long>> matrix = new EnumMap<>(Tier.class);
        for (Tier from : Tier.values()) {
            Map<Tier, Long> row = new EnumMap<>(Tier.class);
            for (Tier to : Tier.values()) {
                row.put(to, 0L);
            }
            matrix.put(from, row);
        }
        cells.forEach(cell -> Objects.requireNonNull(matrix.get(cell.old())).put(cell.decided(), cell.customers()));
        return matrix;
    }

    /** The rules as PostgreSQL decides them: a million customers need not come here to be counted. */
    private static String tierOf(List<TierRule> rules, Map<String, Object> bounds) {
        StringBuilder cases = new StringBuilder("case");
        for (TierRule rule : rules) {
            String tier = rule.tier().name();
            bounds.put("money" + tier, Objects.requireNonNullElse(rule.minMoney(), 0));
            bounds.put("authority" + tier, Objects.requireNonNullElse(rule.minAuthority(), 0));
            bounds.put("need" + tier, Objects.requireNonNullElse(rule.minNeed(), 0));
            bounds.put("sum" + tier, 3 * Objects.requireNonNullElse(rule.minMean(), 0));
            cases.append(
                    " when money >= :money%1$s and authority >= :authority%1$s and need >= :need%1$s".formatted(tier));
            cases.append(" and money + authority + need >= :sum%1$s then '%1$s'".formatted(tier));
        }
        return cases.append(" end").toString();
    }
}
