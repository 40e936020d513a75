package io.plumbline.deploy.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The four services: their database, and the addresses that belong to them. */
enum Service {
    GOAL(
            "/api/territories",
            "/api/goals",
            "/api/plans",
            "/api/tasks",
            "/api/practices",
            "/api/incentive-schemes",
            "/api/inbox"),
    CUSTOMER("/api/customers", "/api/tier-policies"),
    ACTIVITY(
            "/api/activities",
            "/api/visit-plans",
            "/api/pipelines",
            "/api/opportunities",
            "/api/orders",
            "/api/representatives"),
    REPORTING("/api/reports");

    private final List<String> resources;

    Service(String... resources) {
        this.resources = List.of(resources);
    }

    /** As its folder and its log are called: {@code goal-service}. */
    String title() {
        return database() + "-service";
    }

    /** The name of its database and of the role that owns it. */
    String database() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it stores events; the reporting service only reads them. */
    boolean writes() {
        return this != REPORTING;
    }

    /** Whether it reads what others publish; the goal service does not. */
    boolean reads() {
        return this != GOAL;
    }

    private boolean serves(String path) {
        return path.equals("/openapi/" + title())
                || isUnder(path, "/api/" + title())
                || resources.stream().anyMatch(resource -> isUnder(path, resource));
    }

    private static boolean isUnder(String path, String resource) {
        return path.equals(resource) || path.startsWith(resource + "/");
    }

    /** The service that answers {@code path} of the web address. */
    static Optional<Service> serving(String path) {
        return Arrays.stream(values()).filter(service -> service.serves(path)).findFirst();
    }
}
