package io.plumbline.customer.tiers;

import io.plumbline.platform.write.command.CommandRejected;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All versions of all policies. */
@Component
@ProcessingGroup("tier-policies")
class TierPolicyView implements TierPolicies {

    /** Of the lock that those share who decide by a policy. */
    private static final long POLICY_LOCK = 7_011_001;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final RowMapper<TierPolicy> policies;

    TierPolicyView(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.policies = (row, number) -> new TierPolicy(
                row.getString("territory").isEmpty() ? null : row.getString("territory"),
                row.getInt("version"),
                json.readValue(row.getString("terms"), PolicyTerms.class));
    }

    @Override
    public TierPolicy covering(String territory) {
        jdbc.sql("select pg_advisory_xact_lock_shared(?)")
                .param(POLICY_LOCK)
                .query()
                .singleRow();
        return inForce(territory);
    }

    @Override
    public void awaitDecisions() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(POLICY_LOCK).query().singleRow();
    }

    @Override
    public TierPolicy inForce(String territory) {
        return jdbc.sql("""
                        select p.territory, p.version, p.terms from tier_policy p
                        where p.territory = nearest_policy(?) order by p.version desc limit 1""").param(territory).query(policies).optional().orElse(TierPolicy.FIRST_DEFAULT);
    }

    @Override
    public Set<String> territoriesWithTheirOwn() {
        return Set.copyOf(jdbc.sql("select distinct territory from tier_policy where territory <> ''")
                .query(String.class)
                .list());
    }

    /**
     * Oldest first.
     *
     * @param territory null for the default of all
     * @throws CommandRejected where the territory has no policy of its own
     */
    List<TierPolicy> versions(@Nullable String territory) {
        List<TierPolicy> versions = jdbc.sql("select * from tier_policy where territory = ? order by version")
                .param(Objects.requireNonNullElse(territory, ""))
                .query(policies)
                .list();
        if (versions.isEmpty()) {
            throw CommandRejected.notFound("tier policy of its own for", Objects.requireNonNullElse(territory, "all"));
        }
        return versions;
    }

    /** Of every territory that has one of its own, and the default, the newest. */
    List<TierPolicy> newest() {
        return jdbc.sql("select distinct on (territory) * from tier_policy order by territory, version desc")
                .query(policies)
                .list();
    }

    @EventHandler
    void on(TierPolicyEvent event) {
        switch (event) {
            case TierPolicyEvent.PolicyPublished e ->
                jdbc.sql("insert into tier_policy values (?, ?, ?::jsonb, ?)")
                        .params(
                                Objects.requireNonNullElse(e.territory(), ""),
                                e.version(),
                                json.writeValueAsString(e.terms()),
                                e.occurredAt().atOffset(ZoneOffset.UTC))
                        .update();
        }
    }
}
