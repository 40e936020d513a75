package io.plumbline.reporting.activities;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Period;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.ReportQuery;
import io.plumbline.reporting.report.Reports;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was done about customers. */
@RestController
@RequestMapping("/api/reports/activities")
class ActivityReportsController {

    /** Along what activities are divided. */
    enum Dimension {
        KIND,
        REPRESENTATIVE,
        TERRITORY,
        STATUS
    }

    /**
     * Activities of one kind.
     *
     * @param planned for a day of the period and not cancelled
     * @param completed on a day of the period, whenever they were planned for
     * @param missed of those planned
     * @param cancelled of those that were planned for a day of the period
     * @param customers distinct ones of the completed
     */
    record Group(@Nullable String key, long planned, long completed, long missed, long cancelled, long customers) {}

    /** A tier's customers; a compliant one was contacted within the tier's cadence before asOf. */
    record Cadence(
            String tier,
            long customers,
            long compliant,
            @Nullable BigDecimal compliance) {}

    /**
     * @param planned for a day of the period, at first, and not cancelled
     * @param moved of those, to another day
     */
    record Fulfilment(
            String representative,
            long planned,
            long completedOnDay,
            long completed,
            long missed,
            @Nullable BigDecimal fulfilment,
            long moved) {}

    static final Report<Cadence> CADENCE = Report.of(
            "cadence_compliance",
            "tier",
            Cadence.class,
            List.of(
                    new Formula(
                            "cadence-compliance",
                            2,
                            "customers whose last completed contact lies within their tier's cadence / customers of the tier, without lost ones")));

    private final Reports reports;

    ActivityReportsController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping
    Answer<Group> by(
            @ModelAttribute ReportQuery query,
            @Valid @ModelAttribute Period period,
            @RequestParam(defaultValue = "KIND") Dimension dimension,
            Authentication caller) {
        return reports.answer(caller, query, by(period, dimension));
    }

    static Report<Group> by(Period period, Dimension dimension) {
        return Report.over(
                        period,
                        "activities_by",
                        "key",
                        Group.class,
                        List.of(
                                new Formula(
                                        "activities",
                                        1,
                                        "those planned for a day of the period by what became of them, and those completed on a day of it")))
                .with("dimension", dimension.name());
    }

    @GetMapping("/cadence")
    Answer<Cadence> cadence(@ModelAttribute ReportQuery query, Authentication caller) {
        return reports.answer(caller, query, CADENCE);
    }

    @GetMapping("/fulfilment")
    Answer<Fulfilment> fulfilment(
            @ModelAttribute ReportQuery query, @Valid @ModelAttribute Period period, Authentication caller) {
        return reports.answer(caller, query, fulfilment(period));
    }

    static Report<Fulfilment> fulfilment(Period period) {
        return Report.over(
                period,
                "plan_fulfilment",
                "representative",
                Fulfilment.class,
                List.of(
                        new Formula(
                                "plan-fulfilment",
                                2,
                                "activities completed on the day that they were planned for at first / those planned for a day of the period")));
    }
}
