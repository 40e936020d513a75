package io.plumbline.customer.retiering;

import io.plumbline.customer.customers.CustomerCommand;
import io.plumbline.customer.customers.CustomerId;
import io.plumbline.customer.customers.FollowUps;
import io.plumbline.customer.jobs.JobKind;
import io.plumbline.customer.jobs.Jobs;
import io.plumbline.customer.tiers.Scores;
import io.plumbline.customer.tiers.Tier;
import io.plumbline.customer.tiers.TierPolicies;
import io.plumbline.customer.tiers.TierPolicy;
import io.plumbline.customer.tiers.TierPolicyEvent;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.BackgroundCommands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Goes through the customers that a policy covers. Only those whose tier the policy in force would make another get a
 * command, and the customer itself decides then; so a step that is taken twice changes nothing twice, and one that was
 * assessed meanwhile keeps what the new policy made of it.
 */
@Component
@ProcessingGroup("retiering")
class Retiering implements JobKind {

    static final String NAME = "retier";
    private static final int BATCH = 500;

    /** @param territory null for the default of all */
    record Parameters(@Nullable String territory) {}

    private record Assessed(
            String customerId,
            String territory,
            @Nullable Integer money,
            @Nullable Integer authority,
            @Nullable Integer need,
            @Nullable Tier computedTier) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Territories territories;
    private final TierPolicies policies;
    private final Jobs jobs;
    private final BackgroundCommands commands;
    private final FollowUps followUps;

    Retiering(
            JdbcClient jdbc,
            JsonMapper json,
            Territories territories,
            TierPolicies policies,
            Jobs jobs,
            BackgroundCommands commands,
            FollowUps followUps) {
        this.jdbc = jdbc;
        this.json = json;
        this.territories = territories;
        this.policies = policies;
        this.jobs = jobs;
        this.commands = commands;
        this.followUps = followUps;
    }

    @EventHandler
    void on(TierPolicyEvent event, @MetaDataValue("actor") @Nullable String actor) {
        switch (event) {
            case TierPolicyEvent.PolicyPublished e -> {
                String whose = e.territory() == null ? "the default policy" : "the policy of " + e.territory();
                jobs.start(
                        NAME,
                        new Parameters(e.territory()),
                        "re-tier by version " + e.version() + " of " + whose,
                        coverage(e.territory())
                                .bind(jdbc.sql("select count(*) from customer where " + Coverage.CONDITION))
                                .query(Long.class)
                                .single(),
                        String.valueOf(actor));
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step step(String parameters, String after, String requestedBy) {
        String territory = json.readValue(parameters, Parameters.class).territory();
        List<Assessed> batch = coverage(territory)
                .bind(jdbc.sql("""
                                select customer_id, territory, money, authority, need, computed_tier from customer
                                where customer_id > :after and %s order by customer_id limit :rows""".formatted(Coverage.CONDITION))
                        .param("after", after)
                        .param("rows", BATCH))
                .query(Assessed.class)
                .list();
        if (batch.isEmpty()) {
            return new Step(after, 0, 0, 0, true);
        }
        Map<String, TierPolicy> inForce = new HashMap<>();
        List<CustomerCommand.ApplyPolicy> changes = batch.stream()
                .filter(customer -> changes(customer, inForce.computeIfAbsent(customer.territory(), policies::inForce)))
                .map(customer -> new CustomerCommand.ApplyPolicy(new CustomerId(customer.customerId())))
                .toList();
        long refused = commands.sendAll(changes, new Actor(requestedBy, Set.of("service"), Set.of()));
        followUps.refresh(batch.stream().map(Assessed::customerId).toList());
        return new Step(
                batch.getLast().customerId(), batch.size(), changes.size() - refused, refused, batch.size() < BATCH);
    }

    private static boolean changes(Assessed customer, TierPolicy policy) {
        return customer.money() != null
                && customer.authority() != null
                && customer.need() != null
                && policy.terms().tier(new Scores(customer.money(), customer.authority(), customer.need()))
                        != customer.computedTier();
    }

    private Coverage coverage(@Nullable String territory) {
        return Coverage.of(territory, territories.tree(), policies.territoriesWithTheirOwn());
    }
}
