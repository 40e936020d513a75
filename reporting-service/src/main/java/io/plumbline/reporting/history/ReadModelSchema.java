package io.plumbline.reporting.history;

import io.plumbline.platform.intake.IntakeSchema;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Generations of the read models, each in a schema of its own with its own offsets, and the views that show one of them.
 *
 * <p>Reports know only the views of schema {@code report}. To serve another generation is to replace those views in one
 * transaction.
 */
public final class ReadModelSchema {

    private static final List<String> TABLES = List.of(
            "event",
            "territory",
            "customer",
            "goal",
            "opportunity",
            "sale",
            "activity",
            "tier_policy",
            "intake_position");

    private final DataSource dataSource;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    public ReadModelSchema(DataSource dataSource) {
        this.dataSource = dataSource;
        this.db = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Brings the database to the present version.
     *
     * @return the schema of the generation that serves, which is a new one in an empty database
     */
    public String migrate() {
        flyway("report", "flyway_reporting_history", "classpath:db/reporting").migrate();
        String serving = db.sql("select schema_name from report.read_model where serving")
                .query((row, n) -> row.getString(1))
                .optional()
                .orElse("rm_v1");
        create(serving);
        serve(serving);
        flyway("report", "flyway_reports_history", "classpath:db/reports").migrate();
        return serving;
    }

    /** The schema of the generation that serves. */
    public String serving() {
        return db.sql("select schema_name from report.read_model where serving")
                .query((row, n) -> row.getString(1))
                .single();
    }

    /** Creates the tables of a further generation, without keys and indexes; {@link #create} adds them. */
    public String createNext() {
        int latest = db.sql(
                        "select coalesce(max(substring(schema_name from '^rm_v([0-9]+)$')::int), 0) from report.read_model")
                .query((row, n) -> row.getInt(1))
                .single();
        String schema = "rm_v" + (latest + 1);
        create(schema, "1");
        return schema;
    }

    /** Creates what is absent of a generation's tables, keys and indexes. */
    public void create(String schema) {
        create(schema, "latest");
    }

    /** Forgets all generations but the one that serves. */
    public void dropOthers() {
        List<String> others = db.sql("select schema_name from report.read_model where not serving")
                .query((row, n) -> row.getString(1))
                .list();
        for (String schema : others) {
            db.sql("drop schema if exists " + schema + " cascade").update();
            db.sql("delete from report.read_model where schema_name = ?")
                    .param(schema)
                    .update();
        }
    }

    private void create(String schema, String version) {
        IntakeSchema.migrate(dataSource, schema);
        Flyway.configure()
                .configuration(flyway(schema, "flyway_read_model_history", "classpath:db/readmodel")
                        .getConfiguration())
                .target(version)
                .load()
                .migrate();
        db.sql("insert into report.read_model (schema_name) values (?) on conflict do nothing")
                .param(schema)
                .update();
    }

    /** Lets the reports read a generation; whoever reads meanwhile sees all of the old one or all of the new. */
    public void serve(String schema) {
        transaction.executeWithoutResult(status -> {
            for (String table : TABLES) {
                db.sql("create or replace view report.%s as select * from %s.%s".formatted(table, schema, table))
                        .update();
            }
            db.sql("update report.read_model set serving = false where serving and schema_name <> ?")
                    .param(schema)
                    .update();
            db.sql("update report.read_model set serving = true where schema_name = ? and not serving")
                    .param(schema)
                    .update();
        });
    }

    private Flyway flyway(String schema, String history, String location) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .table(history)
                .locations(location)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }
}
