package io.plumbline.goal.goals;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plumbline.goal.goals.GoalEvent.ClosingDeclined;
import io.plumbline.goal.goals.GoalEvent.ClosingRequested;
import io.plumbline.goal.goals.GoalEvent.DecompositionWithdrawn;
import io.plumbline.goal.goals.GoalEvent.GoalAbandoned;
import io.plumbline.goal.goals.GoalEvent.GoalActivated;
import io.plumbline.goal.goals.GoalEvent.GoalAmended;
import io.plumbline.goal.goals.GoalEvent.GoalApproved;
import io.plumbline.goal.goals.GoalEvent.GoalClosed;
import io.plumbline.goal.goals.GoalEvent.GoalDecomposed;
import io.plumbline.goal.goals.GoalEvent.GoalDrafted;
import io.plumbline.goal.goals.GoalEvent.GoalRejected;
import io.plumbline.goal.goals.GoalEvent.GoalRephased;
import io.plumbline.goal.goals.GoalEvent.GoalSubmitted;
import io.plumbline.goal.goals.GoalEvent.TargetReallotted;
import io.plumbline.goal.goals.GoalEvent.TargetRevised;
import io.plumbline.goal.values.Period;
import io.plumbline.platform.write.readside.ReadSide.Stored;
import io.plumbline.platform.write.readside.ReadSide.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a goal's events come to in the tables of the goal. */
record GoalRows(
        String goalId,
        long version,
        @Nullable String decompositionId,
        Instant draftedAt,
        GoalDefinition goal,
        @Nullable BigDecimal originalTarget,
        Progress progress,
        List<RevisionRow> revisions,
        List<Decomposition> decompositions,
        List<MoveRow> moves) {

    /**
     * How far a goal has come.
     *
     * @param justification as it was submitted
     * @param actual once it is closed
     */
    record Progress(
            GoalStatus status,
            @Nullable String justification,
            @Nullable String submittedBy,
            @Nullable String decidedBy,
            @Nullable Instant waitingSince,
            @Nullable Instant activatedAt,
            GoalView.@Nullable Closing closing,
            @Nullable BigDecimal actual) {

        static final Progress NONE = new Progress(GoalStatus.DRAFT, null, null, null, null, null, null, null);

        Progress in(GoalStatus next) {
            return new Progress(
                    next, justification, submittedBy, decidedBy, waitingSince, activatedAt, closing, actual);
        }

        Progress submitted(GoalSubmitted e, String by) {
            return new Progress(
                    GoalStatus.SUBMITTED,
                    e.justification(),
                    by,
                    decidedBy,
                    e.occurredAt(),
                    activatedAt,
                    closing,
                    actual);
        }

        Progress rejected(GoalRejected e) {
            return new Progress(
                    GoalStatus.REJECTED,
                    justification,
                    submittedBy,
                    e.by(),
                    e.occurredAt(),
                    activatedAt,
                    closing,
                    actual);
        }

        Progress activated(GoalActivated e) {
            return new Progress(
                    GoalStatus.ACTIVE,
                    justification,
                    submittedBy,
                    decidedBy,
                    waitingSince,
                    e.occurredAt(),
                    closing,
                    actual);
        }

        Progress closing(GoalView.@Nullable Closing next, @Nullable Instant since) {
            return new Progress(status, justification, submittedBy, decidedBy, since, activatedAt, next, actual);
        }

        Progress closed(GoalClosed e) {
            return new Progress(
                    GoalStatus.valueOf(e.outcome().name()),
                    justification,
                    submittedBy,
                    decidedBy,
                    waitingSince,
                    activatedAt,
                    GoalView.Closing.of(e),
                    e.actual());
        }
    }

    /** A row of {@code goal}. */
    record Row(
            String goalId,
            long version,
            @Nullable String parentId,
            @Nullable String planId,
            @Nullable String decompositionId,
            String name,
            @Nullable Metric metric,
            @Nullable String unit,
            @Nullable BigDecimal target,
            @Nullable BigDecimal originalTarget,
            @Nullable BigDecimal actual,
            @Nullable LocalDate periodFrom,
            @Nullable LocalDate periodTo,
            @Nullable String territory,
            @Nullable String representative,
            String owner,
            GoalStatus status,
            @Nullable String justification,
            @JsonRawValue String definition,
            Instant draftedAt,
            @Nullable Instant activatedAt,
            @Nullable String submittedBy,
            @Nullable String decidedBy,
            @Nullable Instant waitingSince,
            @JsonRawValue @Nullable String closing) {}

    record RevisionRow(
            String goalId,
            long sequence,
            BigDecimal oldTarget,
            BigDecimal newTarget,
            String reason,
            boolean loweredLate,
            Instant occurredAt) {}

    record DecompositionRow(String goalId, String decompositionId, Dimension dimension, AllocationMethod way) {}

    record AllotmentRow(
            String goalId,
            String decompositionId,
            String childId,
            int position,
            BigDecimal target,
            @Nullable BigDecimal weight) {}

    record MoveRow(
            String goalId,
            long sequence,
            String decompositionId,
            String fromChild,
            String toChild,
            BigDecimal amount,
            String reason,
            String actor,
            Instant occurredAt) {}

    /** @param json writes what is kept whole */
    static List<Table<GoalRows>> tables(Function<Object, String> json) {
        return List.of(
                new Table<>("goal", List.of("goal_id"), rows -> List.of(rows.row(json))),
                new Table<>("target_revision", List.of("goal_id", "sequence"), GoalRows::revisions),
                new Table<>("decomposition", List.of("goal_id", "decomposition_id"), GoalRows::decompositionRows),
                new Table<>("allotment", List.of("goal_id", "decomposition_id", "child_id"), GoalRows::allotmentRows),
                new Table<>("reallotment", List.of("goal_id", "sequence"), GoalRows::moves));
    }

    static GoalRows after(@Nullable GoalRows before, Stored<GoalEvent> stored) {
        if (stored.event() instanceof GoalDrafted e) {
            return drafted(e, stored.sequence());
        }
        return Objects.requireNonNull(before, "a goal's first event is its draft")
                .changed(stored)
                .at(stored.sequence());
    }

    private static GoalRows drafted(GoalDrafted e, long sequence) {
        return new GoalRows(
                e.goalId().value(),
                sequence,
                e.decompositionId(),
                e.occurredAt(),
                e.definition(),
                e.definition().target(),
                Progress.NONE,
                List.of(),
                List.of(),
                List.of());
    }

    private GoalRows changed(Stored<GoalEvent> stored) {
        return switch (stored.event()) {
            case GoalDrafted e -> drafted(e, stored.sequence());
            case GoalAmended e -> define(e.definition().under(goal.parentId())).with(progress.in(GoalStatus.DRAFT));
            case GoalSubmitted e -> with(progress.submitted(e, stored.actor()));
            case GoalApproved _ -> with(progress.in(GoalStatus.APPROVED));
            case GoalRejected e -> with(progress.rejected(e));
            case GoalActivated e -> with(progress.activated(e)).promising(goal.target());
            case GoalRephased e -> define(goal.withPhasing(e.phasing()));
            case TargetRevised e -> revised(e, stored.sequence());
            case GoalDecomposed e -> decomposed(append(decompositions, e.decomposition()));
            case TargetReallotted e -> reallotted(e, stored);
            case DecompositionWithdrawn e ->
                decomposed(decompositions.stream()
                        .filter(split -> !split.decompositionId().equals(e.decompositionId()))
                        .toList());
            case ClosingRequested e -> with(progress.closing(GoalView.Closing.of(e), e.occurredAt()));
            case ClosingDeclined _ -> with(progress.closing(null, progress.waitingSince()));
            case GoalClosed e -> with(progress.closed(e));
            case GoalAbandoned _ -> with(progress.in(GoalStatus.ABANDONED));
        };
    }

    private GoalRows revised(TargetRevised e, long sequence) {
        GoalRows defined = define(goal.withTarget(e.newTarget(), e.phasing()));
        RevisionRow revision = new RevisionRow(
                goalId, sequence, e.oldTarget(), e.newTarget(), e.reason(), e.loweredLate(), e.occurredAt());
        return defined.with(append(revisions, revision), allotted(e.reallotted()), moves);
    }

    private GoalRows reallotted(TargetReallotted e, Stored<GoalEvent> stored) {
        MoveRow move = new MoveRow(
                goalId,
                stored.sequence(),
                e.decompositionId(),
                e.parts().getFirst().goalId().value(),
                e.parts().getLast().goalId().value(),
                e.amount(),
                e.reason(),
                stored.actor(),
                e.occurredAt());
        return with(revisions, allotted(e.parts()), append(moves, move));
    }

    private List<Decomposition> allotted(List<Allotment> parts) {
        return decompositions.stream().map(split -> split.with(parts)).toList();
    }

    /** What an active goal was first promised with stays, whatever it says now. */
    private GoalRows define(GoalDefinition next) {
        BigDecimal original = progress.status() == GoalStatus.ACTIVE ? originalTarget : next.target();
        return new GoalRows(
                goalId,
                version,
                decompositionId,
                draftedAt,
                next,
                original,
                progress,
                revisions,
                decompositions,
                moves);
    }

    private GoalRows promising(@Nullable BigDecimal original) {
        return new GoalRows(
                goalId,
                version,
                decompositionId,
                draftedAt,
                goal,
                original,
                progress,
                revisions,
                decompositions,
                moves);
    }

    private GoalRows at(long sequence) {
        return new GoalRows(
                goalId,
                sequence,
                decompositionId,
                draftedAt,
                goal,
                originalTarget,
                progress,
                revisions,
                decompositions,
                moves);
    }

    private GoalRows with(Progress next) {
        return new GoalRows(
                goalId,
                version,
                decompositionId,
                draftedAt,
                goal,
                originalTarget,
                next,
                revisions,
                decompositions,
                moves);
    }

    private GoalRows decomposed(List<Decomposition> splits) {
        return with(revisions, splits, moves);
    }

    private GoalRows with(List<RevisionRow> revised, List<Decomposition> splits, List<MoveRow> moved) {
        return new GoalRows(
                goalId, version, decompositionId, draftedAt, goal, originalTarget, progress, revised, splits, moved);
    }

    private Row row(Function<Object, String> json) {
        Period period = goal.period();
        Measure measure = goal.measure();
        return new Row(
                goalId,
                version,
                string(goal.parentId()),
                string(goal.planId()),
                decompositionId,
                goal.name(),
                measure == null ? null : measure.metric(),
                measure == null ? null : measure.unit(),
                goal.target(),
                originalTarget,
                progress.actual(),
                period == null ? null : period.from(),
                period == null ? null : period.to(),
                string(goal.scope().territory()),
                goal.scope().representative(),
                goal.owner(),
                progress.status(),
                progress.justification(),
                json.apply(goal),
                draftedAt,
                progress.activatedAt(),
                progress.submittedBy(),
                progress.decidedBy(),
                progress.waitingSince(),
                progress.closing() == null ? null : json.apply(progress.closing()));
    }

    private List<DecompositionRow> decompositionRows() {
        return decompositions.stream()
                .map(split -> new DecompositionRow(goalId, split.decompositionId(), split.dimension(), split.way()))
                .toList();
    }

    private List<AllotmentRow> allotmentRows() {
        List<AllotmentRow> rows = new ArrayList<>();
        for (Decomposition split : decompositions) {
            int position = 0;
            for (Allotment part : split.allotments()) {
                rows.add(new AllotmentRow(
                        goalId,
                        split.decompositionId(),
                        part.goalId().value(),
                        ++position,
                        part.target(),
                        part.weight()));
            }
        }
        return rows;
    }

    private static <T> List<T> append(List<T> rows, T row) {
        return Stream.concat(rows.stream(), Stream.of(row)).toList();
    }

    private static @Nullable String string(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
