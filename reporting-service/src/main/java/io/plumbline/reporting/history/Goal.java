package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.reporting.events.GoalEvent;
import io.plumbline.reporting.events.GoalEvent.GoalActivated;
import io.plumbline.reporting.events.GoalEvent.GoalApproved;
import io.plumbline.reporting.events.GoalEvent.GoalDrafted;
import io.plumbline.reporting.events.GoalEvent.GoalSubmitted;
import io.plumbline.reporting.events.GoalEvent.Phase;
import io.plumbline.reporting.events.GoalEvent.Scope;
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
        @Nullable Scope numerator,
        String owner,
        @Nullable BigDecimal weight,
        List<Phase> phasing,
        BigDecimal tolerance,
        String status) {

    static final ReadModel VERSIONS = new Versions<Goal>(
            GoalEvent.class, "goal", false, (before, fact, at) -> apply(before, (GoalEvent) fact.event()));

    private static Goal apply(@Nullable Goal before, GoalEvent event) {
        return switch (event) {
            case GoalDrafted e -> drafted(e);
            case GoalSubmitted e -> requireNonNull(before).in("SUBMITTED");
            case GoalApproved e -> requireNonNull(before).in("APPROVED");
            case GoalActivated e -> requireNonNull(before).in("ACTIVE");
            case TargetRevised e -> {
                Goal goal = requireNonNull(before);
                yield goal.with(e.newTarget(), e.phasing(), goal.revision + 1, goal.status);
            }
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
