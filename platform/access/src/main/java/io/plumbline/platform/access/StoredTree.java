package io.plumbline.platform.access;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The territories as stored in a table with the columns {@code code}, {@code parent} and {@code time_zone}. Every command asks for
 * them and hardly any changes them, so they are kept, and only the version in {@code territory_tree} is read each time.
 *
 * <p>A trigger draws a new version from a sequence with every statement that changes the table, in the statement's
 * transaction. So two states never have the same version: not those of two replicas, and not one that was rolled back and one that
 * came in its place. Whoever reads a version and has the tree of that version has what the table holds.
 */
public final class StoredTree {

    private record Known(long version, TerritoryTree tree) {}

    private final JdbcClient jdbc;
    private final String territories;
    private volatile @Nullable Known known;

    public StoredTree(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        // of one snapshot, since it is one statement
        this.territories = "select v.version, t.code, t.parent, t.time_zone from territory_tree v left join " + table
                + " t on true";
    }

    /** As the transaction that is under way sees it, or else as it is committed. */
    public TerritoryTree current() {
        long version = jdbc.sql("select version from territory_tree")
                .query((row, number) -> row.getLong(1))
                .single();
        Known last = known;
        if (last == null || last.version() != version) {
            last = read();
            known = last;
        }
        return last.tree();
    }

    private Known read() {
        List<TerritoryTree.Node> nodes = new ArrayList<>();
        long version = jdbc.sql(territories)
                .query((row, number) -> {
                    String code = row.getString(2);
                    if (code != null) {
                        nodes.add(new TerritoryTree.Node(code, row.getString(3), ZoneId.of(row.getString(4))));
                    }
                    return row.getLong(1);
                })
                .list()
                .getFirst();
        return new Known(version, new TerritoryTree(nodes));
    }
}
