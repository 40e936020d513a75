package io.plumbline.platform.intake;

import java.util.List;
import java.util.Map;

/** The fold of a projection without its tables: what all events of one aggregate come to. */
@FunctionalInterface
public interface BulkProjection {

    /**
     * The rows of an aggregate in every table, by the table's name. Thrown exceptions park the aggregate.
     *
     * @param events of one aggregate, from its first on, in sequence
     */
    Map<String, List<? extends Record>> rows(List<Envelope<Record>> events);
}
