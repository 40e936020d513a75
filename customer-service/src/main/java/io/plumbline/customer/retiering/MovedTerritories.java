package io.plumbline.customer.retiering;

import io.plumbline.customer.jobs.Jobs;
import io.plumbline.platform.access.TerritoryCopy;
import io.plumbline.platform.intake.Envelope;
import io.plumbline.platform.intake.Projection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A territory that hangs under another parent may inherit another policy. */
@Component
class MovedTerritories implements Projection {

    private final Jobs jobs;

    MovedTerritories(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void apply(List<Envelope<Record>> events, JdbcClient db) {
        Set<String> moved = new LinkedHashSet<>();
        for (Envelope<Record> received : events) {
            if (received.event() instanceof TerritoryCopy.TerritoryMoved e) {
                moved.add(e.code());
            } else if (received.event() instanceof TerritoryCopy.TerritoryDefined e && hasCustomers(e.code(), db)) {
                // its customers came first, and were looked at as if it hung nowhere
                moved.add(e.code());
            }
        }
        // who is below it is known when the job runs, and so is how many they are
        moved.forEach(code -> jobs.start(
                db,
                Retiering.NAME,
                new Retiering.Parameters(code),
                "re-tier since " + code + " was moved",
                0,
                "customer-service"));
    }

    private static boolean hasCustomers(String territory, JdbcClient db) {
        return db.sql("select exists (select 1 from customer where territory = ?)")
                .param(territory)
                .query(Boolean.class)
                .single();
    }
}
