package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.ActivityEvent;
import io.plumbline.reporting.events.ActivityEvent.ActivityCancelled;
import io.plumbline.reporting.events.ActivityEvent.ActivityCompleted;
import io.plumbline.reporting.events.ActivityEvent.ActivityMissed;
import io.plumbline.reporting.events.ActivityEvent.ActivityPlanned;
import io.plumbline.reporting.events.ActivityEvent.ActivityRescheduled;
import io.plumbline.reporting.events.Published;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An activity's state.
 *
 * @param plannedAt when it is planned for at present; null where it was never planned
 * @param firstPlannedAt when it was planned for at first; null where it was never planned
 * @param status PLANNED, COMPLETED, MISSED or CANCELLED
 */
record Activity(
        @Nullable String customerId,
        @Nullable String opportunityId,
        String kind,
        String representative,
        String territory,
        @Nullable Instant plannedAt,
        @Nullable Instant firstPlannedAt,
        String status,
        @Nullable Instant completedAt) {

    static final ReadModel VERSIONS = Versions.<Activity>of(
            ActivityEvent.class, "activity", false, (before, fact, at) -> apply(before, fact, at));

    private static Activity apply(@Nullable Activity before, Envelope<Published> fact, Instant at) {
        return switch ((ActivityEvent) fact.event()) {
            case ActivityPlanned e ->
                new Activity(
                        e.customerId(),
                        e.opportunityId(),
                        e.kind(),
                        e.representative(),
                        e.territory(),
                        e.plannedAt(),
                        e.plannedAt(),
                        "PLANNED",
                        null);
            case ActivityCompleted e ->
                new Activity(
                        e.customerId(),
                        e.opportunityId(),
                        e.kind(),
                        e.representative(),
                        e.territory(),
                        before == null ? e.plannedAt() : before.plannedAt,
                        before == null ? e.plannedAt() : before.firstPlannedAt,
                        "COMPLETED",
                        at);
            case ActivityRescheduled e -> requireNonNull(before).with(e.plannedAt(), "PLANNED");
            case ActivityMissed _ -> requireNonNull(before).with(before.plannedAt, "MISSED");
            case ActivityCancelled _ -> requireNonNull(before).with(before.plannedAt, "CANCELLED");
        };
    }

    private Activity with(@Nullable Instant newPlannedAt, String newStatus) {
        return new Activity(
                customerId,
                opportunityId,
                kind,
                representative,
                territory,
                newPlannedAt,
                firstPlannedAt,
                newStatus,
                completedAt);
    }
}
