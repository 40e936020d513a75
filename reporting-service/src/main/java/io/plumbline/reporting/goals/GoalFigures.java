package io.plumbline.reporting.goals;

import io.plumbline.reporting.goals.GoalReportsController.Completion;
import io.plumbline.reporting.goals.GoalReportsController.Forecast;
import io.plumbline.reporting.goals.GoalReportsController.GoalQuery;
import io.plumbline.reporting.goals.GoalReportsController.Variance;
import io.plumbline.reporting.goals.GoalReportsController.Yardstick;
import io.plumbline.reporting.report.Cause;
import io.plumbline.reporting.report.Figure;
import io.plumbline.reporting.report.FigureQuery;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Report;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Figures of goals by name. */
@Component
class GoalFigures implements Figure.Source {

    private static final List<String> SUBJECTS = List.of("goal", "order", "activity");

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
                        GoalFigures::causes),
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
                        GoalFigures::causes),
                new Figure(
                        "forecast",
                        List.of("goal", "order", "opportunity"),
                        Set.of("target", "actual", "expected", "openAmount", "weightedOpenAmount", "landing", "gap"),
                        query -> Report.unfiltered(
                                "goal_forecast",
                                "name, goal_id",
                                Forecast.class,
                                GoalReportsController.FORECAST,
                                query.goal(),
                                query.currency(),
                                query.rates() == null ? null : query.rates().name(),
                                query.plan()),
                        GoalFigures::causes));
    }

    private static <R extends Record> Report<R> report(
            FigureQuery query, String function, String order, Class<R> row, List<Formula> formulas) {
        return GoalReportsController.report(function, new GoalQuery(query.goal(), null, null), order, row, formulas)
                .and(new Yardstick(query.currency(), query.rates(), query.plan(), null).parameters());
    }

    private static Report<Cause> causes(FigureQuery query) {
        return Figure.causesUnfiltered("goal_causes", query.goal());
    }
}
