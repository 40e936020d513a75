package io.plumbline.goal.incentives;

import io.plumbline.goal.values.GoalId;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a manager decided to give.
 *
 * @param completion actual over target, as a fraction
 * @param base what the rate applied to, in the scheme's currency
 * @param entitlement what the scheme says, in its currency
 * @param amount what was decided, in its currency
 * @param reason of the decision, above all where it departs from the entitlement
 */
record Award(
        String awardId,
        GoalId goalId,
        String representative,
        BigDecimal completion,
        BigDecimal base,
        BigDecimal entitlement,
        BigDecimal amount,
        List<Reward.Kind> rewards,
        String reason) {}
