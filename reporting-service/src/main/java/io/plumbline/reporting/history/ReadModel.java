package io.plumbline.reporting.history;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.Published;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A table that is a function of one aggregate's events.
 *
 * @param events the sealed interface of the aggregate's events
 * @param key names a row among all of the table; its first column is the aggregate's id
 * @param rows an aggregate's rows from its id and all its events so far, in sequence; with a further event, rows may be
 *     added and columns outside the key may change, but no row goes
 */
record ReadModel(
        Class<? extends Published> events,
        String table,
        List<String> key,
        BiFunction<String, List<Envelope<Published>>, List<? extends Record>> rows) {}
