package io.plumbline.platform.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Rows of every kind of value, by each way in. */
class RowsIT {

    enum Colour {
        RED
    }

    record Part(String name, BigDecimal share) {}

    record Rest(
            @Nullable String remark,
            boolean open,
            Colour colour,
            LocalDate onDay,
            List<String> tags,
            List<Part> parts,
            Map<String, Integer> counts,
            @JsonRawValue String data) {}

    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record Row(
            String id,
            long number,
            BigDecimal amount,
            Instant fromMoment,
            Instant toMoment,
            byte[] raw,
            @JsonUnwrapped Rest rest) {}

    private final Database database = Servers.shared().createDatabase("rows");
    private final JdbcTemplate jdbc =
            new JdbcTemplate(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    private final JdbcClient db = JdbcClient.create(jdbc);

    @BeforeEach
    void createTables() {
        for (String table : List.of("appended", "prepared", "inserted")) {
            db.sql("create table " + table + """
                     (id text primary key, number bigint not null, amount numeric not null, from_moment timestamptz not null,
                     to_moment timestamptz not null, raw bytea not null, remark text, open boolean not null,
                     colour text not null, on_day date not null, tags text[] not null, parts jsonb not null,
                     counts jsonb not null, data jsonb not null)""").update();
        }
    }

    @Test
    void whatIsAppendedReadsAsWhatIsInserted() {
        List<Row> rows = List.of(
                row("plain", "a remark"),
                row("nothing", null),
                row("empty", ""),
                row("quoted", "\"quoted\""),
                row("special \\ \t \n \r \\N {}\",'", "back\\slash\ttab\nline\rreturn \\. \"quoted\" 上海 🚀"));

        Rows.append(jdbc, "appended", rows);
        Rows.append(jdbc, "prepared", rows.subList(0, 2));
        Rows.append(jdbc, "prepared", rows.subList(2, 5));
        Rows.insert(db, "inserted", rows, "id");

        assertThat(all("appended")).hasSize(5).isEqualTo(all("inserted")).isEqualTo(all("prepared"));
        assertThat(db.sql("select remark from appended where id = 'nothing' and to_moment = 'infinity'")
                        .query(String.class)
                        .list())
                .containsExactly((String) null);
    }

    @Test
    void aKeyThatIsThereAlreadyIsNoNewRow() {
        Rows.append(jdbc, "appended", List.of(row("one", null)));

        assertThatThrownBy(() -> Rows.append(jdbc, "appended", List.of(row("two", null), row("one", null))))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(all("appended")).hasSize(1);
    }

    private static Row row(String id, @Nullable String remark) {
        return new Row(
                id,
                42,
                new BigDecimal("1E+3"),
                Instant.parse("2024-02-29T23:59:59.123456Z"),
                Rows.FOREVER,
                new byte[] {0, 1, (byte) 0xff},
                new Rest(
                        remark,
                        true,
                        Colour.RED,
                        LocalDate.of(2024, 2, 29),
                        List.of("a,b", "{c}", "\"d\" \\", ""),
                        List.of(new Part("x\ty", new BigDecimal("0.10"))),
                        Map.of("n", 1),
                        "{\"text\": \"line\\nbreak \\\\ tab\\t\"}"));
    }

    private List<Map<String, Object>> all(String table) {
        return db.sql("select id, t::text from " + table + " t order by id")
                .query()
                .listOfRows();
    }
}
