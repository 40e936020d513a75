package io.plumbline.activity.customers;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.platform.intake.Projection;
import io.plumbline.platform.intake.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The copy of the service policies: how often each tier is to be followed up, by territory. */
@Component
class ServicePolicyCopy implements Projection {

    /** {@code tierpolicy.PolicyPublished.v1}, as far as it is read here. */
    record PolicyPublished(
            @Nullable String territory,
            int version,
            List<TierService> services,
            int prospectCadenceDays,
            int firstSaleCallDays) {}

    /** What a tier gets. */
    record TierService(String tier, int cadenceDays, List<String> kinds) {}

    /** A row of {@code service_policy_copy}. */
    record Row(
            String territory,
            String tier,
            int version,
            int cadenceDays,
            List<String> kinds,
            int prospectCadenceDays,
            int firstSaleCallDays) {}

    @Override
    public void apply(List<Envelope<Record>> events, JdbcClient db) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Envelope<Record> received : events) {
            if (received.event() instanceof PolicyPublished e) {
                // the policy that holds where no territory has its own has none
                String territory = Objects.requireNonNullElse(e.territory(), "");
                for (TierService service : e.services()) {
                    rows.put(
                            territory + '/' + service.tier(),
                            new Row(
                                    territory,
                                    service.tier(),
                                    e.version(),
                                    service.cadenceDays(),
                                    service.kinds(),
                                    e.prospectCadenceDays(),
                                    e.firstSaleCallDays()));
                }
            }
        }
        Rows.upsert(db, "service_policy_copy", List.copyOf(rows.values()), "territory", "tier");
    }
}
