package io.plumbline.goal.retrospectives;

import io.plumbline.goal.retrospectives.RetrospectiveEvent.LessonAdded;
import io.plumbline.goal.retrospectives.RetrospectiveEvent.RetrospectiveHeld;
import io.plumbline.goal.values.GoalId;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The retrospectives; what was learned in them is in the library. */
@Component
@ProcessingGroup("retrospectives")
class RetrospectiveView {

    @Schema(name = "Retrospective")
    record Row(
            String goalId,
            @Schema(example = "MISSED") String outcome,
            BigDecimal target,
            BigDecimal actual,
            List<Cause> causes,

            @Schema(description = "practices and improvements of the library")
            List<String> learned,

            Instant heldAt) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RetrospectiveView(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws CommandRejected where none was held, or none that may be seen */
    Row of(GoalId goalId, Visibility visibility) {
        return visibility
                .bind(jdbc.sql("""
                                select retrospective.*,
                                    array(select practice_id from practice where learned_from = goal_id order by 1) as learned
                                from retrospective join goal using (goal_id)
                                where goal_id = :id and %s
                                """.formatted(Visibility.CONDITION)))
                .param("id", goalId.value())
                .query((row, index) -> new Row(
                        row.getString("goal_id"),
                        row.getString("outcome"),
                        row.getBigDecimal("closed_target"),
                        row.getBigDecimal("closed_actual"),
                        List.of(json.readValue(row.getString("causes"), Cause[].class)),
                        List.of((String[]) row.getArray("learned").getArray()),
                        row.getObject("held_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("retrospective of goal", goalId));
    }

    @EventHandler
    void on(RetrospectiveEvent event) {
        switch (event) {
            case RetrospectiveHeld e ->
                jdbc.sql("insert into retrospective values (?, ?, ?, ?, cast(? as jsonb), ?)")
                        .param(e.goalId().value())
                        .param(e.outcome())
                        .param(e.target())
                        .param(e.actual())
                        .param(json.writeValueAsString(e.causes()))
                        .param(e.occurredAt().atOffset(ZoneOffset.UTC))
                        .update();
            // The library has it.
            case LessonAdded _ -> {}
        }
    }
}
