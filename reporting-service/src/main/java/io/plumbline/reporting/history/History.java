package io.plumbline.reporting.history;

import static io.plumbline.platform.intake.Rows.ALWAYS;
import static io.plumbline.platform.intake.Rows.FOREVER;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns an aggregate's events into versions in two times.
 *
 * <p>A state at business instant T as known at K is the fold of the events recorded by K that happened by T, in the order
 * in which they happened; those of one instant in the order of their sequence. The first event comes first whatever it
 * says, and what is stated to have happened before it counts from it on. Recorded time never runs backwards within an
 * aggregate: where a writer's clock did, the later event counts as recorded with the earlier one.
 */
final class History<S extends Record> {

    /** One event's change of a state. */
    @FunctionalInterface
    interface Fold<S> {

        /**
         * @param before null for the first event
         * @param at when the change takes effect
         */
        S apply(@Nullable S before, Envelope<Published> fact, Instant at);
    }

    private record Step(Envelope<Published> fact, Instant at) {}

    private final String id;
    private final Function<Envelope<Published>, Instant> effective;
    private final Fold<S> fold;
    private final boolean reachesBack;
    private final List<Step> steps = new ArrayList<>();
    private final List<Version<S>> superseded = new ArrayList<>();
    private List<Version<S>> current = new ArrayList<>();
    private Instant known = ALWAYS;

    private History(String id, boolean reachesBack, Function<Envelope<Published>, Instant> effective, Fold<S> fold) {
        this.effective = effective;
        this.id = id;
        this.fold = fold;
        this.reachesBack = reachesBack;
    }

    /**
     * All versions that the events make, superseded ones included.
     *
     * @param facts in sequence
     * @param reachesBack whether the first version is valid from the beginning of time: what is known of a customer or a
     *     territory also describes what happened before somebody entered it
     * @param effective when an event counts: as a rule when it happened
     */
    static <S extends Record> List<Version<S>> of(
            String id,
            List<Envelope<Published>> facts,
            boolean reachesBack,
            Function<Envelope<Published>, Instant> effective,
            Fold<S> fold) {
        History<S> history = new History<>(id, reachesBack, effective, fold);
        facts.forEach(history::add);
        List<Version<S>> versions = new ArrayList<>(history.superseded);
        versions.addAll(history.current);
        return versions;
    }

    private void add(Envelope<Published> fact) {
        known = fact.recordedAt().isAfter(known) ? fact.recordedAt() : known;
        int place = insert(fact);
        int unchanged = Math.max(0, place - 1);
        List<Version<S>> before = current;
        List<Version<S>> after = new ArrayList<>(before.subList(0, unchanged));
        for (int i = unchanged; i < steps.size(); i++) {
            Version<S> version = version(i, i < place ? before.get(i).state() : fold(i, after), fact.sequence());
            after.add(before.stream().filter(version::saysTheSameAs).findFirst().orElse(version));
        }
        for (Version<S> version : before.subList(Math.min(unchanged, before.size()), before.size())) {
            if (!after.contains(version)) {
                superseded.add(version.knownUntil(known));
            }
        }
        current = after;
    }

    private int insert(Envelope<Published> fact) {
        Instant occurred = effective.apply(fact);
        Instant at = steps.isEmpty() || occurred.isAfter(steps.getFirst().at())
                ? occurred
                : steps.getFirst().at();
        int place = steps.size();
        while (place > 1 && steps.get(place - 1).at().isAfter(at)) {
            place--;
        }
        steps.add(place, new Step(fact, at));
        return place;
    }

    private S fold(int i, List<Version<S>> earlier) {
        Step step = steps.get(i);
        return fold.apply(i == 0 ? null : earlier.get(i - 1).state(), step.fact(), step.at());
    }

    private Version<S> version(int i, S state, long knownSequence) {
        Step step = steps.get(i);
        Instant from = i == 0 && reachesBack ? ALWAYS : step.at();
        Instant to = i + 1 < steps.size() ? steps.get(i + 1).at() : FOREVER;
        return new Version<>(
                id, step.fact().sequence(), step.fact().eventId(), from, to, knownSequence, known, FOREVER, state);
    }
}
