package io.plumbline.reporting.report;

import org.jspecify.annotations.Nullable;

/**
 * A figure and the events behind it.
 *
 * @param figure with its formulas and inputs
 * @param events a page of those that make it, for the same two instants
 * @param next the offset of the next page, or null after the last
 */
public record Explanation(
        Answer<? extends Record> figure,
        Answer<Cause> events,
        @Nullable Integer next) {}
