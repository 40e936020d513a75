package io.plumbline.reporting.events;

import java.time.Instant;

/** An event of another service, with the fields that reports need of it. */
public sealed interface Published
        permits GoalEvent,
                TerritoryEvent,
                CustomerEvent,
                OpportunityEvent,
                OrderEvent,
                ActivityEvent,
                TierPolicyEvent,
                PlanEvent,
                TaskEvent,
                IncentiveEvent {

    /** When it happened, as its author stated; at or before the instant at which it was recorded. */
    Instant occurredAt();
}
