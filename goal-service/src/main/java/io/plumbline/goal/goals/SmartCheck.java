package io.plumbline.goal.goals;

import io.plumbline.goal.plans.PlanOutline;
import io.plumbline.goal.values.Scope;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Violation;
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
 * @param allotted whether a decomposition of the parent made it: then the parent answers for what it is to reach
 * @param justification why it is achievable though the figures say no; null where nobody said
 * @param growthLimit the most that a target grows over its baseline, as a fraction
 */
record SmartCheck(
        GoalDefinition goal,
        @Nullable GoalDefinition parent,
        @Nullable PlanOutline plan,
        List<Decomposition> decompositions,
        boolean allotted,
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

    /** What one letter came to; {@code reason} says why it holds or why it fails, {@code field} what it is about. */
    record Verdict(Criterion criterion, boolean met, String field, String reason) {}

    List<Verdict> verdicts() {
        return List.of(specific(), measurable(), achievable(), relevant(), timeBound(), consistent());
    }

    /** @throws CommandRejected naming each criterion that fails, with its reason */
    void require() {
        List<Violation> failed = verdicts().stream()
                .filter(verdict -> !verdict.met())
                .map(verdict -> new Violation(verdict.criterion().rule(), verdict.field(), verdict.reason()))
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
        if (goal.target() == null) {
            return fails(Criterion.MEASURABLE, "it has no number");
        }
        if (goal.measure() == null || goal.measure().missing() != null) {
            return fails(
                    Criterion.MEASURABLE,
                    "its number lacks "
                            + (goal.measure() == null
                                    ? "a metric"
                                    : goal.measure().missing()));
        }
        String unmeasured = goal.measure().unmeasured(goal.scope());
        if (unmeasured != null) {
            return fails(Criterion.MEASURABLE, goal.measure().numerator() == null ? "metric" : "numerator", unmeasured);
        }
        if (goal.measure().metric() == Metric.GROWTH && growsFromNothing()) {
            return fails(Criterion.MEASURABLE, "baseline", "growth is measured over a baseline, and it has none");
        }
        if (goal.measure().metric() == Metric.MARKET_SHARE && (plan == null || !plan.knowsMarketSize())) {
            return fails(
                    Criterion.MEASURABLE,
                    "planId",
                    "a market share is measured over the size of the market, and no plan of it states that");
        }
        return holds(Criterion.MEASURABLE, "it has a number with a unit, and the reports measure it");
    }

    private boolean growsFromNothing() {
        return goal.baseline() == null || goal.baseline().signum() == 0;
    }

    private Verdict achievable() {
        List<String> doubts = new ArrayList<>();
        String field = "target";
        BigDecimal growth = goal.growth();
        if (growth != null && growth.compareTo(growthLimit) > 0) {
            doubts.add("it grows by %s %%, the limit is %s %%".formatted(percent(growth), percent(growthLimit)));
        }
        Integer capacity =
                plan != null && goal.measure() != null && goal.measure().metric() == Metric.NEW_CUSTOMERS
                        ? plan.newCustomerCapacity()
                        : null;
        if (capacity != null && goal.target() != null && goal.target().compareTo(BigDecimal.valueOf(capacity)) > 0) {
            doubts.add("the plan's capacity is %d new customers, not %s"
                    .formatted(capacity, goal.target().toPlainString()));
        }
        if (capacity == null
                && !allotted
                && goal.measure() != null
                && goal.measure().metric().needsBaseline()
                && growsFromNothing()) {
            field = doubts.isEmpty() ? "baseline" : field;
            doubts.add("it has no baseline, such as what was reached a year before, so that its growth is not known");
        }
        if (doubts.isEmpty()) {
            return holds(
                    Criterion.ACHIEVABLE,
                    allotted ? "its parent allots it, and nothing speaks against it" : "nothing speaks against it");
        }
        return justification == null || justification.isBlank()
                ? fails(Criterion.ACHIEVABLE, field, String.join("; ", doubts) + "; mend that or justify it in writing")
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
        if (plan != null) {
            broken.addAll(
                    Scope.EVERYTHING.withTerritory(plan.territory()).exceededBy(goal.scope(), territories).stream()
                            .map(wider -> wider + ", the plan's")
                            .toList());
            if (goal.period() != null && !goal.period().isWithin(plan.period())) {
                broken.add("%s is not within the plan's period, %s".formatted(goal.period(), plan.period()));
            }
        }
        boolean zero = goal.isSum() && goal.target() != null && goal.target().signum() == 0;
        if (zero) {
            broken.add("a target of what adds up is above zero");
        }
        for (Decomposition decomposition : decompositions) {
            if (goal.measure() != null && !decomposition.addsUpTo(goal)) {
                broken.add("its parts by %s do not add up".formatted(decomposition.dimension()));
            }
        }
        return broken.isEmpty()
                ? holds(Criterion.CONSISTENT, "it fits the parent's scope and the plan's, and its parts add up")
                : fails(Criterion.CONSISTENT, zero ? "target" : "scope", String.join("; ", broken));
    }

    private static String percent(BigDecimal fraction) {
        return fraction.movePointRight(2).stripTrailingZeros().toPlainString();
    }

    private static Verdict holds(Criterion criterion, String reason) {
        return new Verdict(criterion, true, criterion.field, reason);
    }

    private static Verdict fails(Criterion criterion, String reason) {
        return fails(criterion, criterion.field, reason);
    }

    private static Verdict fails(Criterion criterion, String field, String reason) {
        return new Verdict(criterion, false, field, reason);
    }
}
