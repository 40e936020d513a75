package io.plumbline.reporting.alerts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an alert can be about; the conditions are functions of schema {@code report}. */
enum AlertKind {
    FOLLOW_UP_OVERDUE("/api/customers/", false),
    TASK_OVERDUE("/api/tasks/", false),
    RESOURCE_NEARLY_USED_UP(null, false),
    EVENTS_PARKED(null, false),
    SALES_DECLINE(null, false),
    CONVERSION_FALL(null, false),
    OPPORTUNITY_STALLED("/api/opportunities/", false),
    SATISFACTION_BELOW_TARGET(null, true),
    GOAL_LIGHT("/api/reports/explain?figure=completion&goal=", true);

    private final @Nullable String page;
    private final boolean searched;

    AlertKind(@Nullable String page, boolean searched) {
        this.page = page;
        this.searched = searched;
    }

    /** Whether it takes a search through the past to find since when it holds, so that it is better looked at in parts. */
    boolean isSearched() {
        return searched;
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
