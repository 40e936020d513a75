package io.plumbline.activity.opportunities;

import io.plumbline.activity.opportunities.OpportunityEvent.At;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which stage an opportunity was in, from when on. Stages follow one another without gap or overlap: each ends where the
 * next begins. A move that is entered late takes its place among those that are known.
 */
final class StageHistory {

    /** A stage entered, or where {@code at} is null the opportunity closed. */
    private record Entry(Instant from, @Nullable At at) {}

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Where the opportunity was just before a move at {@code occurredAt} to a stage.
     *
     * @throws CommandRejected where such a move does not fit what is known of the time before and after
     */
    At beforeMove(Instant occurredAt, At to) {
        int position = positionAt(occurredAt);
        if (position == 0) {
            throw doesNotFit(
                    "the opportunity was opened only at " + entries.getFirst().from());
        }
        At before = entries.get(position - 1).at();
        if (before == null) {
            throw doesNotFit("the opportunity was closed at that time");
        }
        if (before.stage().equals(to.stage())) {
            throw CommandRejected.state("other-stage", "the opportunity was in the stage " + to.stage() + " already");
        }
        if (position < entries.size()) {
            Entry next = entries.get(position);
            if (next.at() != null && next.at().stage().equals(to.stage())) {
                throw doesNotFit("the opportunity entered " + to.stage() + " only at " + next.from());
            }
        }
        return before;
    }

    /** @throws CommandRejected where something of the stages is known after {@code occurredAt} */
    void requireLatest(Instant occurredAt) {
        Instant last = entries.getLast().from();
        if (occurredAt.isBefore(last)) {
            throw doesNotFit("the opportunity's stage changed last at " + last);
        }
    }

    /** Whether it entered the stage at that moment or was in it already. */
    boolean wasIn(String stage, Instant moment) {
        int position = positionAt(moment);
        boolean before = position > 0 && isIn(entries.get(position - 1), stage);
        return before || entries.stream().anyMatch(entry -> entry.from().equals(moment) && isIn(entry, stage));
    }

    private static boolean isIn(Entry entry, String stage) {
        At at = entry.at();
        return at != null && at.stage().equals(stage);
    }

    /** The stage in which it began. */
    String first() {
        return Objects.requireNonNull(entries.getFirst().at(), "an opportunity begins in a stage")
                .stage();
    }

    void enter(Instant from, At at) {
        entries.add(positionAt(from), new Entry(from, at));
    }

    void close(Instant from) {
        entries.add(positionAt(from), new Entry(from, null));
    }

    /** Where it is now, or was when it closed. */
    At last() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            At at = entries.get(i).at();
            if (at != null) {
                return at;
            }
        }
        throw new IllegalStateException("an opportunity begins in a stage");
    }

    Instant openedAt() {
        return entries.getFirst().from();
    }

    /** The moments at which a stage began, for tests: never decreasing. */
    List<Instant> beginnings() {
        return Collections.unmodifiableList(entries.stream().map(Entry::from).toList());
    }

    /** Behind everything that is known up to and including this moment. */
    private int positionAt(Instant occurredAt) {
        int position = entries.size();
        while (position > 0 && entries.get(position - 1).from().isAfter(occurredAt)) {
            position--;
        }
        return position;
    }

    private static CommandRejected doesNotFit(String why) {
        return CommandRejected.invalid("fits-history", "occurredAt", why);
    }
}
