package io.plumbline.reporting.inputs;

import io.plumbline.reporting.inputs.InputOutputController.Dimension;
import io.plumbline.reporting.report.Figure;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Figures of what is put in by name.
 *
 * <p>Activities of input-output stand in the row of each currency, and a plan's budgets in that of each channel: so they are
 * compared where both sides have the row, and do not count as zero where one lacks it.
 */
@Component
class InputFigures implements Figure.Source {

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(
                        "input-output",
                        List.of("opportunity", "activity", "plan"),
                        Set.of("won", "wonAmount", "budgetSpent"),
                        query -> InputOutputController.inputOutput(
                                query.period(), query.dimension(Dimension.class), query.money()),
                        query -> Figure.causes("input_output_causes", query.period())
                                .with(
                                        "dimension",
                                        query.dimension(Dimension.class).name())
                                .in(query.money())),
                new Figure(
                        "channels",
                        List.of("plan", "opportunity", "customer"),
                        Set.of("leads", "highIntentLeads", "budgetOfChannel"),
                        query -> ChannelsController.channels(query.plan()),
                        query -> Figure.causesUnfiltered("plan_channels_causes").with("only_plan", query.plan())));
    }
}
