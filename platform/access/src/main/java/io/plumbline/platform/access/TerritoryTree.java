package io.plumbline.platform.access;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The territories of a service and how they hang together at one moment. */
public final class TerritoryTree {

    /**
     * A territory.
     *
     * @param parent null for a root
     */
    public record Node(String code, @Nullable String parent, ZoneId timeZone) {}

    private final Map<String, Node> nodes;

    public TerritoryTree(Collection<Node> nodes) {
        this.nodes = nodes.stream().collect(Collectors.toUnmodifiableMap(Node::code, Function.identity()));
    }

    public boolean contains(String code) {
        return nodes.containsKey(code);
    }

    /** The territory itself and all that are above it; only itself where it is not known here. */
    public Set<String> lineage(String code) {
        Set<String> lineage = new LinkedHashSet<>();
        // a cycle cannot be published, but a copy that lags behind may hold one for a moment
        for (String at = code; at != null && lineage.add(at); ) {
            Node node = nodes.get(at);
            at = node == null ? null : node.parent();
        }
        return lineage;
    }

    /** Whether {@code code} is {@code other} or hangs somewhere below it. */
    public boolean isWithin(String code, String other) {
        return lineage(code).contains(other);
    }

    /** The given territories and all that are below them. */
    public Set<String> covered(Collection<String> codes) {
        Set<String> covered = new LinkedHashSet<>(codes);
        nodes.keySet().stream()
                .filter(code -> lineage(code).stream().anyMatch(codes::contains))
                .forEach(covered::add);
        return covered;
    }

    /** Whether the given territories, with all below them, are all that there are; not where there are none. */
    boolean isCoveredBy(Collection<String> codes) {
        return !nodes.isEmpty()
                && nodes.values().stream()
                        .filter(node -> node.parent() == null)
                        .allMatch(root -> codes.contains(root.code()));
    }

    /** The zone in which the territory's days begin; UTC for null, which means everywhere, and where it is not known here. */
    public ZoneId timeZone(@Nullable String code) {
        Node node = code == null ? null : nodes.get(code);
        return node == null ? ZoneOffset.UTC : node.timeZone();
    }
}
