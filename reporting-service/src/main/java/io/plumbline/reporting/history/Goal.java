package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.reporting.events.GoalEvent;
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
import io.plumbline.reporting.events.GoalEvent.Phase;
import io.plumbline.reporting.events.GoalEvent.TargetReallotted;
import io.plumbline.reporting.events.GoalEvent.TargetRevised;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param revision how often the target has been revised */
record Goal(
        @Nullable String planId,
        @Nullable String parentId,
        String name,
        String metric,
        @Nullable String activityKind,
        String unit,
        @Nullable String currency,
        BigDecimal target,
        BigDecimal originalTarget,
        int revision,
        @Nullable BigDecimal baseline,
        LocalDate periodFrom,
        LocalDate periodTo,
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
        String status) {

    static final ReadModel VERSIONS = Versions.<Goal>of(
            GoalEvent.class, "goal", false, (before, fact, at) -> apply(before, (GoalEvent) fact.event()));

    private static Goal apply(@Nullable Goal before, GoalEvent event) {
        if (event instanceof GoalDrafted drafted) {
            return drafted(drafted);
        }
        Goal goal = requireNonNull(before);
        return switch (event) {
            case GoalDrafted _ -> throw new IllegalStateException("drafted twice");
            case GoalAmended e -> amended(e);
            case GoalSubmitted _ -> goal.in("SUBMITTED");
            case GoalApproved _ -> goal.in("APPROVED");
            case GoalRejected _ -> goal.in("REJECTED");
            case GoalActivated _ -> goal.in("ACTIVE");
            case GoalAbandoned _ -> goal.in("ABANDONED");
            case GoalClosed e -> goal.in(e.outcome());
            case TargetRevised e -> goal.with(e.newTarget(), e.phasing(), goal.revision + 1, goal.status);
            case GoalRephased e -> goal.with(goal.target, e.phasing(), goal.revision, goal.status);
            case GoalDecomposed _, TargetReallotted _, DecompositionWithdrawn _ -> goal;
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
                e.period().from(),
                e.period().to(),
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
                "DRAFT");
    }

    private static Goal amended(GoalAmended e) {
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
                e.period().from(),
                e.period().to(),
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
                "DRAFT");
    }

    private Goal in(String newStatus) {
        return with(target, phasing, revision, newStatus);
    }

    private Goal with(BigDecimal newTarget, List<Phase> newPhasing, int newRevision, String newStatus) {
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
                newStatus);
    }
}
