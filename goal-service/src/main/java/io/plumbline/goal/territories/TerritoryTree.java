package io.plumbline.goal.territories;

import io.plumbline.goal.terms.Scope;
import io.plumbline.goal.terms.TerritoryCode;
import io.plumbline.platform.write.Refused;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The territories as they hang together at one moment. */
public final class TerritoryTree {

    /** One territory; {@code parent} is null at a root. */
    public record Node(TerritoryCode code, @Nullable TerritoryCode parent, ZoneId timeZone) {}

    private final Map<TerritoryCode, Node> nodes;

    public TerritoryTree(Collection<Node> nodes) {
        this.nodes = nodes.stream().collect(Collectors.toUnmodifiableMap(Node::code, Function.identity()));
    }

    public boolean contains(TerritoryCode code) {
        return nodes.containsKey(code);
    }

    /** @throws Refused where there is no such territory; null, which means everywhere, is always known */
    public void requireKnown(String field, @Nullable TerritoryCode code) {
        if (code != null && !contains(code)) {
            throw Refused.invalid("known-territory", field, "there is no territory " + code);
        }
    }

    /** Whether {@code code} is {@code other} or hangs somewhere below it. */
    public boolean isWithin(TerritoryCode code, TerritoryCode other) {
        return lineage(code).contains(other);
    }

    /** The territory itself and all above it, up to the root. */
    public Set<TerritoryCode> lineage(TerritoryCode code) {
        Set<TerritoryCode> lineage = new HashSet<>();
        Node node = nodes.get(code);
        while (node != null && lineage.add(node.code())) {
            node = node.parent() == null ? null : nodes.get(node.parent());
        }
        return lineage;
    }

    /** The territories given and all that hang below them. */
    public Set<TerritoryCode> covered(Collection<TerritoryCode> codes) {
        return nodes.keySet().stream()
                .filter(code -> !Collections.disjoint(lineage(code), codes))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the territories given, with all below them, are all that there are. */
    boolean isCoveredBy(Collection<TerritoryCode> codes) {
        return nodes.values().stream()
                .filter(node -> node.parent() == null)
                .allMatch(root -> codes.contains(root.code()));
    }

    /** Whose days count in a territory; UTC everywhere. */
    public ZoneId timeZone(@Nullable TerritoryCode code) {
        Node node = code == null ? null : nodes.get(code);
        return node == null ? ZoneOffset.UTC : node.timeZone();
    }

    /** What of {@code inner} reaches beyond {@code outer}, in words; empty where nothing does. */
    public List<String> beyond(Scope outer, Scope inner) {
        List<String> beyond = new ArrayList<>();
        if (outer.territory() != null
                && (inner.territory() == null || !isWithin(inner.territory(), outer.territory()))) {
            beyond.add("territory %s is not within %s"
                    .formatted(inner.territory() == null ? "(everywhere)" : inner.territory(), outer.territory()));
        }
        beyond(beyond, "product lines", outer.productLines(), inner.productLines());
        beyond(beyond, "segments", outer.segments(), inner.segments());
        beyond(beyond, "industries", outer.industries(), inner.industries());
        beyond(beyond, "channels", outer.channels(), inner.channels());
        if (outer.representative() != null && !outer.representative().equals(inner.representative())) {
            beyond.add("representative is not " + outer.representative());
        }
        return beyond;
    }

    private static void beyond(List<String> beyond, String kind, List<String> outer, List<String> inner) {
        if (!outer.isEmpty() && (inner.isEmpty() || !outer.containsAll(inner))) {
            beyond.add("%s %s are not among %s".formatted(kind, inner.isEmpty() ? "(all)" : inner, outer));
        }
    }
}
