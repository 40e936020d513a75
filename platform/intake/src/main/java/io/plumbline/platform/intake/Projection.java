package io.plumbline.platform.intake;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Folds events into read models.
 *
 * <p>Called inside the transaction that moves the offsets, so it needs no check for duplicates. It must depend on nothing
 * but the events and the tables of its own schema, and it must write in sets: one call may bring thousands of events. An
 * exception that the events themselves cause (anything but a failing database) parks the aggregate that caused it.
 */
@FunctionalInterface
public interface Projection {

    /**
     * @param events in the order of their partitions: any one aggregate's in sequence, those of different aggregates in no
     *     order that means anything
     * @param db runs in the intake's transaction, with the intake's schema first in the search path
     */
    void apply(List<Envelope<Record>> events, JdbcClient db);
}
