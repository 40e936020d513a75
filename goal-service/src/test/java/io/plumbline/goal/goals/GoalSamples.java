package io.plumbline.goal.goals;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.Scope;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.testing.FixedTerritories;
import io.plumbline.platform.write.command.Actor;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goals, people and territories that the tests speak of. */
final class GoalSamples {

    static final GoalId ID = new GoalId("0198c1f0-1111-7000-8000-000000000001");
    static final Currency CNY = Currency.getInstance("CNY");
    static final Measure SALES = new Measure(Metric.SALES_AMOUNT, null, CNY, null, null);
    static final Period H2 = period("2024-07-01", "2024-12-31");
    static final Period YEAR = period("2024-01-01", "2024-12-31");
    static final TerritoryCode CHINA = new TerritoryCode("CHINA");
    static final TerritoryCode EAST = new TerritoryCode("EAST-CHINA");
    static final Instant JUNE = Instant.parse("2024-06-20T02:00:00Z");

    static final Actor LENA = new Actor("lena.sales-ops", Set.of("sales-ops"), Set.of());
    static final Actor WEI = new Actor("wei.manager", Set.of("manager"), Set.of("CHINA"));
    static final Actor OTTO = new Actor("otto.manager", Set.of("manager"), Set.of("EUROPE"));
    static final Actor MEI = new Actor("mei.rep", Set.of("rep"), Set.of("EAST-CHINA"));

    static final TerritoryTree TREE = new TerritoryTree(List.of(
            node("CHINA", null),
            node("EAST-CHINA", "CHINA"),
            node("SHANGHAI", "EAST-CHINA"),
            node("JIANGSU", "EAST-CHINA"),
            node("EUROPE", null)));

    private GoalSamples() {}

    private static TerritoryTree.Node node(String code, @Nullable String parent) {
        return new TerritoryTree.Node(code, parent, ZoneId.of("Asia/Shanghai"));
    }

    static Territories territories() {
        return new FixedTerritories(TREE);
    }

    static Period period(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to));
    }

    static Scope scope(String territory) {
        return Scope.EVERYTHING.withTerritory(new TerritoryCode(territory));
    }

    static BigDecimal money(String amount) {
        return new BigDecimal(amount).setScale(2);
    }

    static GoalId goalId(int number) {
        return new GoalId("0198c1f0-1111-7000-8000-%012x".formatted(number));
    }

    /** East China, 2024 Q3 to Q4, 5.0 M to 6.5 M in the industries that matter. */
    static GoalDefinition eastChina() {
        return new GoalDefinition(
                "East China, second half of 2024",
                SALES,
                money("6500000"),
                money("5000000"),
                H2,
                scope("EAST-CHINA").withIndustries(List.of("manufacturing", "retail")),
                "wei.manager",
                null,
                List.of(
                        new Phase(period("2024-07-01", "2024-09-30"), money("3000000")),
                        new Phase(period("2024-10-01", "2024-12-31"), money("3500000"))),
                GoalDefinition.DEFAULT_TOLERANCE,
                List.of(),
                null,
                null,
                null);
    }

    static GoalDefinition goal(
            @Nullable Measure measure, @Nullable String target, @Nullable Period period, Scope scope) {
        return new GoalDefinition(
                "a goal",
                measure,
                target == null ? null : new BigDecimal(target),
                null,
                period,
                scope,
                "wei.manager",
                null,
                List.of(),
                GoalDefinition.DEFAULT_TOLERANCE,
                List.of(),
                null,
                null,
                null);
    }

    /** The same, growing from a baseline. */
    static GoalDefinition from(GoalDefinition goal, String baseline) {
        return new GoalDefinition(
                goal.name(),
                goal.measure(),
                goal.target(),
                new BigDecimal(baseline),
                goal.period(),
                goal.scope(),
                goal.owner(),
                goal.weight(),
                goal.phasing(),
                goal.completionTolerance(),
                goal.stretch(),
                goal.planId(),
                goal.parentId(),
                goal.justification());
    }

    static Measure of(Metric metric) {
        return new Measure(metric, null, null, null, null);
    }
}
