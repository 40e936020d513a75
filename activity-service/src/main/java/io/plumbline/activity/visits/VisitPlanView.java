package io.plumbline.activity.visits;

import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Visit plans for those who carry them out and those who approve them. */
@Component
@ProcessingGroup("visits")
class VisitPlanView {

    @Schema(name = "VisitPlan")
    record Row(
            String visitPlanId,
            @Schema(example = "mei") String representative,
            @Schema(example = "2024-W28") String week,
            @Schema(example = "EAST-CHINA") String territory,
            VisitPlan.Status status,
            List<VisitItem> items) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    VisitPlanView(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws CommandRejected where there is none that the reader may see */
    Row one(VisitPlanId plan, Visibility visibility) {
        return visibility
                .bind(jdbc.sql(
                                "select * from (select *, representative as owner from visit_plan) p where visit_plan_id = :id and "
                                        + Visibility.CONDITION)
                        .param("id", plan.value()))
                .query((row, number) -> row(row))
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("visit plan", plan));
    }

    /** What waits for approval where the reader manages. */
    List<Row> submitted(Visibility visibility) {
        return visibility
                .bind(jdbc.sql("""
                                select * from (select *, representative as owner from visit_plan) p
                                where status = 'SUBMITTED' and %s
                                order by week, representative limit 500""".formatted(Visibility.CONDITION)))
                .query((row, number) -> row(row))
                .list();
    }

    private Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("visit_plan_id"),
                row.getString("representative"),
                row.getString("week"),
                row.getString("territory"),
                VisitPlan.Status.valueOf(row.getString("status")),
                json.readValue(row.getString("items"), new TypeReference<List<VisitItem>>() {}));
    }

    @EventHandler
    void on(VisitPlanEvent event) {
        switch (event) {
            case VisitPlanEvent.VisitPlanDrafted e ->
                jdbc.sql("""
                                insert into visit_plan values (?, ?, ?, ?, 'DRAFT', ?::jsonb)
                                on conflict (visit_plan_id) do update
                                    set territory = excluded.territory, items = excluded.items""")
                        .params(
                                e.visitPlanId().value(),
                                e.representative(),
                                e.week().toString(),
                                e.territory(),
                                json.writeValueAsString(e.items()))
                        .update();
            case VisitPlanEvent.VisitPlanSubmitted e -> status(e, VisitPlan.Status.SUBMITTED);
            case VisitPlanEvent.VisitPlanApproved e -> status(e, VisitPlan.Status.APPROVED);
            case VisitPlanEvent.VisitPlanRejected e -> status(e, VisitPlan.Status.DRAFT);
        }
    }

    private void status(VisitPlanEvent event, VisitPlan.Status status) {
        jdbc.sql("update visit_plan set status = ? where visit_plan_id = ?")
                .params(status.name(), event.visitPlanId().value())
                .update();
    }
}
