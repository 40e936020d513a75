package io.plumbline.reporting.goals;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.ReportQuery;
import io.plumbline.reporting.report.Reports;
import io.plumbline.reporting.report.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far goals are reached, and how far that is from what was to be expected. */
@RestController
@RequestMapping("/api/reports")
class GoalReportsController {

    static final List<Formula> COMPLETION = List.of(
            new Formula("attainment", 1, "actual / target"),
            new Formula("expected-linear", 1, "target x elapsed days / all days, the day of asOf included"),
            new Formula(
                    "expected-seasonal",
                    1,
                    "target x (weights of finished phases + weight of the current phase x its elapsed part)"),
            new Formula(
                    "light",
                    1,
                    "actual against expected to date while the period runs, against the target once it has closed"));

    static final List<Formula> VARIANCE = List.of(new Formula("variance", 1, "actual - plan; its share of the plan"));

    /**
     * A goal's figures.
     *
     * @param refusal why there is no actual figure
     * @param attainment a share; null where the target is zero
     * @param expected what should be reached by asOf: by phases where the goal has some, else by days
     * @param variance actual less expected
     */
    record Completion(
            String goalId,
            String eventId,
            String name,
            String owner,
            @Nullable String territory,
            String metric,
            String unit,
            @Nullable String currency,
            String status,
            LocalDate periodFrom,
            LocalDate periodTo,
            BigDecimal target,
            BigDecimal originalTarget,
            int revision,
            @Nullable BigDecimal actual,
            @Nullable String refusal,
            @Nullable BigDecimal attainment,
            @Nullable BigDecimal attainmentOfOriginal,
            boolean running,
            BigDecimal expectedLinear,
            @Nullable BigDecimal expectedSeasonal,
            BigDecimal expected,
            @Nullable BigDecimal attainmentToDate,
            @Nullable String light,
            @Nullable BigDecimal variance,
            @Nullable BigDecimal varianceShare) {}

    /**
     * A phase of a goal; phase 0 is the whole period.
     *
     * @param withinStandard whether a finished phase lies within the goal's completion tolerance; null while it runs
     */
    record Variance(
            String goalId,
            int phase,
            LocalDate phaseFrom,
            LocalDate phaseTo,
            BigDecimal plan,
            @Nullable BigDecimal actual,
            @Nullable String refusal,
            boolean running,
            BigDecimal expected,
            @Nullable BigDecimal variance,
            @Nullable BigDecimal varianceShare,
            @Nullable BigDecimal varianceToDate,
            @Nullable BigDecimal varianceToDateShare,
            @Nullable String light,
            @Nullable Boolean withinStandard) {}

    record CompletionFigures(List<Completion> goals) {}

    record VarianceFigures(List<Variance> phases) {}

    private final Reports reports;

    GoalReportsController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping("/completion")
    Answer<CompletionFigures> completion(
            @ModelAttribute ReportQuery query,
            @RequestParam(required = false) @Nullable String goal,
            @RequestParam(required = false) @Nullable BigDecimal redBelow,
            @RequestParam(required = false) @Nullable BigDecimal yellowBelow,
            Authentication caller) {
        return reports.answer(
                caller,
                query,
                COMPLETION,
                (db, scope) -> new CompletionFigures(goals(
                        db, scope, "goal_completion", "name, goal_id", goal, redBelow, yellowBelow, Completion.class)));
    }

    @GetMapping("/variance")
    Answer<VarianceFigures> variance(
            @ModelAttribute ReportQuery query,
            @RequestParam(required = false) @Nullable String goal,
            @RequestParam(required = false) @Nullable BigDecimal redBelow,
            @RequestParam(required = false) @Nullable BigDecimal yellowBelow,
            Authentication caller) {
        return reports.answer(
                caller,
                query,
                VARIANCE,
                (db, scope) -> new VarianceFigures(goals(
                        db, scope, "goal_variance", "goal_id, phase", goal, redBelow, yellowBelow, Variance.class)));
    }

    private static <T> List<T> goals(
            JdbcClient db,
            Scope scope,
            String function,
            String order,
            @Nullable String goal,
            @Nullable BigDecimal redBelow,
            @Nullable BigDecimal yellowBelow,
            Class<T> row) {
        return db.sql("select * from report." + function + "(?, ?, ?, ?, ?, ?) order by " + order)
                .params(scope.instants(scope.roots(), goal, redBelow, yellowBelow))
                .query(new DataClassRowMapper<>(row))
                .list();
    }
}
