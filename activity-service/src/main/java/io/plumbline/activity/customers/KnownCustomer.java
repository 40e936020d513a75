package io.plumbline.activity.customers;

import io.plumbline.platform.access.TerritoryTree;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the rules of this service see it.
 *
 * @param territory the code of the territory that looks after it
 * @param channel through which it came
 * @param owner the representative
 * @param tier A, B, C or D; null before the first assessment
 * @param sharedWith the territories whose people may work on it today as well
 */
public record KnownCustomer(
        String customerId,
        String territory,
        String channel,
        String owner,
        @Nullable String tier,
        Set<String> sharedWith) {

    public KnownCustomer {
        sharedWith = Set.copyOf(sharedWith);
    }

    /** One that is shared with nobody. */
    public KnownCustomer(String customerId, String territory, String channel, String owner, @Nullable String tier) {
        this(customerId, territory, channel, owner, tier, Set.of());
    }

    /** The territory that has the credit for what people of {@code territory} do there. */
    public String creditedTo(String people, TerritoryTree tree) {
        boolean theirs = tree.isWithin(people, territory) || tree.isWithin(territory, people);
        return !theirs && sharedWith.stream().anyMatch(other -> tree.isWithin(people, other)) ? people : territory;
    }
}
