package io.plumbline.deploy.suite;

import io.plumbline.platform.embedded.Database;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A query's answer as a table of text. */
final class Query {

    private static final int MOST_ROWS = 10_000;
    private static final int TIMEOUT_SECONDS = 60;

    private Query() {}

    /**
     * Prints at most 10 000 rows.
     *
     * @throws SuiteFailure with what PostgreSQL said where it refuses the query
     */
    static void print(Database database, String sql, PrintWriter out) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            statement.setMaxRows(MOST_ROWS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                print(rows, out);
            }
        } catch (SQLException e) {
            throw new SuiteFailure(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }

    private static void print(ResultSet rows, PrintWriter out) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        var table = new ArrayList<List<String>>();
        table.add(row(columns.getColumnCount(), columns::getColumnLabel));
        while (rows.next()) {
            table.add(row(columns.getColumnCount(), rows::getString));
        }
        print(table, out);
    }

    /** Prints rows of which the first has the names of the columns. */
    static void print(List<List<String>> table, PrintWriter out) {
        int[] widths = IntStream.range(0, table.getFirst().size())
                .map(column -> table.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : table) {
            var line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(column == 0 ? "" : " | ").append(row.get(column));
                line.repeat(' ', widths[column] - row.get(column).length());
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private interface Cell {
        @Nullable String text(int column) throws SQLException;
    }

    private static List<String> row(int columns, Cell cell) throws SQLException {
        var row = new ArrayList<String>();
        for (int column = 1; column <= columns; column++) {
            row.add(Objects.requireNonNullElse(cell.text(column), ""));
        }
        return row;
    }
}
