package io.plumbline.customer.tiers;

import io.plumbline.platform.testing.Contract;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TierPolicyContractTests {

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        TierPolicyEvent builtIn = new TierPolicyEvent.PolicyPublished(
                null, 1, PolicyTerms.BUILT_IN, Instant.parse("2024-01-01T02:00:00Z"));
        return Contract.tests(
                new TierPolicyPublication(), List.of(builtIn), event -> PublishedPolicies.aggregateId(null));
    }
}
