package io.plumbline.deploy.suite;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.LocalPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The four databases, each owned by its service's role, and the role that BI tools read with. */
final class Databases {

    /** Reads what the reporting service grants it, the views of schema {@code bi}, and nothing else. */
    static final String BI_READER = "bi_reader";

    private final LocalPostgres server;
    private final DataFolder folder;

    Databases(LocalPostgres server, DataFolder folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Creates what is missing; the rest stays as it is. */
    void provision() {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (Service service : Service.values()) {
                String name = service.database();
                createRole(statement, name);
                if (service.writes()) {
                    statement.execute("ALTER ROLE %s SET transaction_timeout = '5s'".formatted(name));
                    statement.execute("ALTER ROLE %s SET idle_in_transaction_session_timeout = '5s'".formatted(name));
                    statement.execute("ALTER ROLE %s SET lock_timeout = '2s'".formatted(name));
                }
                if (isMissing(statement, "pg_database WHERE datname", name)) {
                    statement.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(name));
                }
                statement.execute("REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(name));
            }
            createRole(statement, BI_READER);
            statement.execute("ALTER ROLE %s SET default_transaction_read_only = on".formatted(BI_READER));
            statement.execute("ALTER ROLE %s SET statement_timeout = '60s'".formatted(BI_READER));
            statement.execute("ALTER ROLE %s SET search_path = bi".formatted(BI_READER));
            statement.execute("GRANT CONNECT ON DATABASE reporting TO %s".formatted(BI_READER));
        } catch (SQLException e) {
            throw new SuiteFailure("The databases could not be set up (%s).".formatted(e.getMessage()), e);
        }
    }

    Database of(Service service) {
        String name = service.database();
        return new Database(server.jdbcUrl(name), name, password(folder, name));
    }

    /** Where and as whom BI tools read. */
    static Database businessIntelligence(DataFolder folder, String jdbcUrl) {
        return new Database(jdbcUrl, BI_READER, password(folder, BI_READER));
    }

    private static String password(DataFolder folder, String role) {
        return folder.secret("postgres-" + role);
    }

    private void createRole(Statement statement, String name) throws SQLException {
        String verb = isMissing(statement, "pg_roles WHERE rolname", name) ? "CREATE" : "ALTER";
        statement.execute("%s ROLE %s LOGIN PASSWORD '%s'".formatted(verb, name, password(folder, name)));
    }

    private static boolean isMissing(Statement statement, String where, String name) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1 FROM %s = '%s'".formatted(where, name))) {
            return !rows.next();
        }
    }
}
