package io.plumbline.reporting.pipeline;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Figure;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.ReportQuery;
import io.plumbline.reporting.report.Reports;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the pipeline came from one instant to another. */
@RestController
@RequestMapping("/api/reports/pipeline-bridge")
class PipelineController implements Figure.Source {

    /**
     * Amounts in one currency; those from {@code openAtStart} to {@code amountChanges}, less those from {@code won} to
     * {@code transferredOut}, are {@code openAtEnd}, to the cent.
     *
     * @param pulledIn expected to close in the window now, and not at the start
     * @param pushedOut the reverse
     * @param transferredIn come into the scope that was asked for, by a change of owner for instance
     * @param amountChanges of what was open at the start
     */
    record Bridge(
            String currency,
            BigDecimal openAtStart,
            BigDecimal opened,
            BigDecimal pulledIn,
            BigDecimal reopened,
            BigDecimal transferredIn,
            BigDecimal amountChanges,
            BigDecimal won,
            BigDecimal lost,
            BigDecimal pushedOut,
            BigDecimal transferredOut,
            BigDecimal openAtEnd) {}

    private final Reports reports;

    PipelineController(Reports reports) {
        this.reports = reports;
    }

    /**
     * From one instant to asOf.
     *
     * @param closeFrom first day of the window in which opportunities are expected to close; null: no limit
     * @param closeTo last day of the window
     */
    @GetMapping
    Answer<Bridge> bridge(
            @ModelAttribute ReportQuery query,
            @RequestParam Instant since,
            @RequestParam(required = false) @Nullable LocalDate closeFrom,
            @RequestParam(required = false) @Nullable LocalDate closeTo,
            Authentication caller) {
        return reports.answer(caller, query, bridge(since.atOffset(ZoneOffset.UTC), closeFrom, closeTo));
    }

    private static Report<Bridge> bridge(Object since, @Nullable LocalDate closeFrom, @Nullable LocalDate closeTo) {
        return Report.of(
                        "pipeline_bridge",
                        "currency",
                        Bridge.class,
                        List.of(
                                new Formula(
                                        "pipeline-bridge",
                                        1,
                                        "open at start + new + pulled in + reopened + transferred in + amount changes - won - lost - pushed out - transferred out = open at end")))
                .with("since", since)
                .with("close_from", closeFrom)
                .with("close_to", closeTo);
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure(
                "pipeline-bridge",
                List.of("opportunity"),
                Set.of(
                        "openAtStart",
                        "opened",
                        "pulledIn",
                        "reopened",
                        "transferredIn",
                        "amountChanges",
                        "won",
                        "lost",
                        "pushedOut",
                        "transferredOut",
                        "openAtEnd"),
                query -> bridge(query.begin(), query.firstDay(), query.lastDay()),
                query -> Figure.causes("pipeline_bridge_causes")
                        .with("since", query.begin())
                        .with("close_from", query.firstDay())
                        .with("close_to", query.lastDay())));
    }
}
