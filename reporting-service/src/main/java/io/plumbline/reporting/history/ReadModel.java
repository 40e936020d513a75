package io.plumbline.reporting.history;

import io.plumbline.reporting.events.Published;
import java.util.List;

/** A table that is a function of one aggregate's events. */
interface ReadModel {

    /** The sealed interface of the aggregate's events. */
    Class<? extends Published> events();

    String table();

    /** Names a row among all of the table; the first column is the aggregate's id. */
    List<String> key();

    /**
     * The aggregate's rows. With a further event, rows may be added and columns outside the key may change; none goes.
     *
     * @param facts all events of the aggregate so far, in sequence
     */
    List<? extends Record> rows(String id, List<Fact> facts);
}
