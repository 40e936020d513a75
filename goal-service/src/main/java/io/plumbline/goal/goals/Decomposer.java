package io.plumbline.goal.goals;

import io.plumbline.goal.goals.GoalCommand.DecomposeGoal;
import io.plumbline.goal.goals.GoalCommand.Part;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.Scope;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Works out how a goal is decomposed: what each child gets, and that the children fit the parent and each other. */
final class Decomposer {

    private static final int LONGEST_NAME = 200;

    private final GoalId parentId;
    private final GoalDefinition parent;
    private final Measure measure;
    private final BigDecimal target;
    private final Period period;
    private final DecomposeGoal command;
    private final Territories territories;
    private final TerritoryTree tree;

    /** @param parent has a measure, a target and a period */
    Decomposer(GoalId parentId, GoalDefinition parent, DecomposeGoal command, Territories territories) {
        this.parentId = parentId;
        this.parent = parent;
        this.measure = Objects.requireNonNull(parent.measure());
        this.target = Objects.requireNonNull(parent.target());
        this.period = Objects.requireNonNull(parent.period());
        this.command = command;
        this.territories = territories;
        this.tree = territories.tree();
    }

    /** @throws CommandRejected where the parts do not add up, overlap, or reach beyond the parent */
    Decomposition decomposition() {
        List<Part> parts = command.parts();
        Set<GoalId> ids = new HashSet<>(Set.of(parentId));
        for (int i = 0; i < parts.size(); i++) {
            requireFits("parts[" + i + "]", parts.get(i), ids);
        }
        List<ScopeSlice> slices = parts.stream().map(Part::slice).toList();
        ScopeSlice.requireNoOverlap(slices, tree);
        ScopeSlice.requireCovered(slices, period);
        List<BigDecimal> targets = measure.metric().isAdditive() ? shares() : ownTargets();
        List<Allotment> allotments = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            measure.requireAboveZero("parts[" + i + "].target", targets.get(i));
            allotments.add(new Allotment(
                    parts.get(i).goalId(), targets.get(i), parts.get(i).weight()));
        }
        return new Decomposition(command.decompositionId(), command.dimension(), command.way(), allotments);
    }

    private void requireFits(String field, Part part, Set<GoalId> ids) {
        if (!ids.add(part.goalId())) {
            throw CommandRejected.invalid("unique-child", field + ".goalId", "no two goals have the same id");
        }
        if (part.slice().dimension() != command.dimension()) {
            throw CommandRejected.invalid(
                    "fits-dimension", field, "a part of a decomposition by " + command.dimension() + " says that only");
        }
        if (part.slice() instanceof ScopeSlice.OfPeriod(var within) && !within.isWithin(period)) {
            throw CommandRejected.invalid(
                    "inside-parent", field + ".period", within + " is not within the parent's period, " + period);
        }
        if (part.slice() instanceof ScopeSlice.OfTerritory(var territory)) {
            territories.requireKnown(field + ".territory", territory.value());
        }
        List<String> beyond = parent.scope().exceededBy(part.slice().narrow(parent.scope()), tree);
        if (!beyond.isEmpty()) {
            throw CommandRejected.invalid("inside-parent", field, String.join("; ", beyond));
        }
    }

    private List<BigDecimal> shares() {
        return switch (command.way()) {
            case EQUAL -> Apportionment.equal(target, command.parts().size());
            case WEIGHT -> Apportionment.proportional(target, weights());
            case ACTUALS -> {
                List<BigDecimal> actuals = numbers("actual", Part::actual);
                if (Apportionment.sum(actuals).signum() == 0) {
                    throw CommandRejected.invalid("positive", "parts", "last year's actuals are all zero");
                }
                yield Apportionment.proportional(target, actuals);
            }
            case EXPLICIT -> {
                List<BigDecimal> targets = ownTargets();
                BigDecimal sum = Apportionment.sum(targets);
                if (sum.compareTo(target) != 0) {
                    throw CommandRejected.invalid(
                            "adds-up",
                            "parts",
                            "the parts add up to %s, not to %s".formatted(sum.toPlainString(), target.toPlainString()));
                }
                yield targets;
            }
        };
    }

    /** What does not add up (a rate, a share) has a target of each child's own, and weights instead of a sum. */
    private List<BigDecimal> ownTargets() {
        if (!measure.metric().isAdditive()) {
            if (command.way() != AllocationMethod.EXPLICIT) {
                throw CommandRejected.invalid(
                        "additive", "way", measure.metric() + " does not add up: give each part its target and weight");
            }
            weights();
        }
        List<BigDecimal> targets = numbers("target", Part::target);
        List<BigDecimal> exact = new ArrayList<>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            exact.add(measure.exact("parts[" + i + "].target", targets.get(i)));
        }
        return exact;
    }

    private List<BigDecimal> weights() {
        List<BigDecimal> weights = numbers("weight", Part::weight);
        BigDecimal sum = Apportionment.sum(weights);
        if (sum.compareTo(BigDecimal.ONE) != 0) {
            throw CommandRejected.invalid(
                    "weights-100-percent",
                    "parts",
                    "the weights sum to %s %%, not to 100 %%"
                            .formatted(
                                    sum.movePointRight(2).stripTrailingZeros().toPlainString()));
        }
        return weights;
    }

    private List<BigDecimal> numbers(String name, Function<Part, @Nullable BigDecimal> of) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (Part part : command.parts()) {
            String field = "parts[" + numbers.size() + "]." + name;
            BigDecimal number = of.apply(part);
            if (number == null) {
                throw CommandRejected.invalid("required", field, "a decomposition by " + command.way() + " needs it");
            }
            if (number.signum() < 0) {
                throw CommandRejected.invalid("not-negative", field, "it is never negative");
            }
            numbers.add(number);
        }
        return numbers;
    }

    /** The children as goals of their own, in the order of the parts. */
    Map<GoalId, GoalDefinition> children(Decomposition decomposition) {
        Map<GoalId, GoalDefinition> children = new LinkedHashMap<>();
        for (int i = 0; i < command.parts().size(); i++) {
            Part part = command.parts().get(i);
            children.put(part.goalId(), child(part, decomposition.allotments().get(i)));
        }
        return children;
    }

    private GoalDefinition child(Part part, Allotment allotment) {
        Scope scope = part.slice().narrow(parent.scope());
        boolean byPeriod = part.slice() instanceof ScopeSlice.OfPeriod;
        return new GoalDefinition(
                part.name() == null ? nameAfter(part.slice()) : part.name(),
                measure,
                allotment.target(),
                part.actual() == null ? null : part.actual().setScale(measure.decimals(), RoundingMode.HALF_UP),
                part.slice() instanceof ScopeSlice.OfPeriod(var within) ? within : period,
                scope,
                owner(part),
                allotment.weight(),
                byPeriod ? List.of() : parent.scaledPhasing(allotment.target()),
                parent.completionTolerance(),
                List.of(),
                parent.planId(),
                parentId,
                null);
    }

    private String nameAfter(ScopeSlice slice) {
        String name = parent.name() + ": " + slice.label();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private String owner(Part part) {
        if (part.owner() != null) {
            return part.owner();
        }
        return part.slice() instanceof ScopeSlice.OfRepresentative(var representative)
                ? representative
                : parent.owner();
    }
}
