package io.plumbline.goal.incentives;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.PlanId;
import io.plumbline.platform.testing.Contract;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SchemeContractTests {

    private static final SchemeId ID = new SchemeId("0198c1f0-aaaa-7000-8000-000000000001");

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        return Contract.tests(
                new SchemePublication(),
                List.of(
                        new SchemeEvent.SchemeDefined(
                                ID,
                                new PlanId("0198c1f0-2222-7000-8000-000000000001"),
                                "Bonus 2024",
                                TermsTests.bonus(),
                                Instant.parse("2023-12-01T02:00:00Z")),
                        new SchemeEvent.AwardRecorded(
                                ID,
                                new Award(
                                        "0198c1f0-bbbb-7000-8000-000000000001",
                                        new GoalId("0198c1f0-1111-7000-8000-000000000001"),
                                        "mei.rep",
                                        new BigDecimal("0.95"),
                                        new BigDecimal("10000.00"),
                                        new BigDecimal("7600.00"),
                                        new BigDecimal("8000.00"),
                                        List.of(Reward.Kind.PUBLIC_PRAISE),
                                        "the last order slipped by a day"),
                                "wei.manager",
                                Instant.parse("2025-01-10T02:00:00Z"))),
                event -> event.schemeId().value());
    }
}
