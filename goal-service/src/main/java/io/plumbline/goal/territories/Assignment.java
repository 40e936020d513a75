package io.plumbline.goal.territories;

import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Ids;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a representative works in a territory.
 *
 * @param productLine null unless the team is organised by product line
 * @param segment null unless the team is organised by customer segment
 * @param from the first day
 * @param to the last day; null while no end is known
 */
record Assignment(
        String assignmentId,
        String representative,
        String displayName,
        Role role,
        @Nullable String productLine,
        @Nullable String segment,
        LocalDate from,
        @Nullable LocalDate to) {

    enum Role {
        REP,
        MANAGER
    }

    /** @throws CommandRejected where it ends before it begins */
    Assignment {
        Ids.requireUuid("assignmentId", assignmentId);
        if (to != null && to.isBefore(from)) {
            throw CommandRejected.invalid(
                    "period-order", "to", "the assignment ends on " + to + ", before it begins on " + from);
        }
    }

    Assignment until(LocalDate last) {
        return new Assignment(assignmentId, representative, displayName, role, productLine, segment, from, last);
    }

    /** Whether both say the same of one representative on some day. */
    boolean repeats(Assignment other) {
        return representative.equals(other.representative)
                && role == other.role
                && Objects.equals(productLine, other.productLine)
                && Objects.equals(segment, other.segment)
                && (other.to == null || !from.isAfter(other.to))
                && (to == null || !other.from.isAfter(to));
    }
}
