package io.plumbline.reporting.history;

import io.plumbline.reporting.events.Published;
import java.util.List;

/** A table of versions in two times. */
record Versions<S extends Record>(
        Class<? extends Published> events, String table, boolean reachesBack, History.Fold<S> fold)
        implements ReadModel {

    @Override
    public List<String> key() {
        return List.of("id", "sequence", "known_sequence");
    }

    @Override
    public List<Version<S>> rows(String id, List<Fact> facts) {
        return History.of(id, facts, reachesBack, fold);
    }
}
