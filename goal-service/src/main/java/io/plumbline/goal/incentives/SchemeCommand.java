package io.plumbline.goal.incentives;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.PlanId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an incentive scheme. An {@code occurredAt} of null means now. */
sealed interface SchemeCommand {

    SchemeId schemeId();

    record DefineScheme(
            @TargetAggregateIdentifier SchemeId schemeId,
            PlanId planId,
            String name,
            List<Band> bands,
            @Nullable BigDecimal cap,
            List<Reward> rewards,
            @Nullable Instant occurredAt)
            implements SchemeCommand {}

    /** {@code amount} of null means the entitlement. */
    record RecordAward(
            @TargetAggregateIdentifier SchemeId schemeId,
            String awardId,
            GoalId goalId,
            String representative,
            BigDecimal base,
            @Nullable BigDecimal amount,
            List<Reward.Kind> rewards,
            String reason,
            @Nullable Instant occurredAt)
            implements SchemeCommand {}
}
