package io.plumbline.goal.plans;

import io.plumbline.goal.terms.Period;
import io.plumbline.goal.terms.PlanId;
import io.plumbline.goal.terms.TerritoryCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The plans for those who plan, and for the rules of what hangs under them. */
@Component
class PlanView implements Plans {

    private final JdbcClient jdbc;

    PlanView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable PlanOutline find(PlanId planId) {
        return jdbc.sql("select * from plan where plan_id = ?")
                .param(planId.value())
                .query((row, index) -> new PlanOutline(
                        planId,
                        new TerritoryCode(row.getString("territory")),
                        row.getString("owner"),
                        new Period(
                                row.getObject("period_from", LocalDate.class),
                                row.getObject("period_to", LocalDate.class)),
                        PlanStatus.valueOf(row.getString("status")),
                        row.getObject("new_customer_capacity", Integer.class)))
                .optional()
                .orElse(null);
    }
}
