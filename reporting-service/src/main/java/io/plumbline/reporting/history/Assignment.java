package io.plumbline.reporting.history;

import static io.plumbline.platform.intake.Rows.FOREVER;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.Published;
import io.plumbline.reporting.events.TerritoryEvent;
import io.plumbline.reporting.events.TerritoryEvent.AssignmentEnded;
import io.plumbline.reporting.events.TerritoryEvent.PriorityChanged;
import io.plumbline.reporting.events.TerritoryEvent.RepresentativeAssigned;
import io.plumbline.reporting.events.TerritoryEvent.TerritoryDefined;
import io.plumbline.reporting.events.TerritoryEvent.TerritoryMoved;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was assigned to a territory, as it was known over an interval of recorded time.
 *
 * @param id of the territory
 * @param sequence of the event that made the assignment
 * @param knownSequence of the event with which the row became known
 * @param role REP or MANAGER
 * @param firstDay in the territory's time zone, like {@code lastDay}
 * @param lastDay null while it is open
 */
record Assignment(
        String id,
        long sequence,
        long knownSequence,
        String eventId,
        Instant knownFrom,
        Instant knownTo,
        String assignmentId,
        String territory,
        String representative,
        String displayName,
        String role,
        @Nullable String productLine,
        @Nullable String segment,
        LocalDate firstDay,
        @Nullable LocalDate lastDay) {

    static final ReadModel VERSIONS = new ReadModel(
            TerritoryEvent.class, "assignment", List.of("id", "sequence", "known_sequence"), Assignment::of);

    private static List<Assignment> of(String id, List<Envelope<Published>> facts) {
        List<Assignment> rows = new ArrayList<>();
        String territory = "";
        for (Envelope<Published> fact : facts) {
            switch ((TerritoryEvent) fact.event()) {
                case TerritoryDefined e -> territory = e.code();
                case RepresentativeAssigned e -> rows.add(begun(id, territory, fact, e));
                case AssignmentEnded e -> end(rows, fact, e);
                case TerritoryMoved _, PriorityChanged _ -> {}
            }
        }
        return rows;
    }

    private static Assignment begun(String id, String territory, Envelope<Published> fact, RepresentativeAssigned e) {
        return new Assignment(
                id,
                fact.sequence(),
                fact.sequence(),
                fact.eventId(),
                fact.recordedAt(),
                FOREVER,
                e.assignmentId(),
                territory,
                e.representative(),
                e.displayName(),
                e.role(),
                e.productLine(),
                e.segment(),
                e.from(),
                e.to());
    }

    private static void end(List<Assignment> rows, Envelope<Published> fact, AssignmentEnded e) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            Assignment open = rows.get(i);
            if (open.assignmentId.equals(e.assignmentId())) {
                Instant known = fact.recordedAt().isAfter(open.knownFrom) ? fact.recordedAt() : open.knownFrom;
                rows.set(i, open.known(open.knownSequence, open.knownFrom, known, open.lastDay));
                rows.add(open.known(fact.sequence(), known, FOREVER, e.to()));
                return;
            }
        }
        throw new IllegalArgumentException("no assignment " + e.assignmentId());
    }

    private Assignment known(long withSequence, Instant from, Instant to, @Nullable LocalDate last) {
        return new Assignment(
                id,
                sequence,
                withSequence,
                eventId,
                from,
                to,
                assignmentId,
                territory,
                representative,
                displayName,
                role,
                productLine,
                segment,
                firstDay,
                last);
    }
}
