package io.plumbline.goal.practices;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.testing.Contract;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PracticeContractTests {

    private static final PracticeId ID = new PracticeId("0198c1f0-5555-7000-8000-000000000001");

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        return Contract.tests(
                new PracticePublication(),
                List.of(
                        new PracticeEvent.PracticeRecorded(
                                ID,
                                new Learned(
                                        ID,
                                        Learned.Kind.PRACTICE,
                                        "Ask for the budget in the first call",
                                        "首次通话询问预算: where it was known early, deals closed in half the time.",
                                        new GoalId("0198c1f0-1111-7000-8000-000000000001")),
                                Instant.parse("2025-01-10T02:00:00Z")),
                        new PracticeEvent.PracticeRetired(
                                ID, "part of the sales handbook now", Instant.parse("2025-06-01T02:00:00Z"))),
                event -> event.practiceId().value());
    }
}
