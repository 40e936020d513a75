package io.plumbline.reporting.alerts;

import java.util.function.BooleanSupplier;

/** Tells whether the read models are complete up to a moment. */
@FunctionalInterface
public interface ReadingProgress {

    /** Notes what has been published by now; what it returns tells whether all of that has been read. */
    BooleanSupplier published();
}
