package io.plumbline.reporting.pipeline;

import static io.plumbline.reporting.report.Parts.BRIDGE;

import io.plumbline.reporting.report.Report;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;

/** How the pipeline came from one instant to another. */
@Component
class PipelineReports implements Report.Source {

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

    @Override
    public List<Report<?>> reports() {
        return List.of(Report.filtered("pipeline-bridge", "pipeline_bridge", Bridge.class)
                .takes(BRIDGE)
                .key("currency")
                .adding(
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
                        "openAtEnd")
                .madeOf("opportunity")
                .causedBy("pipeline_bridge_causes", "since", "close_from", "close_to")
                .build());
    }
}
