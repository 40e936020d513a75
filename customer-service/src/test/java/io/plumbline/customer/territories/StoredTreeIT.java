package io.plumbline.customer.territories;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.access.StoredTree;
import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What is kept of the territories is what the table holds, whoever changed it and however that ended. */
class StoredTreeIT {

    private static final Database DATABASE = Servers.shared().createDatabase("stored_tree");
    private static final DriverManagerDataSource SOURCE =
            new DriverManagerDataSource(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());

    private final JdbcClient db = JdbcClient.create(SOURCE);
    private final StoredTree tree = new StoredTree(db, "territory_copy");

    @BeforeAll
    static void migrate() {
        Flyway.configure()
                .dataSource(SOURCE)
                .locations("classpath:db/migration/customer")
                .load()
                .migrate();
    }

    @BeforeEach
    void china() {
        db.sql("delete from territory_copy").update();
        define(db, "CHINA", null);
    }

    private static void define(JdbcClient client, String code, @Nullable String parent) {
        client.sql("insert into territory_copy (code, parent, time_zone) values (?, ?, 'Asia/Shanghai')")
                .param(1, code)
                .param(2, parent)
                .update();
    }

    @Test
    void itIsReadAgainOnlyWhenItHasChanged() {
        var first = tree.current();

        assertThat(first.contains("CHINA")).isTrue();
        assertThat(tree.current()).isSameAs(first);

        define(db, "EAST-CHINA", "CHINA");
        assertThat(tree.current().isWithin("EAST-CHINA", "CHINA")).isTrue();

        db.sql("update territory_copy set parent = null where code = 'EAST-CHINA'")
                .update();
        assertThat(tree.current().isWithin("EAST-CHINA", "CHINA")).isFalse();

        db.sql("delete from territory_copy where code = 'EAST-CHINA'").update();
        assertThat(tree.current().contains("EAST-CHINA")).isFalse();

        db.sql("truncate territory_copy").update();
        assertThat(tree.current().contains("CHINA")).isFalse();
    }

    @Test
    void aChangeIsSeenWhenItIsCommittedAndNotBefore() throws SQLException {
        tree.current();
        try (Connection other = SOURCE.getConnection()) {
            other.setAutoCommit(false);
            define(JdbcClient.create(new SingleConnectionDataSource(other, true)), "EAST-CHINA", "CHINA");
            assertThat(tree.current().contains("EAST-CHINA")).isFalse();

            other.commit();
            assertThat(tree.current().contains("EAST-CHINA")).isTrue();
        }
    }

    @Test
    void whatWasRolledBackIsNotTakenForWhatCameInItsPlace() throws SQLException {
        try (Connection connection = SOURCE.getConnection()) {
            connection.setAutoCommit(false);
            var client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            var own = new StoredTree(client, "territory_copy");
            own.current();

            define(client, "EAST-CHINA", "CHINA");
            assertThat(own.current().contains("EAST-CHINA")).isTrue();
            connection.rollback();
            assertThat(own.current().contains("EAST-CHINA")).isFalse();

            define(client, "WEST-CHINA", "CHINA");
            assertThat(own.current().contains("WEST-CHINA")).isTrue();
            assertThat(own.current().contains("EAST-CHINA")).isFalse();
            connection.commit();
        }
    }
}
