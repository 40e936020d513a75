package io.plumbline.activity.activities;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plumbline.platform.intake.Rows;
import io.plumbline.platform.write.readside.ReadSide.Stored;
import io.plumbline.platform.write.readside.ReadSide.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an activity's events come to in the table {@code activity}. */
record ActivityRow(
        String activityId,
        Kind kind,
        String customerId,
        @Nullable String opportunityId,
        String owner,
        String territory,
        String purpose,
        @JsonRawValue String materials,
        Status status,
        Instant plannedAt,
        Instant dueUntil,
        @Nullable Instant completedAt,
        @Nullable String outcome) {

    static final List<Table<ActivityRow>> TABLES = List.of(new Table<>("activity", List.of("activity_id"), List::of));

    private static ActivityRow of(ActivityEvent.ActivityPlanned event) {
        ActivityContent what = event.undertaking();
        return new ActivityRow(
                event.activityId().value(),
                what.kind(),
                what.customerId().value(),
                what.opportunityId() == null ? null : what.opportunityId().value(),
                what.representative(),
                event.territory(),
                what.purpose(),
                // the column is JSON, where a list of texts would be written as an array
                Rows.json(what.materials()),
                Status.PLANNED,
                event.plannedAt(),
                event.dueUntil(),
                null,
                null);
    }

    static ActivityRow after(@Nullable ActivityRow before, Stored<ActivityEvent> stored) {
        if (stored.event() instanceof ActivityEvent.ActivityPlanned e) {
            return of(e);
        }
        ActivityRow row = Objects.requireNonNull(before, "an activity's first event is its planning");
        return switch (stored.event()) {
            case ActivityEvent.ActivityPlanned e -> of(e);
            case ActivityEvent.ActivityRescheduled e -> row.with(row.status, e.plannedAt(), e.dueUntil(), null, null);
            case ActivityEvent.ActivityCompleted e ->
                row.with(Status.COMPLETED, row.plannedAt, row.dueUntil, e.occurredAt(), e.outcome());
            case ActivityEvent.ActivityMissed _ -> row.with(Status.MISSED, row.plannedAt, row.dueUntil, null, null);
            case ActivityEvent.ActivityCancelled _ ->
                row.with(Status.CANCELLED, row.plannedAt, row.dueUntil, null, null);
        };
    }

    private ActivityRow with(
            Status newStatus,
            Instant newPlannedAt,
            Instant newDueUntil,
            @Nullable Instant newCompletedAt,
            @Nullable String newOutcome) {
        return new ActivityRow(
                activityId,
                kind,
                customerId,
                opportunityId,
                owner,
                territory,
                purpose,
                materials,
                newStatus,
                newPlannedAt,
                newDueUntil,
                newCompletedAt,
                newOutcome);
    }
}
