package io.plumbline.goal.incentives;

import io.plumbline.platform.write.store.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of an incentive scheme's events; {@code contract/} holds one message of each. */
@EventNames("incentive")
sealed interface PublishedSchemeEvent {

    record PublishedBand(
            BigDecimal from,
            @Nullable BigDecimal to,
            @Nullable BigDecimal rate,
            @Nullable BigDecimal sum) {}

    record PublishedReward(String kind, String description, BigDecimal from) {}

    @Revision("1")
    record SchemeDefined(
            String schemeId,
            String planId,
            String name,
            String currency,
            List<PublishedBand> bands,
            @Nullable BigDecimal cap,
            List<PublishedReward> rewards,
            Instant occurredAt)
            implements PublishedSchemeEvent {}

    @Revision("1")
    record AwardRecorded(
            String schemeId,
            String awardId,
            String goalId,
            String representative,
            BigDecimal completion,
            BigDecimal base,
            BigDecimal entitlement,
            BigDecimal amount,
            List<String> rewards,
            String reason,
            String by,
            Instant occurredAt)
            implements PublishedSchemeEvent {}
}
