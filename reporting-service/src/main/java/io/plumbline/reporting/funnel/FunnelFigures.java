package io.plumbline.reporting.funnel;

import io.plumbline.reporting.report.Figure;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The funnel's figures by name. */
@Component
class FunnelFigures implements Figure.Source {

    private static final List<String> SUBJECTS = List.of("opportunity");

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(
                        "funnel",
                        SUBJECTS,
                        Set.of("opportunities", "amount", "weightedAmount"),
                        query -> FunnelController.STOCK.in(query.money()),
                        query -> Figure.causes("funnel_stock_causes").in(query.money())),
                new Figure(
                        "funnel/cohort",
                        SUBJECTS,
                        Set.of("cohort", "reached", "stillOpen"),
                        query -> FunnelController.cohort(query.period()),
                        query -> Figure.causes("stage_visit_causes", query.period())
                                .with("visits", "FIRST")),
                new Figure(
                        "funnel/conversion",
                        SUBJECTS,
                        Set.of("exits", "advances"),
                        query -> FunnelController.conversion(query.period()),
                        query -> Figure.causes("stage_visit_causes", query.period())
                                .with("visits", "EXIT")),
                new Figure(
                        "funnel/stay",
                        SUBJECTS,
                        Set.of("opportunities"),
                        query -> FunnelController.stay(query.period()),
                        query -> Figure.causes("stage_visit_causes", query.period())
                                .with("visits", "ALL")),
                new Figure(
                        "funnel/wins",
                        SUBJECTS,
                        Set.of("won", "lost", "wonAmount", "lostAmount", "open"),
                        query -> FunnelController.wins(query.period()),
                        query -> Figure.causes("funnel_wins_causes", query.period())),
                new Figure(
                        "funnel/stalled",
                        List.of("opportunity", "activity"),
                        Set.of("amount"),
                        query -> FunnelController.STALLED.orderedBy("id"),
                        query -> Figure.causes("funnel_stalled_causes")));
    }
}
