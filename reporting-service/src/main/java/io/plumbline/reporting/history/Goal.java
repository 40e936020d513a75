package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.reporting.events.GoalEvent;
import io.plumbline.reporting.events.GoalEvent.ClosingDeclined;
import io.plumbline.reporting.events.GoalEvent.ClosingRequested;
import io.plumbline.reporting.events.GoalEvent.DecompositionWithdrawn;
import io.plumbline.reporting.events.GoalEvent.GoalAbandoned;
import io.plumbline.reporting.events.GoalEvent.GoalActivated;
import io.plumbline.reporting.events.GoalEvent.GoalAmended;
import io.plumbline.reporting.events.GoalEvent.GoalApproved;
import io.plumbline.reporting.events.GoalEvent.GoalClosed;
import io.plumbline.reporting.events.GoalEvent.GoalDecomposed;
import io.plumbline.reporting.events.GoalEvent.GoalDrafted;
import io.plumbline.reporting.events.GoalEvent.GoalRejected;
import io.plumbline.reporting.events.GoalEvent.GoalRephased;
import io.plumbline.reporting.events.GoalEvent.GoalSubmitted;
import io.plumbline.reporting.events.GoalEvent.Numerator;
import io.plumbline.reporting.events.GoalEvent.Part;
import io.plumbline.reporting.events.GoalEvent.Phase;
import io.plumbline.reporting.events.GoalEvent.TargetReallotted;
import io.plumbline.reporting.events.GoalEvent.TargetRevised;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A goal's state. While it is a draft it may lack a metric, a target or a period.
 *
 * @param revision how often the target has been revised
 */
record Goal(
        @Nullable String planId,
        @Nullable String parentId,
        String name,
        @Nullable String metric,
        @Nullable String activityKind,
        @Nullable String unit,
        @Nullable String currency,
        @Nullable BigDecimal target,
        @Nullable BigDecimal originalTarget,
        int revision,
        @Nullable BigDecimal baseline,
        @Nullable LocalDate periodFrom,
        @Nullable LocalDate periodTo,
        @Nullable String territory,
        List<String> productLines,
        List<String> segments,
        List<String> industries,
        List<String> channels,
        @Nullable String representative,
        @Nullable Numerator numerator,
        String owner,
        @Nullable BigDecimal weight,
        List<Phase> phasing,
        BigDecimal tolerance,
        List<Decomposition> decompositions,
        String status) {

    /** What a goal allots along one dimension, as it stands. */
    record Decomposition(String decompositionId, String dimension, List<Part> parts) {

        private Decomposition with(Map<String, Part> changed) {
            return new Decomposition(
                    decompositionId,
                    dimension,
                    parts.stream()
                            .map(part -> changed.getOrDefault(part.goalId(), part))
                            .toList());
        }
    }

    static final ReadModel VERSIONS = Versions.<Goal>of(
            GoalEvent.class, "goal", false, (before, fact, at) -> apply(before, (GoalEvent) fact.event()));

    private static Goal apply(@Nullable Goal before, GoalEvent event) {
        if (event instanceof GoalDrafted drafted) {
            return drafted(drafted);
        }
        Goal goal = requireNonNull(before);
        return switch (event) {
            case GoalDrafted _ -> throw new IllegalStateException("drafted twice");
            case GoalAmended e -> goal.amended(e);
            case GoalSubmitted _ -> goal.in("SUBMITTED");
            case GoalApproved _ -> goal.in("APPROVED");
            case GoalRejected _ -> goal.in("REJECTED");
            case GoalActivated _ -> goal.in("ACTIVE");
            case GoalAbandoned _ -> goal.in("ABANDONED");
            case ClosingRequested _, ClosingDeclined _ -> goal;
            case GoalClosed e -> goal.in(e.outcome());
            case TargetRevised e ->
                goal.with(e.newTarget(), e.phasing(), goal.revision + 1, goal.decompositions, goal.status);
            case GoalRephased e -> goal.with(goal.target, e.phasing(), goal.revision, goal.decompositions, goal.status);
            case GoalDecomposed e -> goal.split(new Decomposition(e.decompositionId(), e.dimension(), e.parts()));
            case TargetReallotted e -> goal.reallotted(e.decompositionId(), e.parts());
            case DecompositionWithdrawn e -> goal.withdrawn(e.decompositionId());
        };
    }

    private static Goal drafted(GoalDrafted e) {
        return new Goal(
                e.planId(),
                e.parentId(),
                e.name(),
                e.metric(),
                e.activityKind(),
                e.unit(),
                e.currency(),
                e.target(),
                e.target(),
                0,
                e.baseline(),
                e.period() == null ? null : e.period().from(),
                e.period() == null ? null : e.period().to(),
                e.scope().territory(),
                e.scope().productLines(),
                e.scope().segments(),
                e.scope().industries(),
                e.scope().channels(),
                e.scope().representative(),
                e.numerator(),
                e.owner(),
                e.weight(),
                e.phasing(),
                e.completionTolerance(),
                List.of(),
                "DRAFT");
    }

    private Goal amended(GoalAmended e) {
        return new Goal(
                e.planId(),
                e.parentId(),
                e.name(),
                e.metric(),
                e.activityKind(),
                e.unit(),
                e.currency(),
                e.target(),
                e.target(),
                0,
                e.baseline(),
                e.period() == null ? null : e.period().from(),
                e.period() == null ? null : e.period().to(),
                e.scope().territory(),
                e.scope().productLines(),
                e.scope().segments(),
                e.scope().industries(),
                e.scope().channels(),
                e.scope().representative(),
                e.numerator(),
                e.owner(),
                e.weight(),
                e.phasing(),
                e.completionTolerance(),
                decompositions,
                "DRAFT");
    }

    private Goal split(Decomposition decomposition) {
        List<Decomposition> all = new ArrayList<>(decompositions);
        all.add(decomposition);
        return with(target, phasing, revision, all, status);
    }

    /** Parts that the event does not name keep what they have. */
    private Goal reallotted(String decompositionId, List<Part> parts) {
        Map<String, Part> changed = new HashMap<>();
        parts.forEach(part -> changed.put(part.goalId(), part));
        return with(
                target,
                phasing,
                revision,
                decompositions.stream()
                        .map(d -> d.decompositionId.equals(decompositionId) ? d.with(changed) : d)
                        .toList(),
                status);
    }

    private Goal withdrawn(String decompositionId) {
        return with(
                target,
                phasing,
                revision,
                decompositions.stream()
                        .filter(d -> !d.decompositionId.equals(decompositionId))
                        .toList(),
                status);
    }

    private Goal in(String newStatus) {
        return with(target, phasing, revision, decompositions, newStatus);
    }

    private Goal with(
            @Nullable BigDecimal newTarget,
            List<Phase> newPhasing,
            int newRevision,
            List<Decomposition> newDecompositions,
            String newStatus) {
        return new Goal(
                planId,
                parentId,
                name,
                metric,
                activityKind,
                unit,
                currency,
                newTarget,
                originalTarget,
                newRevision,
                baseline,
                periodFrom,
                periodTo,
                territory,
                productLines,
                segments,
                industries,
                channels,
                representative,
                numerator,
                owner,
                weight,
                newPhasing,
                tolerance,
                newDecompositions,
                newStatus);
    }
}
