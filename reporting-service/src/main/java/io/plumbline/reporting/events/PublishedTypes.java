package io.plumbline.reporting.events;

import io.plumbline.platform.intake.EventTypes;
import java.util.HashMap;
import java.util.Map;

/** The published names of all events that reports read: the aggregate, the record's name and the version. */
public final class PublishedTypes {

    private PublishedTypes() {}

    /** Every record of the sealed interfaces, under its name in version 1. */
    public static EventTypes all() {
        Map<String, Class<? extends Record>> types = new HashMap<>();
        add(types, "territory", TerritoryEvent.class);
        add(types, "goal", GoalEvent.class);
        add(types, "customer", CustomerEvent.class);
        add(types, "opportunity", OpportunityEvent.class);
        add(types, "order", OrderEvent.class);
        add(types, "activity", ActivityEvent.class);
        add(types, "incentive", IncentiveEvent.class);
        add(types, "tierpolicy", TierPolicyEvent.class);
        add(types, "plan", PlanEvent.class);
        add(types, "task", TaskEvent.class);
        return new EventTypes(types);
    }

    private static void add(Map<String, Class<? extends Record>> types, String aggregate, Class<?> events) {
        for (Class<?> event : events.getPermittedSubclasses()) {
            types.put(aggregate + "." + event.getSimpleName() + ".v1", event.asSubclass(Record.class));
        }
    }
}
