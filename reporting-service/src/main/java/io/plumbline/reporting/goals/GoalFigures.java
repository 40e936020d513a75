package io.plumbline.reporting.goals;

import io.plumbline.reporting.goals.GoalReportsController.ComparisonBasis;
import io.plumbline.reporting.goals.GoalReportsController.Completion;
import io.plumbline.reporting.goals.GoalReportsController.Forecast;
import io.plumbline.reporting.goals.GoalReportsController.GoalQuery;
import io.plumbline.reporting.goals.GoalReportsController.Variance;
import io.plumbline.reporting.goals.RollupController.Tree;
import io.plumbline.reporting.report.Cause;
import io.plumbline.reporting.report.Figure;
import io.plumbline.reporting.report.FigureQuery;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Report;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.MissingServletRequestParameterException;

/**
 * Figures of goals by name.
 *
 * <p>A roll-up has a row for each decomposition. What its children are adds up, and one that is absent on a side has none
 * there. The goal's own figures stand in all rows, and the difference is one of both: these are compared where both sides
 * have the row. Whoever wants a goal's own way asks for its completion.
 *
 * <p>Incentives are compared and explained by goal and scheme, not by award: what a goal earns would count once for each.
 */
@Component
class GoalFigures implements Figure.Source {

    private static final List<String> SUBJECTS = List.of("goal", "order", "activity", "customer");

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(
                        "completion",
                        SUBJECTS,
                        Set.of("target", "actual", "expected", "variance"),
                        query -> report(
                                query,
                                "goal_completion",
                                "name, goal_id",
                                Completion.class,
                                GoalReportsController.COMPLETION),
                        query -> causes("goal_causes", query)
                                .with("credit", query.creditOrDefault().name())),
                new Figure(
                        "variance",
                        SUBJECTS,
                        Set.of("plan", "actual", "expected", "variance", "varianceToDate"),
                        query -> report(
                                query,
                                "goal_variance",
                                "goal_id, phase",
                                Variance.class,
                                GoalReportsController.VARIANCE),
                        query -> causes("goal_causes", query)
                                .with("credit", query.creditOrDefault().name())),
                new Figure(
                        "forecast",
                        List.of("goal", "order", "opportunity"),
                        Set.of("target", "actual", "expected", "openAmount", "weightedOpenAmount", "landing", "gap"),
                        query -> Report.unfiltered(
                                        "goal_forecast",
                                        "name, goal_id",
                                        Forecast.class,
                                        GoalReportsController.FORECAST)
                                .with("only_goal", query.goal())
                                .in(query.currency(), query.rates(), query.plan())
                                .with("credit", query.creditOrDefault().name()),
                        query -> causes("goal_forecast_causes", query)
                                .with("credit", query.creditOrDefault().name())),
                new Figure(
                        "rollup",
                        SUBJECTS,
                        Set.of("children", "childrenTarget", "childrenActual", "unmeasured"),
                        query -> RollupController.rollup(tree(query)),
                        query -> causes("goal_rollup_causes", query)),
                new Figure(
                        "rollup/children",
                        SUBJECTS,
                        Set.of("target", "actual"),
                        query -> RollupController.children(tree(query)),
                        query -> causes("goal_rollup_causes", query)),
                new Figure(
                        "closings",
                        SUBJECTS,
                        Set.of(),
                        query -> ClosingsController.closings(query.goal()),
                        query -> Figure.causesUnfiltered("goal_closing_causes").with("wanted_goal", query.goal())),
                new Figure(
                        "incentives",
                        List.of("incentive", "goal", "order", "activity", "customer"),
                        Set.of("entitlement", "awards", "awarded"),
                        query -> IncentivesController.entitlements(query.goal(), query.base()),
                        query -> Figure.causesUnfiltered("incentive_causes").with("wanted_goal", query.goal())));
    }

    private static Tree tree(FigureQuery query) throws MissingServletRequestParameterException {
        return new Tree(query.oneGoal(), query.cap(), query.currency(), query.rates(), query.plan());
    }

    private static <R extends Record> Report<R> report(
            FigureQuery query, String function, String order, Class<R> row, List<Formula> formulas) {
        return new ComparisonBasis(query.currency(), query.rates(), query.plan(), null, query.credit(), null)
                .of(GoalReportsController.report(
                        function, new GoalQuery(query.goal(), null, null), order, row, formulas));
    }

    private static Report<Cause> causes(String function, FigureQuery query) {
        return Figure.causesUnfiltered(function)
                .with("wanted_goal", query.goal())
                .in(query.currency(), query.rates(), query.plan());
    }
}
