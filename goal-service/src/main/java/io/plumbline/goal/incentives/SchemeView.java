package io.plumbline.goal.incentives;

import io.plumbline.goal.incentives.SchemeEvent.AwardRecorded;
import io.plumbline.goal.incentives.SchemeEvent.SchemeDefined;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The schemes and what was awarded under them. */
@Component
@ProcessingGroup("incentives")
class SchemeView {

    @Schema(name = "Award")
    record Awarded(
            String awardId,
            String goalId,
            @Schema(example = "mei.rep") String representative,
            @Schema(example = "0.9708") BigDecimal completion,
            @Schema(example = "7766.40") BigDecimal entitlement,
            @Schema(example = "8000.00") BigDecimal amount,
            String reason,
            @Schema(example = "wei.manager") String by,
            Instant occurredAt) {}

    @Schema(name = "SchemeInFull")
    record InFull(String schemeId, long version, String planId, String name, Terms terms, List<Awarded> awards) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SchemeView(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws CommandRejected where there is no such scheme, or none that may be seen */
    InFull inFull(SchemeId schemeId, Visibility visibility) {
        return visibility
                .bind(jdbc.sql("""
                                select incentive_scheme.* from incentive_scheme join plan using (plan_id)
                                where scheme_id = :id and %s
                                """.formatted(Visibility.CONDITION)))
                .param("id", schemeId.value())
                .query((row, index) -> new InFull(
                        row.getString("scheme_id"),
                        row.getLong("version"),
                        row.getString("plan_id"),
                        row.getString("name"),
                        json.readValue(row.getString("terms"), Terms.class),
                        awards(schemeId)))
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("incentive scheme", schemeId));
    }

    private List<Awarded> awards(SchemeId schemeId) {
        return jdbc.sql("""
                        select award_id, goal_id, representative, completion, entitlement, amount, reason, actor as by,
                            occurred_at
                        from award where scheme_id = ? order by award_id
                        """).param(schemeId.value()).query(Awarded.class).list();
    }

    @EventHandler
    void on(SchemeEvent event, @SequenceNumber long sequence) {
        String id = event.schemeId().value();
        switch (event) {
            case SchemeDefined e ->
                jdbc.sql("insert into incentive_scheme values (?, 0, ?, ?, cast(? as jsonb))")
                        .param(id)
                        .param(e.planId().value())
                        .param(e.name())
                        .param(json.writeValueAsString(e.terms()))
                        .update();
            case AwardRecorded e ->
                jdbc.sql("insert into award values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .param(id)
                        .param(e.award().awardId())
                        .param(e.award().goalId().value())
                        .param(e.award().representative())
                        .param(e.award().completion())
                        .param(e.award().entitlement())
                        .param(e.award().amount())
                        .param(e.award().reason())
                        .param(e.by())
                        .param(e.occurredAt().atOffset(ZoneOffset.UTC))
                        .update();
        }
        jdbc.sql("update incentive_scheme set version = ? where scheme_id = ?")
                .param(sequence)
                .param(id)
                .update();
    }
}
