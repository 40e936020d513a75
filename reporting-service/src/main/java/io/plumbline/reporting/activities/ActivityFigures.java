package io.plumbline.reporting.activities;

import io.plumbline.reporting.report.Figure;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Figures of activities by name. */
@Component
class ActivityFigures implements Figure.Source {

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(
                        "activities",
                        List.of("activity"),
                        Set.of("planned", "completed", "missed", "cancelled", "customers"),
                        query -> ActivityReportsController.by(
                                query.period(), query.dimension(ActivityReportsController.Dimension.class)),
                        query -> Figure.causes("activities_causes", query.period())),
                new Figure(
                        "activities/cadence",
                        List.of("customer", "activity"),
                        Set.of("customers", "compliant"),
                        query -> ActivityReportsController.CADENCE,
                        query -> Figure.causes("cadence_causes")),
                new Figure(
                        "activities/fulfilment",
                        List.of("activity"),
                        Set.of("planned", "completedOnDay", "completed", "missed"),
                        query -> ActivityReportsController.fulfilment(query.period()),
                        query -> Figure.causes("plan_fulfilment_causes", query.period())));
    }
}
