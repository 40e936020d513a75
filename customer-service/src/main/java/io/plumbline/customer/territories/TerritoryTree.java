package io.plumbline.customer.territories;

import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The territories as this service knows them. */
public final class TerritoryTree {

    /**
     * A territory.
     *
     * @param parent null for a root
     */
    public record Node(String code, @Nullable String parent, ZoneId timeZone) {}

    private final Map<String, Node> nodes;

    public TerritoryTree(List<Node> nodes) {
        this.nodes = nodes.stream().collect(Collectors.toMap(Node::code, Function.identity()));
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

    /** The given territories and all that are below them. */
    public Set<String> covered(Collection<String> codes) {
        Set<String> covered = new LinkedHashSet<>(codes);
        nodes.keySet().stream()
                .filter(code -> lineage(code).stream().anyMatch(codes::contains))
                .forEach(covered::add);
        return covered;
    }

    public boolean knows(String code) {
        return nodes.containsKey(code);
    }

    /** The zone in which the territory's days begin; UTC where the territory is not known here. */
    public ZoneId timeZone(String code) {
        Node node = nodes.get(code);
        return node == null ? ZoneId.of("UTC") : node.timeZone();
    }
}
