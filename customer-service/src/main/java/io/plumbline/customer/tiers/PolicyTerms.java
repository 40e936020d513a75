package io.plumbline.customer.tiers;

import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a tier policy says.
 *
 * @param rules one for each tier from A to D; the first that admits the scores decides, and D's admits all
 * @param services one for each tier from A to D
 * @param prospectCadenceDays within which a new prospect is contacted for the first time
 * @param firstSaleCallDays within which a customer is called after its first order
 */
public record PolicyTerms(
        List<TierRule> rules, List<TierService> services, int prospectCadenceDays, int firstSaleCallDays) {

    /** What holds until somebody publishes something else. */
    public static final PolicyTerms BUILT_IN = new PolicyTerms(
            List.of(
                    new TierRule(Tier.A, 70, 70, 70, null),
                    new TierRule(Tier.B, null, null, 50, 50),
                    new TierRule(Tier.C, null, null, null, 30),
                    new TierRule(Tier.D, null, null, null, null)),
            List.of(
                    new TierService(Tier.A, 7, List.of("VISIT", "CALL"), true),
                    new TierService(Tier.B, 14, List.of("VISIT", "CALL"), false),
                    new TierService(Tier.C, 30, List.of("CALL", "EMAIL"), false),
                    new TierService(Tier.D, 90, List.of("EMAIL"), false)),
            7,
            30);

    /** @throws CommandRejected where a tier is missing or out of order, or the last one does not take all that remain */
    public PolicyTerms {
        rules = List.copyOf(rules);
        services = List.copyOf(services);
        List<Violation> violations = new ArrayList<>();
        requireEachTier("rules", rules, TierRule::tier, violations);
        requireEachTier("services", services, TierService::tier, violations);
        if (violations.isEmpty() && !rules.getLast().asksForNothing()) {
            violations.add(
                    new Violation("total", "rules[3]", "the last tier takes every customer that no other takes"));
        }
        if (!violations.isEmpty()) {
            throw CommandRejected.invalid(violations);
        }
    }

    private static <T> void requireEachTier(
            String field, List<T> given, Function<T, @Nullable Tier> tier, List<Violation> violations) {
        if (!given.stream().map(tier).toList().equals(Arrays.asList(Tier.values()))) {
            violations.add(new Violation("each-tier", field, "there is one for each tier, in the order A, B, C, D"));
        }
    }

    /** The tier of a customer with these scores. */
    public Tier tier(Scores scores) {
        return rules.stream()
                .filter(rule -> rule.admits(scores))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the last rule admits all"))
                .tier();
    }
}
