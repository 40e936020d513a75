package io.plumbline.platform.access;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who works in which territory, as stored in a table with the columns {@code code}, {@code representative}, {@code from_day}
 * and {@code to_day}, which is null while no end is known. Days are those of the territory.
 */
public final class StoredAssignments {

    private record Assignment(
            String territory, LocalDate from, @Nullable LocalDate to) {

        private boolean holds(Clock clock, TerritoryTree tree) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), tree.timeZone(territory));
            return !from.isAfter(today) && (to == null || !to.isBefore(today));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String query;

    public StoredAssignments(JdbcClient jdbc, Clock clock, String table) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.query = "select code, from_day, to_day from " + table + " where representative = ?";
    }

    /** The territories to which a representative is assigned today. */
    public Set<String> today(String representative, TerritoryTree tree) {
        return jdbc
                .sql(query)
                .param(representative)
                .query((row, number) -> new Assignment(
                        row.getString(1), row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class)))
                .list()
                .stream()
                .filter(assignment -> assignment.holds(clock, tree))
                .map(Assignment::territory)
                .collect(Collectors.toUnmodifiableSet());
    }
}
