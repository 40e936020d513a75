package io.plumbline.reporting.history;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.Published;
import java.util.List;

/** A table of versions in two times. */
final class Versions {

    private Versions() {}

    static <S extends Record> ReadModel of(
            Class<? extends Published> events, String table, boolean reachesBack, History.Fold<S> fold) {
        return of(
                events,
                table,
                (id, facts) ->
                        History.of(id, facts, reachesBack, fact -> fact.event().occurredAt(), fold));
    }

    static <S extends Record> ReadModel of(Class<? extends Published> events, String table, Rows<S> rows) {
        return new ReadModel(events, table, List.of("id", "sequence", "known_sequence"), rows::of);
    }

    /** An aggregate's versions, from its events in sequence. */
    @FunctionalInterface
    interface Rows<S extends Record> {
        List<Version<S>> of(String id, List<Envelope<Published>> facts);
    }
}
