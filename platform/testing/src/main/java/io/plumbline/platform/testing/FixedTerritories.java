package io.plumbline.platform.testing;

import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.command.CommandRejected;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Territories that stay as they are, for tests of aggregates.
 *
 * @param assignments the territories of each representative's stored assignments
 */
public record FixedTerritories(TerritoryTree tree, Map<String, Set<String>> assignments) implements Territories {

    public FixedTerritories(TerritoryTree tree) {
        this(tree, Map.of());
    }

    @Override
    public Set<String> assigned(String representative) {
        return assignments.getOrDefault(representative, Set.of());
    }

    @Override
    public void requireKnown(String field, @Nullable String code) {
        if (code != null && !tree.contains(code)) {
            throw CommandRejected.notYet("known-territory", field, "territory " + code + " is not known here");
        }
    }
}
