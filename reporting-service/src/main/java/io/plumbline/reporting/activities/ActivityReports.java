package io.plumbline.reporting.activities;

import static io.plumbline.reporting.report.Parts.PERIOD;

import io.plumbline.reporting.report.Dimension;
import io.plumbline.reporting.report.Report;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was done about customers. */
@Component
class ActivityReports implements Report.Source {

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

    @Override
    public List<Report<?>> reports() {
        return List.of(
                Report.filtered("activities", "activities_by", Group.class)
                        .takes(PERIOD)
                        .alongFirstOf(
                                Dimension.KIND,
                                Dimension.REPRESENTATIVE,
                                Dimension.TERRITORY,
                                Dimension.STATUS,
                                Dimension.CUSTOMER,
                                Dimension.CHANNEL,
                                Dimension.SEGMENT,
                                Dimension.INDUSTRY,
                                Dimension.TIER)
                        .key("key")
                        .adding("planned", "completed", "missed", "cancelled", "customers")
                        .madeOf("activity")
                        .causedBy("activities_causes", "period")
                        .build(),
                Report.filtered("activities/cadence", "cadence_compliance", Cadence.class)
                        .key("tier")
                        .adding("customers", "compliant")
                        .madeOf("customer", "activity")
                        .causedBy("cadence_causes")
                        .build(),
                Report.filtered("activities/fulfilment", "plan_fulfilment", Fulfilment.class)
                        .takes(PERIOD)
                        .key("representative")
                        .adding("planned", "completedOnDay", "completed", "missed")
                        .madeOf("activity")
                        .causedBy("plan_fulfilment_causes", "period")
                        .build());
    }
}
