package io.plumbline.platform.access;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.platform.intake.Projection;
import io.plumbline.platform.intake.Rows;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Once;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The copy that a service keeps of the territories and of who is assigned to them, in its tables {@code territory_copy} and
 * {@code assignment_copy}.
 */
public final class TerritoryCopy implements Projection, Territories {

    /** {@code territory.TerritoryDefined.v1}, as far as it is read here. */
    public record TerritoryDefined(String code, @Nullable String parent, String timeZone) {}

    /** {@code territory.TerritoryMoved.v1}, as far as it is read here. */
    public record TerritoryMoved(String code, @Nullable String newParent) {}

    /** {@code territory.RepresentativeAssigned.v1}, as far as it is read here. */
    public record RepresentativeAssigned(
            String assignmentId,
            String code,
            String representative,
            LocalDate from,
            @Nullable LocalDate to) {}

    /** {@code territory.AssignmentEnded.v1}, as far as it is read here. */
    public record AssignmentEnded(String assignmentId, LocalDate to) {}

    /** What the copy is made from: published name and version, and the record that it is read into. */
    public static final Map<String, Class<? extends Record>> TYPES = Map.of(
            "territory.TerritoryDefined.v1", TerritoryDefined.class,
            "territory.TerritoryMoved.v1", TerritoryMoved.class,
            "territory.RepresentativeAssigned.v1", RepresentativeAssigned.class,
            "territory.AssignmentEnded.v1", AssignmentEnded.class);

    private record AssignmentRow(
            String assignmentId,
            String code,
            String representative,
            LocalDate fromDay,
            @Nullable LocalDate toDay) {}

    private final StoredTree stored;
    private final StoredAssignments assignments;

    TerritoryCopy(JdbcClient jdbc, Clock clock) {
        this.stored = new StoredTree(jdbc, "territory_copy");
        this.assignments = new StoredAssignments(jdbc, clock, "assignment_copy");
    }

    @Override
    public void apply(List<Envelope<Record>> events, JdbcClient db) {
        Map<String, TerritoryDefined> defined = new LinkedHashMap<>();
        Map<String, AssignmentRow> assigned = new LinkedHashMap<>();
        for (Envelope<Record> received : events) {
            switch (received.event()) {
                case TerritoryDefined e -> defined.put(e.code(), e);
                case RepresentativeAssigned e ->
                    assigned.put(
                            e.assignmentId(),
                            new AssignmentRow(e.assignmentId(), e.code(), e.representative(), e.from(), e.to()));
                case TerritoryMoved e -> {
                    write(defined, assigned, db);
                    db.sql("update territory_copy set parent = ? where code = ?")
                            .param(1, e.newParent())
                            .param(2, e.code())
                            .update();
                }
                case AssignmentEnded e -> {
                    write(defined, assigned, db);
                    db.sql("update assignment_copy set to_day = ? where assignment_id = ?")
                            .param(e.to())
                            .param(e.assignmentId())
                            .update();
                }
                default -> {}
            }
        }
        write(defined, assigned, db);
    }

    private static void write(
            Map<String, TerritoryDefined> defined, Map<String, AssignmentRow> assigned, JdbcClient db) {
        Rows.upsert(db, "territory_copy", List.copyOf(defined.values()), "code");
        Rows.upsert(db, "assignment_copy", List.copyOf(assigned.values()), "assignment_id");
        defined.clear();
        assigned.clear();
    }

    @Override
    public TerritoryTree tree() {
        return Once.perTransaction("territories", stored::current);
    }

    @Override
    public Set<String> assigned(String representative) {
        return assignments.today(representative, tree());
    }

    @Override
    public void requireKnown(String field, @Nullable String code) {
        if (code != null && !tree().contains(code)) {
            throw CommandRejected.notYet(
                    "territory-known",
                    field,
                    "territory " + code + " is not known here; one that was just defined arrives within moments");
        }
    }
}
