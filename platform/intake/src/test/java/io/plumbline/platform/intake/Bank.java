package io.plumbline.platform.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A consumer of the simplest kind: deposits, summed for each account by blind addition, which shows any event taken twice. */
final class Bank {

    static final String SOURCE = "/bank";
    static final String TOPIC = "bank";

    record Deposited(String note, BigDecimal amount) {}

    record Account(String id, BigDecimal balance, String notes) {}

    final DataSource dataSource;
    final JdbcClient db;
    final MeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, RuntimeException> failing = new HashMap<>();

    Bank() {
        Database database = Servers.shared().createDatabase("intake");
        dataSource = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        db = JdbcClient.create(dataSource);
        IntakeSchema.migrate(dataSource, "rm_v1");
        db.sql("""
                create table rm_v1.account (
                    id text primary key, balance numeric not null check (balance < 1000000), notes text not null)
                """).update();
    }

    Intake intake() {
        return new Intake(
                dataSource,
                "rm_v1",
                new EventTypes(Map.of("bank.Deposited.v1", Deposited.class)),
                List.of(this::apply),
                meters);
    }

    void apply(List<Envelope<Record>> events, JdbcClient db) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (Envelope<Record> received : events) {
            Deposited deposited = (Deposited) received.event();
            RuntimeException failure = failing.get(deposited.note());
            if (failure != null) {
                throw failure;
            }
            accounts.merge(
                    received.aggregateId(),
                    new Account(received.aggregateId(), deposited.amount(), deposited.note()),
                    (a, b) -> new Account(a.id(), a.balance().add(b.balance()), a.notes() + b.notes()));
        }
        db.sql("""
                        insert into account
                        select * from json_populate_recordset(null::account, ?::json) order by id
                        on conflict (id) do update
                        set balance = account.balance + excluded.balance, notes = account.notes || excluded.notes
                        """).param(Rows.json(List.copyOf(accounts.values()))).update();
    }

    /** From now on a deposit with this note can't be folded. */
    void failOn(String note, RuntimeException failure) {
        failing.put(note, failure);
    }

    void mend() {
        failing.clear();
    }

    /** What was deposited, in the order in which it was applied. */
    String notes(String account) {
        return db.sql("select notes from rm_v1.account where id = ?")
                .param(account)
                .query((row, n) -> row.getString(1))
                .optional()
                .orElse("");
    }

    BigDecimal balance(String account) {
        return db.sql("select balance from rm_v1.account where id = ?")
                .param(account)
                .query((row, n) -> row.getBigDecimal(1))
                .single();
    }

    long offset(String topic, int partition) {
        return db.sql("select next_offset from rm_v1.intake_position where topic = ? and partition = ?")
                .params(topic, partition)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    double count(String outcome) {
        return meters.counter("plumbline.intake.events", "schema", "rm_v1", "outcome", outcome)
                .count();
    }

    static Map<String, String> headers(String account, long sequence, String type) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_id", account + "-" + sequence);
        headers.put("ce_source", SOURCE);
        headers.put("ce_type", type);
        headers.put("ce_time", "2024-07-01T00:00:00Z");
        headers.put("ce_sequence", Long.toString(sequence));
        return headers;
    }

    static Incoming deposit(long offset, String account, long sequence, String note) {
        return record(offset, account, headers(account, sequence, "bank.Deposited.v1"), json(note, "1.10"));
    }

    static Incoming record(long offset, @Nullable String key, Map<String, String> headers, String json) {
        return new Incoming(offset, key, headers, json.getBytes(StandardCharsets.UTF_8));
    }

    static String json(String note, String amount) {
        return "{\"note\":\"" + note + "\",\"amount\":" + amount + ",\"branch\":\"not read here\"}";
    }
}
