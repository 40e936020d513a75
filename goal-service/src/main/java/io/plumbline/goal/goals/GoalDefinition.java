package io.plumbline.goal.goals;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.Scope;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a goal says. A draft may leave out what the SMART+C check asks for when the goal is submitted.
 *
 * @param target in the measure's unit; null in a draft that does not say it yet, or that has no measure
 * @param baseline what the target grows from, in the measure's unit; null where it is no growth
 * @param owner the subject who answers for the goal
 * @param weight in its parent, as a fraction of 1; null where it has none
 * @param phasing the target by sub-period; empty where it is not phased
 * @param completionTolerance how far off its phased target a phase may close and still count as complete, as a fraction
 * @param stretch in rising order
 * @param justification why it is achievable though the figures may say no; null where nothing is said
 */
record GoalDefinition(
        String name,
        @Nullable Measure measure,
        @Nullable BigDecimal target,
        @Nullable BigDecimal baseline,
        @Nullable Period period,
        Scope scope,
        String owner,
        @Nullable BigDecimal weight,
        List<Phase> phasing,
        BigDecimal completionTolerance,
        List<StretchLevel> stretch,
        @Nullable PlanId planId,
        @Nullable GoalId parentId,
        @Nullable String justification) {

    static final BigDecimal DEFAULT_TOLERANCE = new BigDecimal("0.05");

    /** @throws CommandRejected where what it says is wrong in itself */
    GoalDefinition {
        if (measure == null) {
            if (target != null) {
                throw CommandRejected.invalid("needs-metric", "target", "a number means nothing without a metric");
            }
        } else {
            target = target == null ? null : measure.exact("target", target);
            baseline = baseline == null ? null : measure.exact("baseline", baseline);
        }
        phasing = phasing.isEmpty() ? List.of() : checked(phasing, measure, target, period);
        stretch = checked(stretch, measure, target);
    }

    /**
     * The phases in order.
     *
     * @throws CommandRejected where they overlap, leave the period, or (for what adds up) miss the target by a cent
     */
    static List<Phase> checked(
            List<Phase> phasing, @Nullable Measure measure, @Nullable BigDecimal target, @Nullable Period period) {
        if (measure == null || target == null || period == null) {
            throw CommandRejected.invalid(
                    "needs-target", "phasing", "only a target with a metric and a period can be phased");
        }
        List<Phase> phases = new ArrayList<>();
        for (Phase phase : phasing) {
            String field = "phasing[" + phases.size() + "]";
            if (!phase.period().isWithin(period)) {
                throw CommandRejected.invalid("inside-period", field, phase.period() + " is not within " + period);
            }
            if (!phases.isEmpty()
                    && !phase.period().from().isAfter(phases.getLast().period().to())) {
                throw CommandRejected.invalid("no-overlap", field, "phases follow one another without an overlap");
            }
            phases.add(phase.withTarget(measure.exact(field + ".target", phase.target())));
        }
        BigDecimal sum = Apportionment.sum(phases.stream().map(Phase::target).toList());
        if (measure.metric().isAdditive() && sum.compareTo(target) != 0) {
            throw CommandRejected.invalid(
                    "adds-up",
                    "phasing",
                    "the phases add up to " + sum.toPlainString() + ", not to " + target.toPlainString());
        }
        return List.copyOf(phases);
    }

    private static List<StretchLevel> checked(
            List<StretchLevel> stretch, @Nullable Measure measure, @Nullable BigDecimal target) {
        List<StretchLevel> levels = new ArrayList<>();
        BigDecimal below = target;
        for (StretchLevel level : stretch) {
            String field = "stretch[" + levels.size() + "].target";
            if (measure == null || below == null) {
                throw CommandRejected.invalid("needs-target", field, "only a target can be stretched");
            }
            BigDecimal beyond = measure.exact(field, level.target());
            if (beyond.compareTo(below) <= 0) {
                throw CommandRejected.invalid(
                        "rising", field, "each level lies above the one before it and above the target");
            }
            levels.add(new StretchLevel(level.name(), beyond));
            below = beyond;
        }
        return List.copyOf(levels);
    }

    /** Whether the parts of a decomposition add up to its target. */
    @JsonIgnore
    boolean isSum() {
        return measure != null && measure.metric().isAdditive();
    }

    /** @throws CommandRejected where it is a sum with a target of zero */
    void requireAboveZero() {
        if (measure != null && target != null) {
            measure.requireAboveZero("target", target);
        }
    }

    /** What the target grows by over the baseline, as a fraction; null where it is no growth or grows from nothing. */
    @JsonIgnore
    @Nullable BigDecimal growth() {
        if (target == null || measure == null) {
            return null;
        }
        if (measure.metric() == Metric.GROWTH) {
            return target.movePointLeft(2);
        }
        if (baseline == null || baseline.signum() == 0) {
            return null;
        }
        return target.subtract(baseline).divide(baseline, MathContext.DECIMAL64);
    }

    /** The same with another target; stretch levels that no longer lie above it go. */
    GoalDefinition withTarget(BigDecimal newTarget, List<Phase> newPhasing) {
        List<StretchLevel> above = stretch.stream()
                .filter(level -> level.target().compareTo(newTarget) > 0)
                .toList();
        return copy(newTarget, newPhasing, above, planId, parentId);
    }

    GoalDefinition withPhasing(List<Phase> newPhasing) {
        return copy(target, newPhasing, stretch, planId, parentId);
    }

    GoalDefinition under(@Nullable GoalId parent) {
        return copy(target, phasing, stretch, planId, parent);
    }

    GoalDefinition inPlan(@Nullable PlanId plan) {
        return copy(target, phasing, stretch, plan, parentId);
    }

    private GoalDefinition copy(
            @Nullable BigDecimal newTarget,
            List<Phase> newPhasing,
            List<StretchLevel> newStretch,
            @Nullable PlanId newPlan,
            @Nullable GoalId newParent) {
        return new GoalDefinition(
                name,
                measure,
                newTarget,
                baseline,
                period,
                scope,
                owner,
                weight,
                newPhasing,
                completionTolerance,
                newStretch,
                newPlan,
                newParent,
                justification);
    }

    /** Whether what is to be reached, when and where is the same, whatever it is called and whoever owns it. */
    boolean promisesTheSameAs(GoalDefinition other) {
        return Objects.equals(measure, other.measure)
                && Objects.equals(target, other.target)
                && Objects.equals(period, other.period)
                && scope.equals(other.scope)
                && Objects.equals(weight, other.weight);
    }

    /** The phases for another target, in the proportions that they have. */
    List<Phase> scaledPhasing(BigDecimal newTarget) {
        if (phasing.isEmpty() || measure == null) {
            return List.of();
        }
        if (!measure.metric().isAdditive()) {
            return phasing;
        }
        return scaled(phasing, newTarget);
    }

    /**
     * The phases for another target: those that ended before {@code keptBefore} keep theirs, the others take what is left in
     * the proportions that they have.
     *
     * @throws CommandRejected where less than nothing is left for them, or something and no phase that could take it
     */
    List<Phase> scaledPhasing(BigDecimal newTarget, LocalDate keptBefore) {
        if (phasing.isEmpty() || measure == null || !measure.metric().isAdditive()) {
            return phasing;
        }
        List<Phase> kept = ended(phasing, keptBefore);
        List<Phase> open = phasing.subList(kept.size(), phasing.size());
        BigDecimal left = newTarget.subtract(
                Apportionment.sum(kept.stream().map(Phase::target).toList()));
        if (left.signum() < 0 || open.isEmpty()) {
            throw CommandRejected.invalid(
                    "ended-phases",
                    "target",
                    "the phases that are over keep %s of it: give more, or revise those too (reviseEnded)"
                            .formatted(newTarget.subtract(left).toPlainString()));
        }
        List<Phase> phases = new ArrayList<>(kept);
        phases.addAll(scaled(open, left));
        return List.copyOf(phases);
    }

    /**
     * Phases that replace those that there are, but for what ended before {@code keptBefore}.
     *
     * @throws CommandRejected where they are wrong in themselves, or change what is over
     */
    List<Phase> phasedAnew(List<Phase> phases, BigDecimal newTarget, LocalDate keptBefore) {
        List<Phase> anew = checked(phases, measure, newTarget, period);
        if (!ended(anew, keptBefore).equals(ended(phasing, keptBefore))) {
            throw CommandRejected.invalid(
                    "ended-phases",
                    "phasing",
                    "phases that ended before %s keep their targets, unless those are revised too (reviseEnded)"
                            .formatted(keptBefore));
        }
        return anew;
    }

    /** Phases are in order, so that those that are over come first. */
    private static List<Phase> ended(List<Phase> phases, LocalDate before) {
        return phases.stream()
                .takeWhile(phase -> phase.period().to().isBefore(before))
                .toList();
    }

    private static List<Phase> scaled(List<Phase> phases, BigDecimal total) {
        List<BigDecimal> parts = Apportionment.proportional(
                total, phases.stream().map(Phase::target).toList());
        List<Phase> scaled = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            scaled.add(phases.get(i).withTarget(parts.get(i)));
        }
        return scaled;
    }
}
