package io.plumbline.goal.values;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.plumbline.platform.access.TerritoryTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What part of the business is meant. An empty list means all of that kind.
 *
 * @param territory with everything below it; null means everywhere
 * @param representative null means everyone
 */
public record Scope(
        @Nullable TerritoryCode territory,
        List<String> productLines,
        List<String> segments,
        List<String> industries,
        List<String> channels,
        @Nullable String representative) {

    public static final Scope EVERYTHING = new Scope(null, List.of(), List.of(), List.of(), List.of(), null);

    public Scope {
        productLines = distinct(productLines);
        segments = distinct(segments);
        industries = distinct(industries);
        channels = distinct(channels);
    }

    private static List<String> distinct(List<String> values) {
        return values.stream().distinct().toList();
    }

    /** The territory's code; null means everywhere. */
    @JsonIgnore
    public @Nullable String territoryCode() {
        return TerritoryCode.text(territory);
    }

    @JsonIgnore
    public boolean isEverything() {
        return equals(EVERYTHING);
    }

    public Scope withTerritory(TerritoryCode narrower) {
        return new Scope(narrower, productLines, segments, industries, channels, representative);
    }

    public Scope withProductLines(List<String> narrower) {
        return new Scope(territory, narrower, segments, industries, channels, representative);
    }

    public Scope withSegments(List<String> narrower) {
        return new Scope(territory, productLines, narrower, industries, channels, representative);
    }

    public Scope withIndustries(List<String> narrower) {
        return new Scope(territory, productLines, segments, narrower, channels, representative);
    }

    public Scope withChannels(List<String> narrower) {
        return new Scope(territory, productLines, segments, industries, narrower, representative);
    }

    public Scope withRepresentative(String narrower) {
        return new Scope(territory, productLines, segments, industries, channels, narrower);
    }

    /** What of {@code inner} reaches beyond this scope, in words; empty where nothing does. */
    public List<String> exceededBy(Scope inner, TerritoryTree tree) {
        List<String> beyond = new ArrayList<>();
        if (territory != null
                && (inner.territory == null || !tree.isWithin(inner.territory.value(), territory.value()))) {
            beyond.add("territory %s is not within %s"
                    .formatted(inner.territory == null ? "(everywhere)" : inner.territory, territory));
        }
        exceeded(beyond, "product lines", productLines, inner.productLines);
        exceeded(beyond, "segments", segments, inner.segments);
        exceeded(beyond, "industries", industries, inner.industries);
        exceeded(beyond, "channels", channels, inner.channels);
        if (representative != null && !representative.equals(inner.representative)) {
            beyond.add("representative is not " + representative);
        }
        return beyond;
    }

    private static void exceeded(List<String> beyond, String kind, List<String> outer, List<String> inner) {
        if (!outer.isEmpty() && (inner.isEmpty() || !outer.containsAll(inner))) {
            beyond.add("%s %s are not among %s".formatted(kind, inner.isEmpty() ? "(all)" : inner, outer));
        }
    }
}
