package io.plumbline.platform.testing;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.embedded.TokenIssuer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One service alone on embedded servers, for a developer: it starts in seconds, and what it holds is gone when it stops. */
public final class DevelopmentRun {

    private DevelopmentRun() {}

    /**
     * Starts the service and says how to call it; returns while it runs.
     *
     * @param application the class with the service's {@code main}
     * @param settings {@code name=value}, over those of the service's own file; {@code server.port} is 8080 unless it is given
     */
    public static RunningService start(Class<?> application, String... settings) {
        String name = application.getSimpleName();
        RunningService service = new RunningService(
                application,
                Servers.shared().createDatabase("development"),
                Stream.concat(Stream.of("server.port=8080", "management.server.port=8081"), Arrays.stream(settings))
                        .toArray(String[]::new));
        StringBuilder said = new StringBuilder("%n%s answers at http://127.0.0.1:8080; its document is %s%n"
                .formatted(name, "http://127.0.0.1:8080/openapi/..."));
        for (String role : List.of("sales-ops", "manager", "rep", "bi")) {
            said.append("%ntoken of a %s in CHINA:%n%s%n"
                    .formatted(role, TokenIssuer.shared().token("a-" + role, List.of(role), List.of("CHINA"))));
        }
        System.out.println(said);
        return service;
    }
}
