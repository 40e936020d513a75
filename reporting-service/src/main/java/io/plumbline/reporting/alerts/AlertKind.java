package io.plumbline.reporting.alerts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an alert can be about; the conditions are functions of schema {@code report}. */
enum AlertKind {
    GOAL_LIGHT("/api/reports/explain?figure=completion&goal="),
    CONVERSION_FALL(null),
    SALES_DECLINE(null),
    FOLLOW_UP_OVERDUE("/api/customers/"),
    OPPORTUNITY_STALLED("/api/opportunities/"),
    TASK_OVERDUE("/api/tasks/"),
    RESOURCE_NEARLY_USED_UP(null),
    SATISFACTION_BELOW_TARGET(null);

    private final @Nullable String page;

    AlertKind(@Nullable String page) {
        this.page = page;
    }

    /** Where more can be read of a subject of this kind, on the address that serves the APIs; null where nothing can by its name alone. */
    @Nullable String linkTo(String subject) {
        return page == null ? null : page + subject;
    }

    /** The names, as the database knows them; null where none are given, which means all. */
    static String @Nullable [] names(@Nullable List<AlertKind> kinds) {
        return kinds == null || kinds.isEmpty()
                ? null
                : kinds.stream().map(Enum::name).distinct().toArray(String[]::new);
    }
}
