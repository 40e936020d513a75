package io.plumbline.platform.intake;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The intake's own tables, in a schema of the consumer's choice and with a history apart from the consumer's. */
public final class IntakeSchema {

    private IntakeSchema() {}

    /** Creates the schema and its tables where absent and brings them to the present version. */
    public static void migrate(DataSource dataSource, String schema) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .table("flyway_intake_history")
                .locations("classpath:db/platform-intake")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
