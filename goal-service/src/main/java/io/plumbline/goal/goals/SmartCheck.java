package io.plumbline.goal.goals;

import io.plumbline.goal.plans.PlanOutline;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.CommandRejected;
import io.plumbline.platform.write.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The SMART+C check: specific, measurable, achievable, relevant, time-bound, consistent.
 *
 * @param parent the goal that it hangs under; null where there is none
 * @param plan the plan that it hangs under; null where there is none
 * @param decompositions that it was split by
 * @param justification why it is achievable though the figures say no; null where nobody said
 * @param growthLimit the most that a target grows over its baseline, as a fraction
 */
record SmartCheck(
        GoalDefinition goal,
        @Nullable GoalDefinition parent,
        @Nullable PlanOutline plan,
        List<Decomposition> decompositions,
        @Nullable String justification,
        BigDecimal growthLimit,
        TerritoryTree territories) {

    /** The letters, in order. */
    enum Criterion {
        SPECIFIC("metric"),
        MEASURABLE("target"),
        ACHIEVABLE("target"),
        RELEVANT("planId"),
        TIME_BOUND("period"),
        CONSISTENT("scope");

        private final String field;

        Criterion(String field) {
            this.field = field;
        }

        String rule() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What one letter came to; {@code reason} says why it holds or why it fails. */
    record Verdict(Criterion criterion, boolean met, String reason) {}

    List<Verdict> verdicts() {
        return List.of(specific(), measurable(), achievable(), relevant(), timeBound(), consistent());
    }

    /** @throws CommandRejected naming each criterion that fails, with its reason */
    void require() {
        List<Violation> failed = verdicts().stream()
                .filter(verdict -> !verdict.met())
                .map(verdict -> new Violation(verdict.criterion().rule(), verdict.criterion().field, verdict.reason()))
                .toList();
        if (!failed.isEmpty()) {
            throw CommandRejected.invalid(failed);
        }
    }

    private Verdict specific() {
        if (goal.measure() == null) {
            return fails(Criterion.SPECIFIC, "it does not say what is measured: it has no metric");
        }
        if (goal.scope().isEverything()) {
            return fails(Criterion.SPECIFIC, "its scope is everything: say where, of what, to whom or by whom");
        }
        return holds(Criterion.SPECIFIC, "it has a metric and a scope");
    }

    private Verdict measurable() {
        String missing = goal.measure() == null ? "a metric" : goal.measure().missing();
        if (goal.target() == null) {
            return fails(Criterion.MEASURABLE, "it has no number");
        }
        return missing == null
                ? holds(Criterion.MEASURABLE, "it has a number with a unit")
                : fails(Criterion.MEASURABLE, "its number lacks " + missing);
    }

    private Verdict achievable() {
        List<String> doubts = new ArrayList<>();
        BigDecimal growth = goal.growth();
        if (growth != null && growth.compareTo(growthLimit) > 0) {
            doubts.add("it grows by %s %%, the limit is %s %%".formatted(percent(growth), percent(growthLimit)));
        }
        if (plan != null
                && plan.newCustomerCapacity() != null
                && goal.target() != null
                && goal.measure() != null
                && goal.measure().metric() == Metric.NEW_CUSTOMERS
                && goal.target().compareTo(BigDecimal.valueOf(plan.newCustomerCapacity())) > 0) {
            doubts.add("the plan's capacity is %d new customers, not %s"
                    .formatted(plan.newCustomerCapacity(), goal.target().toPlainString()));
        }
        if (doubts.isEmpty()) {
            return holds(Criterion.ACHIEVABLE, "nothing speaks against it");
        }
        return justification == null || justification.isBlank()
                ? fails(Criterion.ACHIEVABLE, String.join("; ", doubts) + "; justify it in writing or lower it")
                : holds(Criterion.ACHIEVABLE, "justified: " + justification);
    }

    private Verdict relevant() {
        return plan == null && parent == null
                ? fails(Criterion.RELEVANT, "it hangs under no plan and no parent goal")
                : holds(Criterion.RELEVANT, "it hangs under a " + (parent == null ? "plan" : "parent goal"));
    }

    private Verdict timeBound() {
        if (goal.period() == null) {
            return fails(Criterion.TIME_BOUND, "it has no period");
        }
        if (parent != null && parent.period() != null && !goal.period().isWithin(parent.period())) {
            return fails(
                    Criterion.TIME_BOUND,
                    "%s is not within the parent's period, %s".formatted(goal.period(), parent.period()));
        }
        if (plan != null && !goal.period().isWithin(plan.period())) {
            return fails(
                    Criterion.TIME_BOUND,
                    "%s is not within the plan's period, %s".formatted(goal.period(), plan.period()));
        }
        return holds(Criterion.TIME_BOUND, "it runs from " + goal.period());
    }

    private Verdict consistent() {
        List<String> broken = new ArrayList<>();
        if (parent != null) {
            broken.addAll(parent.scope().exceededBy(goal.scope(), territories));
        }
        for (Decomposition decomposition : decompositions) {
            if (goal.measure() != null && !decomposition.addsUpTo(goal)) {
                broken.add("its parts by %s do not add up".formatted(decomposition.dimension()));
            }
        }
        return broken.isEmpty()
                ? holds(Criterion.CONSISTENT, "its scope fits the parent's and its parts add up")
                : fails(Criterion.CONSISTENT, String.join("; ", broken));
    }

    private static String percent(BigDecimal fraction) {
        return fraction.movePointRight(2).stripTrailingZeros().toPlainString();
    }

    private static Verdict holds(Criterion criterion, String reason) {
        return new Verdict(criterion, true, reason);
    }

    private static Verdict fails(Criterion criterion, String reason) {
        return new Verdict(criterion, false, reason);
    }
}
