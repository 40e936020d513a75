package io.plumbline.goal.goals;

import static io.plumbline.goal.goals.GoalSamples.ID;
import static io.plumbline.goal.goals.GoalSamples.SALES;
import static io.plumbline.goal.goals.GoalSamples.YEAR;
import static io.plumbline.goal.goals.GoalSamples.goalId;
import static io.plumbline.goal.goals.GoalSamples.period;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.goal.goals.GoalCommand.ActivateGoal;
import io.plumbline.goal.goals.GoalCommand.ApproveGoal;
import io.plumbline.goal.goals.GoalCommand.CloseGoal;
import io.plumbline.goal.goals.GoalCommand.DecomposeGoal;
import io.plumbline.goal.goals.GoalCommand.DraftGoal;
import io.plumbline.goal.goals.GoalCommand.Part;
import io.plumbline.goal.goals.GoalCommand.ReallotTarget;
import io.plumbline.goal.goals.GoalCommand.ReviseTarget;
import io.plumbline.goal.goals.GoalCommand.SubmitGoal;
import io.plumbline.goal.goals.GoalCommand.WithdrawDecomposition;
import io.plumbline.goal.plans.PlanOutline;
import io.plumbline.goal.plans.PlanStatus;
import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.PlanId;
import io.plumbline.platform.testing.Contract;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class GoalProperties {

    private static final PlanId PLAN = new PlanId("0198c1f0-2222-7000-8000-000000000001");

    private static final Instant AFTER_THE_GRACE_PERIOD = Instant.parse("2025-01-06T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2024-06-20T00:00:00Z");
    private static final Instant AUGUST = Instant.parse("2024-08-20T00:00:00Z");

    /** Something done to one of the goals that there are, chosen by {@code goal}; the rest says how. */
    private record Step(Kind kind, int goal, int first, int second, BigDecimal amount) {

        private enum Kind {
            DECOMPOSE,
            REALLOT,
            REVISE,
            WITHDRAW,
            CLOSE
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step.Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(Step.Kind.DECOMPOSE)),
                Tuple.of(6, Arbitraries.just(Step.Kind.REALLOT)),
                Tuple.of(6, Arbitraries.just(Step.Kind.REVISE)),
                Tuple.of(1, Arbitraries.just(Step.Kind.WITHDRAW)),
                Tuple.of(1, Arbitraries.just(Step.Kind.CLOSE)));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, new BigDecimal("2000000"))
                                .ofScale(2))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(15);
    }

    @Property(tries = 100, seed = "20260101")
    void noSequenceOfStepsBreaksASumAndReplayingGivesTheSameState(@ForAll("steps") List<Step> steps) {
        try (GoalWorld world = new GoalWorld(AFTER_THE_GRACE_PERIOD)) {
            List<GoalId> goals = new ArrayList<>(List.of(ID));
            activeGoal(world);
            for (Step step : steps) {
                GoalId goal = goals.get(step.goal() % goals.size());
                List<GoalEvent> before = world.events(goal);
                try {
                    take(world, step, goal, goals);
                } catch (CommandRejected refused) {
                    assertThat(world.events(goal)).isEqualTo(before);
                }
                goals.forEach(each -> assertHolds(world, each));
            }
        }
    }

    private static void assertHolds(GoalWorld world, GoalId id) {
        if (world.events(id).isEmpty()) {
            return;
        }
        Goal goal = world.replay(id);
        BigDecimal target = Objects.requireNonNull(goal.definition().target());
        assertThat(target).isNotNegative();
        assertThat(target.scale()).isEqualTo(2);
        for (Decomposition split : goal.decompositions()) {
            assertThat(split.sum()).isEqualTo(target);
            split.allotments()
                    .forEach(part -> assertThat(world.target(part.goalId())).isEqualTo(part.target()));
        }
        assertThat(Apportionment.sum(
                        goal.definition().phasing().stream().map(Phase::target).toList()))
                .isEqualTo(target);
        assertThat(replayedFromJson(world, id)).usingRecursiveComparison().isEqualTo(world.current(id));
    }

    /** As the store would have it: by what was written, not by what is in memory. */
    private static Goal replayedFromJson(GoalWorld world, GoalId id) {
        return world.replay(
                id, event -> Contract.JSON.readValue(Contract.JSON.writeValueAsString(event), event.getClass()));
    }

    private static void take(GoalWorld world, Step step, GoalId goal, List<GoalId> goals) {
        switch (step.kind()) {
            case DECOMPOSE -> {
                List<Part> parts = new ArrayList<>();
                for (int i = 0; i < step.first() + 2; i++) {
                    parts.add(new Part(
                            goalId(0x1000 + goals.size() + i),
                            null,
                            null,
                            slice(step.second(), i),
                            null,
                            BigDecimal.valueOf(step.amount().unscaledValue().longValue() % (i + 7L)),
                            null));
                }
                Dimension dimension = parts.getFirst().slice().dimension();
                world.send(new DecomposeGoal(
                        goal,
                        "0198c1f0-9999-7000-8000-%012x".formatted(goals.size()),
                        dimension,
                        step.first() % 2 == 0 ? AllocationMethod.EQUAL : AllocationMethod.ACTUALS,
                        parts,
                        null));
                parts.forEach(part -> goals.add(part.goalId()));
            }
            case REALLOT -> {
                Decomposition split = anySplit(world, step, goal);
                world.send(new ReallotTarget(
                        goal,
                        split.decompositionId(),
                        child(split, step.first()),
                        child(split, step.second()),
                        step.amount(),
                        "moved",
                        step.second() % 2 == 0 ? JUNE : AUGUST));
            }
            case REVISE ->
                world.send(new ReviseTarget(
                        goal,
                        step.amount(),
                        null,
                        step.first() % 2 == 0,
                        "revised",
                        step.second() % 2 == 0 ? JUNE : AUGUST));
            case WITHDRAW ->
                world.send(new WithdrawDecomposition(
                        goal, anySplit(world, step, goal).decompositionId(), "withdrawn", null));
            case CLOSE -> world.send(new CloseGoal(goal, measured(step.amount()), null, null));
        }
    }

    private static Measurement measured(BigDecimal actual) {
        return new Measurement(actual, null, Instant.EPOCH, Instant.EPOCH);
    }

    private static ScopeSlice slice(int dimension, int number) {
        List<String> one = List.of("x" + number);
        return switch (dimension % 4) {
            case 0 -> new ScopeSlice.OfProductLines(one);
            case 1 -> new ScopeSlice.OfSegments(one);
            case 2 -> new ScopeSlice.OfChannels(one);
            default -> new ScopeSlice.OfRepresentative("rep." + number);
        };
    }

    private static Decomposition anySplit(GoalWorld world, Step step, GoalId goal) {
        List<Decomposition> splits = world.replay(goal).decompositions();
        if (splits.isEmpty()) {
            throw CommandRejected.state("undecomposed", "there is nothing to choose from");
        }
        return splits.get(step.goal() % splits.size());
    }

    private static GoalId child(Decomposition split, int number) {
        return split.allotments().get(number % split.allotments().size()).goalId();
    }

    private static void activeGoal(GoalWorld world) {
        world.plan(new PlanOutline(
                PLAN, GoalSamples.CHINA, "wei.manager", GoalSamples.CNY, YEAR, PlanStatus.ACTIVE, false, null));
        world.send(new DraftGoal(
                ID,
                GoalSamples.goal(SALES, "1000000.01", YEAR, GoalSamples.scope("CHINA"))
                        .withPhasing(List.of(
                                new Phase(period("2024-01-01", "2024-06-30"), new BigDecimal("333333.33")),
                                new Phase(period("2024-07-01", "2024-12-31"), new BigDecimal("666666.68"))))
                        .inPlan(PLAN),
                null));
        world.send(new SubmitGoal(ID, "as last year", null));
        world.send(GoalSamples.WEI, new ApproveGoal(ID, null));
        world.send(new ActivateGoal(ID, null));
    }
}
