package io.plumbline.customer.customers;

import io.plumbline.customer.tiers.Scores;
import io.plumbline.customer.tiers.Tier;
import io.plumbline.customer.tiers.TierPolicies;
import io.plumbline.customer.tiers.TierPolicy;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.testing.FixedTerritories;
import io.plumbline.platform.write.command.Actor;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A customer of East China and those who work on it. */
final class CustomerSamples {

    static final CustomerId ID = new CustomerId("0198c1f0-2222-7000-8000-000000000001");
    static final CustomerId DUPLICATE = new CustomerId("0198c1f0-2222-7000-8000-000000000002");
    static final Actor MEI = new Actor("mei.rep", Set.of("rep"), Set.of("EAST-CHINA"));
    static final Actor WEI = new Actor("wei.manager", Set.of("manager"), Set.of("CHINA"));
    static final Actor OTTO = new Actor("otto.manager", Set.of("manager"), Set.of("EUROPE"));
    static final Actor SERVICE = Actor.service("customer-service");

    static final ExternalReference ERP = new ExternalReference("ERP", "100234");
    static final ExternalReference CRM = new ExternalReference("CRM", "A-17");
    static final Scores HIGH = new Scores(80, 75, 90);
    static final Evidence EVIDENCE = new Evidence(
            "the budget for 2024 is approved", "we talk to the plant's director", "line 4 stands still twice a week");

    private CustomerSamples() {}

    static CustomerProfile profile(String nameEn, @Nullable Integer size, ExternalReference... references) {
        return new CustomerProfile(
                List.of(references),
                nameEn,
                "华东精密",
                "large",
                "manufacturing",
                size,
                "EAST-CHINA",
                "online",
                "mei.rep",
                List.of("fewer standstills"),
                List.of("line 4 is old"));
    }

    static CustomerEvent registered() {
        return new CustomerEvent.CustomerRegistered(ID, profile("Huadong Precision", 850, ERP), day("2024-07-02"));
    }

    static CustomerEvent assessed(Scores scores, String on) {
        return new CustomerEvent.CustomerAssessed(ID, scores, EVIDENCE, day(on));
    }

    static CustomerEvent tier(@Nullable Tier from, Tier to, Tier computed, TierCause cause, Scores scores, String on) {
        return new CustomerEvent.TierChanged(ID, from, to, computed, cause, scores, null, 1, null, null, day(on));
    }

    static CustomerEvent overridden(Tier from, Tier to, Tier computed, Scores scores, String until, String on) {
        return new CustomerEvent.TierChanged(
                ID,
                from,
                to,
                computed,
                TierCause.OVERRIDE,
                scores,
                null,
                1,
                "the chairman asked for it",
                Instant.parse(until),
                day(on));
    }

    static CustomerEvent lifecycle(
            Lifecycle from, Lifecycle to, LifecycleCause cause, @Nullable String why, String on) {
        return new CustomerEvent.LifecycleChanged(ID, from, to, cause, why, day(on));
    }

    /** Two in the morning, UTC, of a day. */
    static Instant day(String day) {
        return Instant.parse(day + "T02:00:00Z");
    }

    static Territories territories() {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        TerritoryTree tree = new TerritoryTree(List.of(
                new TerritoryTree.Node("CHINA", null, zone),
                new TerritoryTree.Node("EAST-CHINA", "CHINA", zone),
                new TerritoryTree.Node("JIANGSU", "EAST-CHINA", zone)));
        return new FixedTerritories(tree);
    }

    static TierPolicies policies(TierPolicy inForce) {
        return new TierPolicies() {
            @Override
            public TierPolicy covering(String territory) {
                return inForce;
            }

            @Override
            public TierPolicy inForce(String territory) {
                return inForce;
            }

            @Override
            public Set<String> territoriesWithTheirOwn() {
                return Set.of();
            }

            @Override
            public void awaitDecisions() {}
        };
    }
}
