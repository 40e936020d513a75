package io.plumbline.goal.goals;

import io.plumbline.goal.values.GoalId;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One way in which a goal is split, side by side with others; the parts of each add up by themselves. */
record Decomposition(String decompositionId, Dimension dimension, AllocationMethod way, List<Allotment> allotments) {

    Decomposition {
        allotments = List.copyOf(allotments);
    }

    BigDecimal sum() {
        return Apportionment.sum(allotments.stream().map(Allotment::target).toList());
    }

    /** Whether the parts make up the goal: the sum of what adds up, else weights of 100 %. */
    boolean addsUpTo(GoalDefinition goal) {
        if (goal.measure() == null || goal.target() == null) {
            return false;
        }
        return goal.measure().metric().isAdditive()
                ? sum().compareTo(goal.target()) == 0
                : weights().compareTo(BigDecimal.ONE) == 0;
    }

    private BigDecimal weights() {
        return Apportionment.sum(allotments.stream()
                .map(part -> Objects.requireNonNullElse(part.weight(), BigDecimal.ZERO))
                .toList());
    }

    /**
     * The parts for another total: those of children that are over keep theirs, the others take what is left in proportion.
     *
     * @throws CommandRejected where what is left for the others is negative, or nobody is left to take it
     */
    List<Allotment> scaledTo(BigDecimal total, Set<GoalId> over) {
        BigDecimal left = total;
        List<Allotment> open = new ArrayList<>();
        for (Allotment part : allotments) {
            if (over.contains(part.goalId())) {
                left = left.subtract(part.target());
            } else {
                open.add(part);
            }
        }
        if (left.signum() < 0 || (open.isEmpty() && left.signum() > 0)) {
            throw CommandRejected.invalid(
                    "ended-parts",
                    "target",
                    "the children by %s that are over keep %s of it"
                            .formatted(dimension, total.subtract(left).toPlainString()));
        }
        if (open.isEmpty()) {
            return List.of();
        }
        List<BigDecimal> targets = Apportionment.proportional(
                left, open.stream().map(Allotment::target).toList());
        List<Allotment> scaled = new ArrayList<>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            scaled.add(open.get(i).withTarget(targets.get(i)));
        }
        return scaled;
    }

    /**
     * The two parts between which an amount moves, as they are afterwards.
     *
     * @throws CommandRejected where either is no part, both are the same, or the first has less
     */
    List<Allotment> moved(GoalId from, GoalId to, BigDecimal amount) {
        if (from.equals(to)) {
            throw CommandRejected.invalid("two-children", "to", "target moves from one child to another");
        }
        Allotment source = part("from", from);
        Allotment sink = part("to", to);
        if (source.target().compareTo(amount) < 0) {
            throw CommandRejected.invalid(
                    "has-as-much",
                    "amount",
                    "only " + source.target().toPlainString() + " is allotted to " + from + ", not "
                            + amount.toPlainString());
        }
        return List.of(
                source.withTarget(source.target().subtract(amount)),
                sink.withTarget(sink.target().add(amount)));
    }

    private Allotment part(String field, GoalId goalId) {
        return allotments.stream()
                .filter(part -> part.goalId().equals(goalId))
                .findAny()
                .orElseThrow(() -> CommandRejected.invalid(
                        "part-of-decomposition", field, goalId + " is no part of this decomposition"));
    }

    /** The same with some parts replaced. */
    Decomposition with(Collection<Allotment> changed) {
        Map<GoalId, Allotment> parts = new LinkedHashMap<>();
        allotments.forEach(part -> parts.put(part.goalId(), part));
        changed.forEach(part -> parts.replace(part.goalId(), part));
        return new Decomposition(decompositionId, dimension, way, List.copyOf(parts.values()));
    }
}
