package io.plumbline.goal.territories;

import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.StoredAssignments;
import io.plumbline.platform.access.StoredTree;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.command.CommandRejected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The territories for those who plan, and for the rules that need the whole tree. */
@Component
@ProcessingGroup("territories")
class TerritoryView implements ChangeableTerritories {

    @Schema(name = "Territory")
    record Row(
            @Schema(example = "EAST-CHINA") String code,
            @Schema(example = "CHINA") @Nullable String parent,
            @Schema(example = "East China") String nameEn,
            @Schema(example = "华东") String nameZh,
            @Schema(example = "Asia/Shanghai") String timeZone,
            @Schema(example = "CNY") String currency,
            @Schema(example = "KEY") Priority priority) {}

    /** Where it hung; {@code from} is null for where it began. */
    record Parentage(
            @Schema(example = "CHINA") @Nullable String parent,
            @Schema(example = "2025-01-01") @Nullable LocalDate from) {}

    record Assigned(
            String assignmentId,
            @Schema(example = "mei.rep") String representative,
            @Schema(example = "Mei") String displayName,
            Assignment.Role role,
            @Schema(example = "controllers") @Nullable String productLine,
            @Schema(example = "large") @Nullable String segment,
            @Schema(example = "2024-07-01") LocalDate fromDay,
            @Schema(example = "2024-12-31") @Nullable LocalDate toDay) {}

    @Schema(name = "TerritoryInFull")
    record InFull(Row territory, List<Parentage> parents, List<Assigned> assignments) {}

    private final JdbcClient jdbc;
    private final StoredTree stored;
    private final StoredAssignments assignments;

    TerritoryView(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.stored = new StoredTree(jdbc, "territory");
        this.assignments = new StoredAssignments(jdbc, clock, "assignment");
    }

    @Override
    public TerritoryTree tree() {
        return stored.current();
    }

    @Override
    public TerritoryTree treeForChange() {
        jdbc.sql("select only_row from territory_tree for update")
                .query(Boolean.class)
                .single();
        return tree();
    }

    @Override
    public Set<String> assigned(String representative) {
        return assignments.today(representative, tree());
    }

    @Override
    public void requireKnown(String field, @Nullable String code) {
        if (code != null && !tree().contains(code)) {
            throw CommandRejected.invalid("known-territory", field, "there is no territory " + code);
        }
    }

    List<Row> all() {
        return jdbc.sql("select * from territory order by code")
                .query(Row.class)
                .list();
    }

    /** @throws CommandRejected where there is no such territory */
    InFull inFull(TerritoryCode code, @Nullable LocalDate on) {
        Row territory = jdbc.sql("select * from territory where code = ?")
                .param(code.value())
                .query(Row.class)
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("territory", code));
        List<Parentage> parents = jdbc.sql(
                        "select parent, from_day as \"from\" from parentage where code = ? order by sequence")
                .param(code.value())
                .query(Parentage.class)
                .list();
        List<Assigned> assignments = jdbc.sql("""
                        select * from assignment
                        where code = :code
                          and (cast(:on as date) is null or (from_day <= :on and (to_day is null or to_day >= :on)))
                        order by from_day, representative, assignment_id
                        """)
                .param("code", code.value())
                .param("on", on)
                .query(Assigned.class)
                .list();
        return new InFull(territory, parents, assignments);
    }

    @EventHandler
    void on(TerritoryEvent event, @SequenceNumber long sequence) {
        String code = event.code().value();
        switch (event) {
            case TerritoryEvent.TerritoryDefined e -> {
                jdbc.sql("insert into territory values (?, ?, ?, ?, ?, ?, ?)")
                        .param(code)
                        .param(value(e.parent()))
                        .param(e.nameEn())
                        .param(e.nameZh())
                        .param(e.timeZone().getId())
                        .param(e.currency().getCurrencyCode())
                        .param(e.priority().name())
                        .update();
                hangs(code, sequence, e.parent(), null);
            }
            case TerritoryEvent.TerritoryMoved e -> {
                jdbc.sql("update territory set parent = ? where code = ?")
                        .param(value(e.newParent()))
                        .param(code)
                        .update();
                hangs(code, sequence, e.newParent(), e.from());
            }
            case TerritoryEvent.PriorityChanged e ->
                jdbc.sql("update territory set priority = ? where code = ?")
                        .param(e.priority().name())
                        .param(code)
                        .update();
            case TerritoryEvent.RepresentativeAssigned e -> {
                Assignment assignment = e.assignment();
                jdbc.sql("insert into assignment values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .param(assignment.assignmentId())
                        .param(code)
                        .param(assignment.representative())
                        .param(assignment.displayName())
                        .param(assignment.role().name())
                        .param(assignment.productLine())
                        .param(assignment.segment())
                        .param(assignment.from())
                        .param(assignment.to())
                        .update();
            }
            case TerritoryEvent.AssignmentEnded e ->
                jdbc.sql("update assignment set to_day = ? where assignment_id = ?")
                        .param(e.to())
                        .param(e.assignmentId())
                        .update();
        }
    }

    private void hangs(String code, long sequence, @Nullable TerritoryCode parent, @Nullable LocalDate from) {
        jdbc.sql("insert into parentage values (?, ?, ?, ?)")
                .param(code)
                .param(sequence)
                .param(value(parent))
                .param(from)
                .update();
    }

    private static @Nullable String value(@Nullable TerritoryCode code) {
        return code == null ? null : code.value();
    }
}
