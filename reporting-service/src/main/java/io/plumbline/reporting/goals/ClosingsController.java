package io.plumbline.reporting.goals;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.Reports;
import io.plumbline.reporting.report.TerritoryQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Closed goals, as they were closed and as they would be now. */
@RestController
@RequestMapping("/api/reports/closings")
class ClosingsController {

    /**
     * A closed goal.
     *
     * @param outcome ACHIEVED or MISSED, as it was closed
     * @param closedActual the figure that it was closed with
     * @param measuredActual what was measured then, by what was known then
     * @param statedDifference closedActual less measuredActual: what the closer stated beside it, for statedReason
     * @param restatedActual what is measured by what is known at knownAt
     * @param refusal why there is no such figure, or what it lacks
     * @param lateDifference restatedActual less measuredActual: what was entered or happened since
     * @param difference restatedActual less closedActual
     * @param restatedOutcome ACHIEVED or MISSED by what is known at knownAt
     * @param knownThen up to when recorded events counted as known at the closing
     */
    record Closing(
            String goalId,
            String name,
            String owner,
            @Nullable String territory,
            String metric,
            @Nullable String currency,
            String outcome,
            Instant closedAt,
            BigDecimal closedTarget,
            @Nullable BigDecimal closedActual,
            @Nullable BigDecimal measuredActual,
            @Nullable BigDecimal statedDifference,
            @Nullable String statedReason,
            @Nullable String statedBy,
            @Nullable BigDecimal restatedActual,
            @Nullable String refusal,
            @Nullable BigDecimal lateDifference,
            @Nullable BigDecimal difference,
            @Nullable BigDecimal closedAttainment,
            @Nullable BigDecimal restatedAttainment,
            @Nullable String restatedOutcome,
            String eventId,
            Instant knownThen,
            boolean complete,
            @Nullable String unconverted) {}

    private static final List<Formula> AS_CLOSED = List.of(
            new Formula(
                    "as-closed",
                    1,
                    "restated - closed = (restated - measured then) - (closed - measured then): what was entered or happened since, less what the closer stated beside the measured figure"));

    private final Reports reports;

    ClosingsController(Reports reports) {
        this.reports = reports;
    }

    /** @param goal its id; all closed goals by default */
    @GetMapping
    Answer<Closing> closings(
            @ModelAttribute TerritoryQuery query,
            @RequestParam(required = false) @Nullable String goal,
            Authentication caller) {
        return reports.answer(caller, query.all(), closings(goal));
    }

    static Report<Closing> closings(@Nullable String goal) {
        return Report.unfiltered("goal_closings", "name, goal_id", Closing.class, AS_CLOSED)
                .with("only_goal", goal);
    }
}
