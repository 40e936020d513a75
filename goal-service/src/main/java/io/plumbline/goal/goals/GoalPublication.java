package io.plumbline.goal.goals;

import io.plumbline.goal.goals.PublishedGoalEvent.PublishedAllotment;
import io.plumbline.goal.goals.PublishedGoalEvent.PublishedMeasurement;
import io.plumbline.goal.goals.PublishedGoalEvent.PublishedNumerator;
import io.plumbline.goal.goals.PublishedGoalEvent.PublishedPhase;
import io.plumbline.goal.goals.PublishedGoalEvent.PublishedScope;
import io.plumbline.goal.goals.PublishedGoalEvent.PublishedStatement;
import io.plumbline.goal.goals.PublishedGoalEvent.PublishedStretch;
import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.values.Scope;
import io.plumbline.platform.write.store.Publication;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class GoalPublication implements Publication<GoalEvent> {

    @Override
    public Class<GoalEvent> domainEvents() {
        return GoalEvent.class;
    }

    @Override
    public PublishedGoalEvent publish(GoalEvent event) {
        String goalId = event.goalId().value();
        return switch (event) {
            case GoalEvent.GoalDrafted e -> drafted(goalId, e);
            case GoalEvent.GoalAmended e -> amended(goalId, e);
            case GoalEvent.GoalSubmitted e ->
                new PublishedGoalEvent.GoalSubmitted(goalId, e.justification(), e.occurredAt());
            case GoalEvent.GoalApproved e -> new PublishedGoalEvent.GoalApproved(goalId, e.by(), e.occurredAt());
            case GoalEvent.GoalRejected e ->
                new PublishedGoalEvent.GoalRejected(goalId, e.by(), e.reason(), e.occurredAt());
            case GoalEvent.GoalActivated e -> new PublishedGoalEvent.GoalActivated(goalId, e.occurredAt());
            case GoalEvent.TargetRevised e ->
                new PublishedGoalEvent.TargetRevised(
                        goalId,
                        e.oldTarget(),
                        e.newTarget(),
                        phases(e.phasing()),
                        e.reason(),
                        e.loweredLate(),
                        e.occurredAt());
            case GoalEvent.GoalRephased e ->
                new PublishedGoalEvent.GoalRephased(goalId, phases(e.phasing()), e.reason(), e.occurredAt());
            case GoalEvent.GoalDecomposed e ->
                new PublishedGoalEvent.GoalDecomposed(
                        goalId,
                        e.decomposition().decompositionId(),
                        e.decomposition().dimension().name(),
                        e.decomposition().way().name(),
                        allotments(e.decomposition().allotments()),
                        e.occurredAt());
            case GoalEvent.TargetReallotted e ->
                new PublishedGoalEvent.TargetReallotted(
                        goalId, e.decompositionId(), allotments(e.parts()), e.amount(), e.reason(), e.occurredAt());
            case GoalEvent.DecompositionWithdrawn e ->
                new PublishedGoalEvent.DecompositionWithdrawn(goalId, e.decompositionId(), e.reason(), e.occurredAt());
            case GoalEvent.ClosingRequested e ->
                new PublishedGoalEvent.ClosingRequested(
                        goalId, e.actual(), measurement(e.measured()), e.reason(), e.by(), e.occurredAt());
            case GoalEvent.ClosingDeclined e ->
                new PublishedGoalEvent.ClosingDeclined(goalId, e.by(), e.reason(), e.occurredAt());
            case GoalEvent.GoalClosed e ->
                new PublishedGoalEvent.GoalClosed(
                        goalId,
                        e.actual(),
                        e.target(),
                        e.outcome().name(),
                        of(e.measured(), GoalPublication::measurement),
                        of(e.stated(), GoalPublication::statement),
                        e.by(),
                        e.occurredAt());
            case GoalEvent.GoalAbandoned e -> new PublishedGoalEvent.GoalAbandoned(goalId, e.reason(), e.occurredAt());
        };
    }

    private static PublishedGoalEvent drafted(String goalId, GoalEvent.GoalDrafted event) {
        GoalDefinition goal = event.definition();
        return new PublishedGoalEvent.GoalDrafted(
                goalId,
                string(goal.planId()),
                string(goal.parentId()),
                event.decompositionId(),
                goal.name(),
                string(of(goal.measure(), Measure::metric)),
                string(of(goal.measure(), Measure::activityKind)),
                of(goal.measure(), Measure::unit),
                string(of(goal.measure(), Measure::currency)),
                goal.target(),
                goal.baseline(),
                goal.period(),
                scope(goal.scope()),
                of(of(goal.measure(), Measure::numerator), GoalPublication::numerator),
                goal.owner(),
                goal.weight(),
                phases(goal.phasing()),
                goal.completionTolerance(),
                stretch(goal.stretch()),
                event.occurredAt());
    }

    private static PublishedGoalEvent amended(String goalId, GoalEvent.GoalAmended event) {
        GoalDefinition goal = event.definition();
        return new PublishedGoalEvent.GoalAmended(
                goalId,
                string(goal.planId()),
                string(goal.parentId()),
                goal.name(),
                string(of(goal.measure(), Measure::metric)),
                string(of(goal.measure(), Measure::activityKind)),
                of(goal.measure(), Measure::unit),
                string(of(goal.measure(), Measure::currency)),
                goal.target(),
                goal.baseline(),
                goal.period(),
                scope(goal.scope()),
                of(of(goal.measure(), Measure::numerator), GoalPublication::numerator),
                goal.owner(),
                goal.weight(),
                phases(goal.phasing()),
                goal.completionTolerance(),
                stretch(goal.stretch()),
                event.occurredAt());
    }

    private static PublishedMeasurement measurement(Measurement measured) {
        return new PublishedMeasurement(measured.actual(), measured.refusal(), measured.asOf(), measured.knownAt());
    }

    private static PublishedStatement statement(StatedActual stated) {
        return new PublishedStatement(stated.actual(), stated.reason(), stated.by());
    }

    private static PublishedScope scope(Scope scope) {
        return new PublishedScope(
                string(scope.territory()),
                scope.productLines(),
                scope.segments(),
                scope.industries(),
                scope.channels(),
                scope.representative());
    }

    private static PublishedNumerator numerator(Measure.Numerator numerator) {
        return new PublishedNumerator(numerator.metric().name(), scope(numerator.scope()));
    }

    private static List<PublishedPhase> phases(List<Phase> phases) {
        return phases.stream()
                .map(phase ->
                        new PublishedPhase(phase.period().from(), phase.period().to(), phase.target()))
                .toList();
    }

    private static List<PublishedStretch> stretch(List<StretchLevel> levels) {
        return levels.stream()
                .map(level -> new PublishedStretch(level.name(), level.target()))
                .toList();
    }

    private static List<PublishedAllotment> allotments(List<Allotment> allotments) {
        return allotments.stream()
                .map(part -> new PublishedAllotment(part.goalId().value(), part.target(), part.weight()))
                .toList();
    }

    private static <T, R> @Nullable R of(@Nullable T value, Function<T, @Nullable R> part) {
        return value == null ? null : part.apply(value);
    }

    private static @Nullable String string(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
