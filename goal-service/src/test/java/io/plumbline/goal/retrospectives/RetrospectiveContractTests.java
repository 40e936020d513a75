package io.plumbline.goal.retrospectives;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.testing.Contract;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RetrospectiveContractTests {

    private static final GoalId GOAL = new GoalId("0198c1f0-1111-7000-8000-000000000001");

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        return Contract.tests(
                new RetrospectivePublication(),
                List.of(
                        new RetrospectiveEvent.RetrospectiveHeld(
                                GOAL,
                                "MISSED",
                                new BigDecimal("6200000.00"),
                                new BigDecimal("5900000.00"),
                                List.of(new Cause(Cause.Kind.LEAD_QUALITY, "half of the fair's leads had no budget")),
                                List.of(new PracticeId("0198c1f0-5555-7000-8000-000000000001")),
                                Instant.parse("2025-01-10T02:00:00Z")),
                        new RetrospectiveEvent.LessonAdded(
                                GOAL,
                                new PracticeId("0198c1f0-5555-7000-8000-000000000002"),
                                Instant.parse("2025-01-12T02:00:00Z"))),
                event -> Retrospective.aggregateId(event.goalId()));
    }
}
