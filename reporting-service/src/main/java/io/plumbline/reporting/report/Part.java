package io.plumbline.reporting.report;

import java.util.List;
import java.util.function.Function;

/**
 * A part of what reports can be asked for: a record that is bound from the parameters of a request, and what of it a function
 * is given.
 */
public record Part<T extends Record>(Class<T> type, Function<Asked, List<Argument>> arguments) {}
