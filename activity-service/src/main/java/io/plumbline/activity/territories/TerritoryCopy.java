package io.plumbline.activity.territories;

import io.plumbline.platform.intake.Projection;
import io.plumbline.platform.intake.Received;
import io.plumbline.platform.intake.Rows;
import io.plumbline.platform.write.Once;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The copy of the territories, as far as this service reads them. */
@Component
public class TerritoryCopy implements Projection, Territories {

    /** {@code territory.TerritoryDefined.v1}, as far as it is read here. */
    public record TerritoryDefined(String code, @Nullable String parent, String timeZone) {}

    /** {@code territory.TerritoryMoved.v1}, as far as it is read here. */
    public record TerritoryMoved(String code, @Nullable String newParent) {}

    private final JdbcClient jdbc;

    TerritoryCopy(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void apply(List<Received> events, JdbcClient db) {
        Map<String, TerritoryDefined> defined = new LinkedHashMap<>();
        for (Received received : events) {
            switch (received.event()) {
                case TerritoryDefined e -> defined.put(e.code(), e);
                case TerritoryMoved e -> {
                    write(defined, db);
                    db.sql("update territory_copy set parent = ? where code = ?")
                            .param(1, e.newParent())
                            .param(2, e.code())
                            .update();
                }
                default -> {}
            }
        }
        write(defined, db);
    }

    private static void write(Map<String, TerritoryDefined> defined, JdbcClient db) {
        Rows.upsert(db, "territory_copy", List.copyOf(defined.values()), "code");
        defined.clear();
    }

    @Override
    public TerritoryTree tree() {
        return Once.perTransaction("territories", this::read);
    }

    private TerritoryTree read() {
        return new TerritoryTree(jdbc.sql("select code, parent, time_zone from territory_copy")
                .query((row, number) ->
                        new TerritoryTree.Node(row.getString(1), row.getString(2), ZoneId.of(row.getString(3))))
                .list());
    }
}
