package io.plumbline.goal.tasks;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.TaskId;
import io.plumbline.platform.testing.Contract;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TaskContractTests {

    static final TaskId ID = new TaskId("0198c1f0-3333-7000-8000-000000000001");
    static final TaskId OTHER = new TaskId("0198c1f0-3333-7000-8000-000000000002");
    static final GoalId GOAL = new GoalId("0198c1f0-1111-7000-8000-000000000001");

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        return Contract.tests(
                new TaskPublication(), samples(), event -> event.taskId().value());
    }

    static TaskEvent.TaskPlanned planned(TaskId... waitsFor) {
        return new TaskEvent.TaskPlanned(
                ID,
                GOAL,
                new TaskDefinition(
                        "Open the office in Suzhou",
                        "mei.rep",
                        LocalDate.parse("2024-07-01"),
                        LocalDate.parse("2024-08-15"),
                        false,
                        List.of("find rooms", "sign the lease"),
                        "a signed lease",
                        "keys handed over",
                        List.of(waitsFor)),
                Instant.parse("2024-06-20T02:00:00Z"));
    }

    static List<TaskEvent> samples() {
        return List.of(
                planned(OTHER),
                new TaskEvent.TaskStarted(ID, Instant.parse("2024-07-02T02:00:00Z")),
                new TaskEvent.TaskDone(
                        ID, "lease of 2024-08-12, in the archive", Instant.parse("2024-08-12T08:00:00Z")),
                new TaskEvent.TaskCancelled(ID, "the rooms are taken", Instant.parse("2024-07-20T02:00:00Z")),
                new TaskEvent.TaskRescheduled(
                        ID,
                        LocalDate.parse("2024-07-15"),
                        LocalDate.parse("2024-08-31"),
                        "the landlord is away",
                        Instant.parse("2024-07-01T02:00:00Z")),
                new TaskEvent.DependenciesChanged(ID, List.of(OTHER), Instant.parse("2024-06-21T02:00:00Z")));
    }
}
