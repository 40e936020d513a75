package io.plumbline.deploy.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who can sign in to the local suite. Nobody else can reach it: it listens on the loopback interface only. */
enum DemoUser {
    LENA("sales-ops", List.of(), "plans and imports everywhere"),
    WEI("manager", List.of("EAST-CHINA"), "manages EAST-CHINA"),
    MEI("rep", List.of("EAST-CHINA"), "sells in EAST-CHINA"),
    ANA("bi", List.of(), "reads reports everywhere");

    private final String role;
    private final List<String> territories;
    private final String description;

    DemoUser(String role, List<String> territories, String description) {
        this.role = role;
        this.territories = territories;
        this.description = description;
    }

    String subject() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> roles() {
        return List.of(role);
    }

    List<String> territories() {
        return territories;
    }

    String description() {
        return description;
    }

    static Optional<DemoUser> named(String subject) {
        return Arrays.stream(values())
                .filter(user -> user.subject().equals(subject))
                .findFirst();
    }
}
