package io.plumbline.customer.retiering;

import io.plumbline.platform.access.TerritoryTree;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which customers the policy of a territory covers.
 *
 * @param inside whether those of the territories, or all but those
 */
@SuppressWarnings("ArrayRecordComponent") // bound as one SQL array, never compared
record Coverage(boolean inside, String[] territories) {

    /** A condition on the table {@code customer}. */
    static final String CONDITION = "merged_into is null and (territory = any(:territories)) = :inside";

    /**
     * The territory and what is below it, except where another below has its own policy.
     *
     * @param territory null for the default: all that no policy of a territory covers
     * @param withTheirOwn the territories that have a policy of their own
     */
    static Coverage of(@Nullable String territory, TerritoryTree tree, Set<String> withTheirOwn) {
        if (territory == null) {
            return new Coverage(false, tree.covered(withTheirOwn).toArray(String[]::new));
        }
        Set<String> covered = tree.covered(Set.of(territory));
        Set<String> below = new HashSet<>(withTheirOwn);
        below.retainAll(covered);
        below.remove(territory);
        covered.removeAll(tree.covered(below));
        return new Coverage(true, covered.toArray(String[]::new));
    }

    StatementSpec bind(StatementSpec statement) {
        return statement.param("territories", territories).param("inside", inside);
    }
}
