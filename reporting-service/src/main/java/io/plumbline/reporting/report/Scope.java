package io.plumbline.reporting.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        String @Nullable [] tiers) {

    /** {@code as_of, known_at} and the seven filters. */
    List<@Nullable Object> filters() {
        List<@Nullable Object> filters = territories();
        filters.addAll(
                Arrays.asList((@Nullable Object) productLines, segments, industries, channels, representatives, tiers));
        return filters;
    }

    /** {@code as_of, known_at} and the territories alone. */
    List<@Nullable Object> territories() {
        return new ArrayList<>(Arrays.asList(
                (@Nullable Object) asOf.atOffset(ZoneOffset.UTC), knownAt.atOffset(ZoneOffset.UTC), roots));
    }
}
