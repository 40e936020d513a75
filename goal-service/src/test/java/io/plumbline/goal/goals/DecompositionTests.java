package io.plumbline.goal.goals;

import static io.plumbline.goal.goals.GoalSamples.ID;
import static io.plumbline.goal.goals.GoalSamples.SALES;
import static io.plumbline.goal.goals.GoalSamples.YEAR;
import static io.plumbline.goal.goals.GoalSamples.goal;
import static io.plumbline.goal.goals.GoalSamples.goalId;
import static io.plumbline.goal.goals.GoalSamples.money;
import static io.plumbline.goal.goals.GoalSamples.period;
import static io.plumbline.goal.goals.GoalSamples.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumbline.goal.goals.GoalCommand.DecomposeGoal;
import io.plumbline.goal.goals.GoalCommand.DraftGoal;
import io.plumbline.goal.goals.GoalCommand.Part;
import io.plumbline.goal.goals.GoalCommand.ReallotTarget;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecompositionTests {

    private static final String BY_QUARTER = "0198c1f0-9999-7000-8000-000000000001";
    private static final String BY_PRODUCT = "0198c1f0-9999-7000-8000-000000000002";
    private static final List<Period> QUARTERS = List.of(
            period("2024-01-01", "2024-03-31"),
            period("2024-04-01", "2024-06-30"),
            period("2024-07-01", "2024-09-30"),
            period("2024-10-01", "2024-12-31"));

    private final GoalWorld world = new GoalWorld(Instant.parse("2024-01-05T00:00:00Z"));

    @BeforeEach
    void anAnnualGoalOfTenMillion() {
        world.send(new DraftGoal(ID, goal(SALES, "10000000", YEAR, scope("CHINA")), null));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theAnnualGoalIsSplitByQuarterAndByProductSideBySide() {
        decomposeByQuarter();
        world.send(new DecomposeGoal(
                ID,
                BY_PRODUCT,
                Dimension.PRODUCT_LINE,
                AllocationMethod.WEIGHT,
                List.of(weighted(11, lines("A"), "0.40"), weighted(12, lines("B"), "0.60")),
                null));

        assertThat(IntStream.rangeClosed(1, 4).mapToObj(n -> world.target(child(n))))
                .containsExactly(money("2000000"), money("2500000"), money("3000000"), money("2500000"));
        assertThat(world.target(child(11))).isEqualTo(money("4000000"));
        assertThat(world.target(child(12))).isEqualTo(money("6000000"));
        assertThat(world.replay(ID).decompositions())
                .hasSize(2)
                .allSatisfy(split -> assertThat(split.sum()).isEqualTo(money("10000000")));
        GoalDefinition third = Objects.requireNonNull(world.definition(child(3)));
        assertThat(third.period()).isEqualTo(QUARTERS.get(2));
        assertThat(third.parentId()).isEqualTo(ID);
        assertThat(third.name()).isEqualTo("a goal: 2024-07-01 to 2024-09-30");
    }

    @Test
    void aRemainderOfACentGoesToTheLastPart() {
        world.send(new DecomposeGoal(
                ID,
                BY_PRODUCT,
                Dimension.PRODUCT_LINE,
                AllocationMethod.EQUAL,
                List.of(part(1, lines("A")), part(2, lines("B")), part(3, lines("C"))),
                null));

        assertThat(IntStream.rangeClosed(1, 3).mapToObj(n -> world.target(child(n))))
                .containsExactly(money("3333333.33"), money("3333333.33"), money("3333333.34"));
    }

    @Test
    void lastYearsActualsDecideAndBecomeTheBaselines() {
        world.send(new DecomposeGoal(
                ID,
                BY_PRODUCT,
                Dimension.TERRITORY,
                AllocationMethod.ACTUALS,
                List.of(
                        new Part(child(1), null, null, territory("SHANGHAI"), null, new BigDecimal("3000000"), null),
                        new Part(child(2), null, null, territory("JIANGSU"), null, new BigDecimal("5000000"), null)),
                null));

        assertThat(world.target(child(1))).isEqualTo(money("3750000"));
        assertThat(world.target(child(2))).isEqualTo(money("6250000"));
        assertThat(Objects.requireNonNull(world.definition(child(2))).baseline())
                .isEqualTo(money("5000000"));
    }

    @Test
    void aGoalIsSplitAlongEveryDimension() {
        List<List<ScopeSlice>> splits = List.of(
                List.of(
                        new ScopeSlice.OfPeriod(period("2024-01-01", "2024-03-31")),
                        new ScopeSlice.OfPeriod(period("2024-04-01", "2024-12-31"))),
                List.of(territory("SHANGHAI"), territory("JIANGSU")),
                List.of(lines("A"), lines("B", "C")),
                List.of(new ScopeSlice.OfSegments(List.of("large")), new ScopeSlice.OfSegments(List.of("small"))),
                List.of(new ScopeSlice.OfChannels(List.of("online")), new ScopeSlice.OfChannels(List.of("fair"))),
                List.of(new ScopeSlice.OfRepresentative("mei.rep"), new ScopeSlice.OfRepresentative("jun.rep")));
        int number = 100;
        for (List<ScopeSlice> slices : splits) {
            world.send(new DecomposeGoal(
                    ID,
                    "0198c1f0-9999-7000-8000-%012d".formatted(number),
                    slices.getFirst().dimension(),
                    AllocationMethod.EQUAL,
                    List.of(part(number, slices.getFirst()), part(number + 1, slices.getLast())),
                    null));
            number += 2;
        }

        assertThat(world.replay(ID).decompositions())
                .extracting(Decomposition::dimension)
                .containsExactly(Dimension.values());
        assertThat(Objects.requireNonNull(world.definition(child(110))).owner()).isEqualTo("mei.rep");
    }

    @Test
    void countsHaveNoFractions() {
        GoalId customers = goalId(50);
        world.send(new DraftGoal(
                customers, goal(GoalSamples.of(Metric.NEW_CUSTOMERS), "150", YEAR, scope("CHINA")), null));
        world.send(new DecomposeGoal(
                customers,
                BY_QUARTER,
                Dimension.PERIOD,
                AllocationMethod.EQUAL,
                IntStream.range(0, 4)
                        .mapToObj(n -> part(n + 1, new ScopeSlice.OfPeriod(QUARTERS.get(n))))
                        .toList(),
                null));

        assertThat(IntStream.rangeClosed(1, 4).mapToObj(n -> world.target(child(n))))
                .containsExactly(
                        new BigDecimal("37"), new BigDecimal("37"), new BigDecimal("37"), new BigDecimal("39"));
    }

    @Test
    void aRateIsSplitIntoTargetsOfTheirOwnWithWeights() {
        GoalId rate = goalId(60);
        world.send(new DraftGoal(rate, goal(GoalSamples.of(Metric.REPURCHASE_RATE), "60", YEAR, scope("CHINA")), null));
        Part large = new Part(
                child(1),
                null,
                null,
                new ScopeSlice.OfSegments(List.of("large")),
                new BigDecimal("0.7"),
                null,
                new BigDecimal("65"));
        Part small = new Part(
                child(2),
                null,
                null,
                new ScopeSlice.OfSegments(List.of("small")),
                new BigDecimal("0.29"),
                null,
                new BigDecimal("50"));

        refused(
                "weights-100-percent",
                new DecomposeGoal(
                        rate, BY_QUARTER, Dimension.SEGMENT, AllocationMethod.EXPLICIT, List.of(large, small), null));
        refused(
                "additive",
                new DecomposeGoal(
                        rate, BY_QUARTER, Dimension.SEGMENT, AllocationMethod.EQUAL, List.of(large, small), null));
    }

    @Test
    void whatDoesNotAddUpIsRefused() {
        refused(
                "adds-up",
                byProduct(
                        AllocationMethod.EXPLICIT,
                        explicit(1, lines("A"), "4000000"),
                        explicit(2, lines("B"), "5999999.99")));
        refused(
                "weights-100-percent",
                byProduct(AllocationMethod.WEIGHT, weighted(1, lines("A"), "0.40"), weighted(2, lines("B"), "0.59")));
        refused("required", byProduct(AllocationMethod.ACTUALS, part(1, lines("A")), part(2, lines("B"))));
        refused(
                "not-negative",
                byProduct(
                        AllocationMethod.EXPLICIT, explicit(1, lines("A"), "10000001"), explicit(2, lines("B"), "-1")));
    }

    @Test
    void whatOverlapsIsRefused() {
        refused("no-overlap", byProduct(AllocationMethod.EQUAL, part(1, lines("A", "B")), part(2, lines("B"))));
        refused(
                "no-overlap",
                decompose(Dimension.TERRITORY, part(1, territory("EAST-CHINA")), part(2, territory("SHANGHAI"))));
        refused(
                "no-overlap",
                decompose(
                        Dimension.PERIOD,
                        part(1, new ScopeSlice.OfPeriod(period("2024-01-01", "2024-06-30"))),
                        part(2, new ScopeSlice.OfPeriod(period("2024-06-30", "2024-12-31")))));
        refused(
                "no-overlap",
                decompose(
                        Dimension.REPRESENTATIVE,
                        part(1, new ScopeSlice.OfRepresentative("mei.rep")),
                        part(2, new ScopeSlice.OfRepresentative("mei.rep"))));
    }

    @Test
    void whatReachesBeyondTheParentIsRefused() {
        refused(
                "inside-parent",
                decompose(
                        Dimension.PERIOD,
                        part(1, new ScopeSlice.OfPeriod(period("2023-12-31", "2024-06-30"))),
                        part(2, new ScopeSlice.OfPeriod(period("2024-07-01", "2024-12-31")))));
        refused(
                "inside-parent",
                decompose(Dimension.TERRITORY, part(1, territory("EUROPE")), part(2, territory("SHANGHAI"))));
        refused(
                "known-territory",
                decompose(Dimension.TERRITORY, part(1, territory("ATLANTIS")), part(2, territory("SHANGHAI"))));
    }

    @Test
    void periodsCoverTheWholePeriod() {
        ScopeSlice march = new ScopeSlice.OfPeriod(period("2024-01-01", "2024-03-31"));
        for (Period rest : List.of(
                period("2024-05-01", "2024-12-31"),
                period("2024-04-02", "2024-12-31"),
                period("2024-04-01", "2024-12-30"))) {
            refused(
                    "covers-period",
                    decompose(Dimension.PERIOD, part(1, march), part(2, new ScopeSlice.OfPeriod(rest))));
        }
        refused(
                "covers-period",
                decompose(
                        Dimension.PERIOD,
                        part(1, new ScopeSlice.OfPeriod(QUARTERS.get(2))),
                        part(2, new ScopeSlice.OfPeriod(QUARTERS.get(3)))));
        world.send(decompose(
                Dimension.PERIOD,
                part(2, new ScopeSlice.OfPeriod(period("2024-04-01", "2024-12-31"))),
                part(1, march)));
    }

    @Test
    void noPartIsZero() {
        refused(
                "above-zero",
                byProduct(
                        AllocationMethod.EXPLICIT, explicit(1, lines("A"), "10000000"), explicit(2, lines("B"), "0")));
        refused(
                "above-zero",
                byProduct(AllocationMethod.WEIGHT, weighted(1, lines("A"), "0"), weighted(2, lines("B"), "1")));
    }

    @Test
    void oneDimensionIsDecomposedOnce() {
        decomposeByQuarter();

        refused(
                "one-per-dimension",
                new DecomposeGoal(
                        ID,
                        BY_PRODUCT,
                        Dimension.PERIOD,
                        AllocationMethod.EQUAL,
                        List.of(
                                part(21, new ScopeSlice.OfPeriod(QUARTERS.get(0))),
                                part(22, new ScopeSlice.OfPeriod(QUARTERS.get(1)))),
                        null));
    }

    @Test
    void reallottingMovesTargetAndKeepsTheSum() {
        decomposeByQuarter();

        world.send(new ReallotTarget(
                ID, BY_QUARTER, child(1), child(4), new BigDecimal("250000.01"), "the fair moved", null));

        assertThat(world.target(child(1))).isEqualTo(money("1749999.99"));
        assertThat(world.target(child(4))).isEqualTo(money("2750000.01"));
        assertThat(world.replay(ID).decompositions().getFirst().sum()).isEqualTo(money("10000000"));
        refused(
                "has-as-much",
                new ReallotTarget(ID, BY_QUARTER, child(1), child(4), money("1750000"), "all of it", null));
        refused("two-children", new ReallotTarget(ID, BY_QUARTER, child(1), child(1), money("1"), "to itself", null));
        refused(
                "part-of-decomposition",
                new ReallotTarget(ID, BY_QUARTER, child(1), child(9), money("1"), "to nobody", null));
        refused(
                "decimals",
                new ReallotTarget(
                        ID, BY_QUARTER, child(1), child(2), new BigDecimal("0.001"), "less than a cent", null));
    }

    @Test
    void twoThousandRepresentativesAreOneCommand() {
        List<Part> parts = IntStream.rangeClosed(1, 2000)
                .mapToObj(n -> part(1000 + n, new ScopeSlice.OfRepresentative("rep." + n)))
                .toList();

        world.send(new DecomposeGoal(ID, BY_PRODUCT, Dimension.REPRESENTATIVE, AllocationMethod.EQUAL, parts, null));

        assertThat(world.replay(ID).decompositions().getFirst().sum()).isEqualTo(money("10000000"));
        assertThat(world.target(child(3000))).isEqualTo(money("5000"));
    }

    private void decomposeByQuarter() {
        List<String> millions = List.of("2000000", "2500000", "3000000", "2500000");
        world.send(new DecomposeGoal(
                ID,
                BY_QUARTER,
                Dimension.PERIOD,
                AllocationMethod.EXPLICIT,
                IntStream.range(0, 4)
                        .mapToObj(n -> explicit(n + 1, new ScopeSlice.OfPeriod(QUARTERS.get(n)), millions.get(n)))
                        .toList(),
                null));
    }

    private void refused(String rule, GoalCommand command) {
        assertThatExceptionOfType(CommandRejected.class)
                .isThrownBy(() -> world.send(command))
                .satisfies(refusal ->
                        assertThat(refusal.violations().getFirst().rule()).isEqualTo(rule));
    }

    private static DecomposeGoal byProduct(AllocationMethod way, Part... parts) {
        return new DecomposeGoal(ID, BY_PRODUCT, Dimension.PRODUCT_LINE, way, List.of(parts), null);
    }

    private static DecomposeGoal decompose(Dimension dimension, Part... parts) {
        return new DecomposeGoal(ID, BY_PRODUCT, dimension, AllocationMethod.EQUAL, List.of(parts), null);
    }

    private static Part part(int number, ScopeSlice slice) {
        return part(number, slice, null, null);
    }

    private static Part weighted(int number, ScopeSlice slice, String weight) {
        return part(number, slice, new BigDecimal(weight), null);
    }

    private static Part explicit(int number, ScopeSlice slice, String target) {
        return part(number, slice, null, new BigDecimal(target));
    }

    private static Part part(int number, ScopeSlice slice, @Nullable BigDecimal weight, @Nullable BigDecimal target) {
        return new Part(child(number), null, null, slice, weight, null, target);
    }

    private static GoalId child(int number) {
        return goalId(0x10000 + number);
    }

    private static ScopeSlice lines(String... lines) {
        return new ScopeSlice.OfProductLines(List.of(lines));
    }

    private static ScopeSlice territory(String code) {
        return new ScopeSlice.OfTerritory(new TerritoryCode(code));
    }
}
