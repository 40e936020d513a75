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
    static final String PARAMETERS = "?, ?, ?, ?, ?, ?, ?, ?, ?";

    List<@Nullable Object> parameters() {
        List<@Nullable Object> parameters = instants();
        parameters.addAll(Arrays.asList(
                (@Nullable Object) roots, productLines, segments, industries, channels, representatives, tiers));
        return parameters;
    }

    List<@Nullable Object> parametersOver(Period period) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(period.from(), period.to()));
        parameters.addAll(parameters());
        return parameters;
    }

    /** {@code as_of, known_at}, followed by what else a function takes. */
    public List<@Nullable Object> instants(@Nullable Object... further) {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(asOf.atOffset(ZoneOffset.UTC));
        parameters.add(knownAt.atOffset(ZoneOffset.UTC));
        parameters.addAll(Arrays.asList(further));
        return parameters;
    }
}
