package io.plumbline.reporting.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goal-service publishes of incentive schemes. */
public sealed interface IncentiveEvent extends Published {

    /**
     * What completion from {@code from} (included) to {@code to} (not included) earns, as fractions.
     *
     * @param to null where the band is open
     * @param rate by which base x completion is multiplied; null where the band pays a sum
     * @param sum in the scheme's currency; null where the band pays at a rate
     */
    record Band(
            BigDecimal from,
            @Nullable BigDecimal to,
            @Nullable BigDecimal rate,
            @Nullable BigDecimal sum) {}

    /** @param from the completion that earns it, as a fraction */
    record Reward(String kind, String description, BigDecimal from) {}

    /** @param cap the completion above which nothing more is earned; null for none */
    record SchemeDefined(
            String planId,
            String name,
            String currency,
            List<Band> bands,
            @Nullable BigDecimal cap,
            List<Reward> rewards,
            Instant occurredAt)
            implements IncentiveEvent {}

    /** What a manager decided, beside what was computed; amounts are in the scheme's currency. */
    record AwardRecorded(
            String awardId,
            String goalId,
            String representative,
            BigDecimal completion,
            BigDecimal base,
            BigDecimal entitlement,
            BigDecimal amount,
            List<String> rewards,
            String reason,
            Instant occurredAt)
            implements IncentiveEvent {}
}
