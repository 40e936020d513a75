package io.plumbline.reporting.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A query as the report functions of the database take it: with its instants settled, and its territories narrowed to what
 * the caller may see.
 *
 * @param roots codes, each with all below it; null means everything
 */
public record Scope(
        Instant asOf,
        Instant knownAt,
        String @Nullable [] roots,
        String @Nullable [] productLines,
        String @Nullable [] segments,
        String @Nullable [] industries,
        String @Nullable [] channels,
        String @Nullable [] representatives,
        String @Nullable [] tiers) {}
