package io.plumbline.reporting.history;

import io.plumbline.platform.intake.IntakeSchema;
import io.plumbline.platform.intake.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * ReadModels of the read models, each in a schema of its own with its own offsets, and the views that show one of them.
 *
 * <p>Reports know only the views of schema {@code report}. To serve another generation is to replace those views in one
 * transaction. A generation's tables are never altered: where they or what is folded into them change, so does the version of
 * their shape, {@code db/readmodel/version.txt}, and a generation of the new shape takes its place.
 */
public final class ReadModelSchema {

    private static final String TABLES = script("tables");
    private static final String KEYS = script("keys");
    /** Stated, not computed, so that a comment or white space builds no organisation's tables anew; a test holds it to them. */
    private static final String SHAPE =
            ReportScripts.read("db/readmodel/version.txt").strip();

    private static final List<String> REPORTS = ReportScripts.inOrder();

    private final DataSource dataSource;
    private final JdbcClient db;
    private final JdbcTemplate scripts;
    private final TransactionTemplate transaction;

    public ReadModelSchema(DataSource dataSource) {
        this.dataSource = dataSource;
        this.db = JdbcClient.create(dataSource);
        this.scripts = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Brings the registry to the present version and, unless the generation that serves {@linkplain #isOutdated() is
     * outdated}, the reports.
     *
     * @return the schema of the generation that serves, which is a new one in an empty database
     */
    public String migrate() {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("report")
                .table("flyway_reporting_history")
                .locations("classpath:db/reporting")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        if (db.sql("select from report.read_model where serving")
                .query()
                .listOfRows()
                .isEmpty()) {
            transaction.executeWithoutResult(status -> {
                lock();
                if (db.sql("select from report.read_model where schema_name = 'rm_v1'")
                        .query()
                        .listOfRows()
                        .isEmpty()) {
                    IntakeSchema.migrate(dataSource, "rm_v1");
                    createTables("rm_v1");
                    createKeys("rm_v1");
                    show("rm_v1");
                }
            });
        }
        String serving = serving();
        if (!isOutdated()) {
            IntakeSchema.migrate(dataSource, serving);
            serve(serving);
        }
        return serving;
    }

    /** The schema of the generation that serves. */
    public String serving() {
        return db.sql("select schema_name from report.read_model where serving")
                .query((row, n) -> row.getString(1))
                .single();
    }

    /** Whether the generation that serves has other tables than this version of the service writes. */
    public boolean isOutdated() {
        return db.sql("select shape is distinct from ? from report.read_model where serving")
                .param(SHAPE)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Whether a generation has read up to the given offsets. */
    boolean hasRead(String schema, Map<Shard, Long> ends) {
        Map<Shard, Long> read = new HashMap<>();
        db.sql("select topic, partition, next_offset from " + schema + ".intake_position")
                .query(row -> {
                    read.put(new Shard(row.getString(1), row.getInt(2)), row.getLong(3));
                });
        return ends.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Whether a generation has read nothing yet. */
    boolean isUnread(String schema) {
        return db.sql("select not exists (select from %s.intake_position where next_offset > 0)".formatted(schema))
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Creates the tables of a further generation, without keys and indexes; {@link #createKeys} adds them. */
    public String createNext() {
        int latest = db.sql(
                        "select coalesce(max(substring(schema_name from '^rm_v([0-9]+)$')::int), 0) from report.read_model")
                .query((row, n) -> row.getInt(1))
                .single();
        String schema = "rm_v" + (latest + 1);
        IntakeSchema.migrate(dataSource, schema);
        createTables(schema);
        inherit(schema);
        return schema;
    }

    /** What was mended stays mended; a generation of an older version knows no such thing. */
    private void inherit(String schema) {
        String serving = serving();
        boolean mends = db.sql("select to_regclass(?) is not null")
                .param(serving + ".intake_mended")
                .query((row, n) -> row.getBoolean(1))
                .single();
        if (mends) {
            db.sql("insert into %s.intake_mended select * from %s.intake_mended".formatted(schema, serving))
                    .update();
        }
    }

    private void createTables(String schema) {
        in(schema, TABLES);
        db.sql("insert into report.read_model (schema_name, shape) values (?, ?)")
                .param(schema)
                .param(SHAPE)
                .update();
    }

    /** Creates a generation's keys and indexes, all or none. */
    public void createKeys(String schema) {
        in(schema, KEYS);
    }

    private void in(String schema, String script) {
        transaction.executeWithoutResult(status ->
                scripts.execute("set local search_path to " + schema + ";\n" + script + "\n;reset search_path"));
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

    /**
     * Lets the reports read a generation of the present shape; whoever reads meanwhile sees all of the old one or all of the
     * new. The reports are made anew where they, or the shape, have changed.
     */
    public void serve(String schema) {
        transaction.executeWithoutResult(status -> {
            lock();
            show(schema);
        });
    }

    private void show(String schema) {
        String digest = digest(List.of(SHAPE, digest(REPORTS)));
        boolean changed = db.sql("select from report.definition where digest = ?")
                .param(digest)
                .query()
                .listOfRows()
                .isEmpty();
        if (changed) {
            scripts.execute(REPORTS.getFirst());
        }
        List<String> tables =
                db.sql("""
                        select table_name from information_schema.tables
                         where table_schema = ? and table_name not like 'flyway%' order by table_name
                        """).param(schema).query((row, n) -> row.getString(1)).list();
        for (String table : tables) {
            db.sql("create or replace view report.%s as select * from %s.%s".formatted(table, schema, table))
                    .update();
        }
        if (changed) {
            REPORTS.stream().skip(1).forEach(scripts::execute);
            db.sql("""
                            insert into report.definition (digest) values (?)
                            on conflict (only_one) do update set digest = excluded.digest
                            """).param(digest).update();
        }
        db.sql("update report.read_model set serving = false where serving and schema_name <> ?")
                .param(schema)
                .update();
        db.sql("update report.read_model set serving = true where schema_name = ? and not serving")
                .param(schema)
                .update();
    }

    /** Instances that start together do this one after the other. */
    private void lock() {
        db.sql("lock table report.definition in access exclusive mode").update();
    }

    private static String script(String name) {
        return scripts("db/readmodel/" + name + ".sql").getFirst();
    }

    private static List<String> scripts(String pattern) {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath:" + pattern);
            return Arrays.stream(found)
                    .sorted(Comparator.comparing(script -> Objects.requireNonNull(script.getFilename())))
                    .map(ReadModelSchema::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Resource script) {
        try {
            return script.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(List<String> texts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            texts.forEach(text -> sha.update(text.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
