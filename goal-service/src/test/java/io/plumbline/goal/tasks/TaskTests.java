package io.plumbline.goal.tasks;

import static io.plumbline.goal.tasks.TaskContractTests.GOAL;
import static io.plumbline.goal.tasks.TaskContractTests.ID;
import static io.plumbline.goal.tasks.TaskContractTests.OTHER;
import static io.plumbline.goal.tasks.TaskContractTests.planned;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumbline.goal.goals.GoalDirectory;
import io.plumbline.goal.goals.GoalOutline;
import io.plumbline.goal.goals.GoalStatus;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.TaskId;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.testing.FixedTerritories;
import io.plumbline.platform.testing.RejectedBy;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskTests {

    private static final Instant NOW = Instant.parse("2024-09-01T00:00:00Z");
    private static final Actor MEI = new Actor("mei.rep", Set.of("rep"), Set.of());
    private static final Actor JUN = new Actor("jun.rep", Set.of("rep"), Set.of());
    private static final TaskId UNFINISHED = OTHER;
    private static final TaskId WAITS_FOR_THIS = new TaskId("0198c1f0-3333-7000-8000-000000000003");
    private static final LocalDate JULY = LocalDate.parse("2024-07-01");

    @Test
    void aTaskIsStartedOnceWhatItWaitsForIsDone() {
        refuses("waits", when(MEI, new TaskCommand.StartTask(ID, NOW), planned(UNFINISHED)));
        when(MEI, new TaskCommand.StartTask(ID, NOW), planned()).expectEvents(new TaskEvent.TaskStarted(ID, NOW));
    }

    @Test
    void aTaskIsDoneWithItsDeliverableAfterItWasStarted() {
        refuses("status", when(MEI, new TaskCommand.FinishTask(ID, "lease", NOW), planned()));
        when(MEI, new TaskCommand.FinishTask(ID, "lease", NOW), planned(), new TaskEvent.TaskStarted(ID, NOW))
                .expectEvents(new TaskEvent.TaskDone(ID, "lease", NOW));
    }

    @Test
    void aTaskNeverWaitsForItself() {
        refuses("no-cycle", when(MEI, waitFor(ID), planned()));
        refuses("no-cycle", when(MEI, waitFor(WAITS_FOR_THIS), planned()));
        when(MEI, waitFor(OTHER), planned()).expectEvents(new TaskEvent.DependenciesChanged(ID, List.of(OTHER), NOW));
    }

    @Test
    void aTaskIsRescheduledWithAReasonUntilItIsDone() {
        TaskCommand later = new TaskCommand.RescheduleTask(ID, JULY, JULY.plusDays(9), "rain", NOW);

        when(MEI, later, planned())
                .expectEvents(new TaskEvent.TaskRescheduled(ID, JULY, JULY.plusDays(9), "rain", NOW));
        refuses("status", when(MEI, later, planned(), new TaskEvent.TaskDone(ID, "lease", NOW)));
        refuses(
                "period-order",
                when(MEI, new TaskCommand.RescheduleTask(ID, JULY, JULY.minusDays(1), "rain", NOW), planned()));
    }

    @Test
    void aTaskIsDueAfterWhatItWaitsForAndBeforeWhatWaitsForIt() {
        String rule = "due-after-what-it-waits-for";
        refuses(rule, when(MEI, waitFor(UNFINISHED), planned(), rescheduled(JULY.minusDays(1))));
        refuses(rule, when(MEI, reschedule(JULY.minusDays(1)), planned(UNFINISHED)));
        when(MEI, reschedule(JULY), planned(UNFINISHED)).expectEvents(rescheduled(JULY));
        refuses("due-before-dependents", when(MEI, reschedule(JULY.plusDays(61)), planned()));
        when(MEI, reschedule(JULY.plusDays(60)), planned()).expectEvents(rescheduled(JULY.plusDays(60)));
    }

    private static TaskCommand reschedule(LocalDate due) {
        return new TaskCommand.RescheduleTask(ID, due, due, "rain", NOW);
    }

    private static TaskEvent rescheduled(LocalDate due) {
        return new TaskEvent.TaskRescheduled(ID, due, due, "rain", NOW);
    }

    @Test
    void aMilestoneHasNoLength() {
        assertThatExceptionOfType(CommandRejected.class)
                .isThrownBy(() -> new TaskDefinition(
                        "open", "mei.rep", JULY, JULY.plusDays(1), true, List.of(), "d", "m", List.of()));
    }

    @Test
    void onlyItsOwnerOrWhoeverAnswersForTheGoalWorksOnIt() {
        refuses("owner", when(JUN, new TaskCommand.CancelTask(ID, "no", NOW), planned()));
        when(new Actor("wei.manager", Set.of(), Set.of()), new TaskCommand.CancelTask(ID, "no", NOW), planned())
                .expectEvents(new TaskEvent.TaskCancelled(ID, "no", NOW));
    }

    private static TaskCommand waitFor(TaskId other) {
        return new TaskCommand.ChangeDependencies(ID, List.of(other), NOW);
    }

    private static ResultValidator<Task> when(Actor actor, TaskCommand command, Object... given) {
        TerritoryTree tree = new TerritoryTree(List.of());
        AggregateTestFixture<Task> fixture = new AggregateTestFixture<>(Task.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC))
                .registerInjectableResource(new FixedTerritories(tree))
                .registerInjectableResource(new GoalDirectory() {
                    @Override
                    public @Nullable GoalOutline find(GoalId goalId) {
                        return new GoalOutline(GOAL, "a goal", null, "wei.manager", GoalStatus.ACTIVE, null, null);
                    }
                })
                .registerInjectableResource(new Tasks() {
                    @Override
                    public Set<TaskId> known(Collection<TaskId> tasks) {
                        return Set.copyOf(tasks);
                    }

                    @Override
                    public List<TaskId> unfinished(Collection<TaskId> tasks) {
                        return tasks.contains(UNFINISHED) ? List.of(UNFINISHED) : List.of();
                    }

                    @Override
                    public @Nullable Due latestUnfinished(Collection<TaskId> tasks) {
                        return tasks.contains(UNFINISHED) ? new Due(UNFINISHED, JULY) : null;
                    }

                    @Override
                    public @Nullable Due earliestThatWaitsFor(TaskId task) {
                        return new Due(WAITS_FOR_THIS, JULY.plusDays(60));
                    }

                    @Override
                    public boolean anyWaitsFor(Collection<TaskId> others, TaskId task) {
                        return others.contains(WAITS_FOR_THIS);
                    }
                });
        return fixture.given(Arrays.asList(given)).when(command, actor.asMetaData());
    }

    private static void refuses(String rule, ResultValidator<Task> result) {
        result.expectNoEvents().expectException(RejectedBy.rules(rule));
    }
}
