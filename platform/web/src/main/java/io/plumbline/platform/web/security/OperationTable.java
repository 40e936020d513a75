package io.plumbline.platform.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/**
 * The operations of a service and who may call them, read from its {@code operations.csv}. Each row has a method, a path,
 * the roles, and what the decision on the caller rests on once the role is right: stored data, never the request's own words.
 * The roles are decided here, at the edge; the rest is decided where the stored data are at hand.
 */
final class OperationTable {

    /** Where a service keeps its table, on the class path. */
    static final String FILE = "operations.csv";

    /**
     * The groups of roles that the table names.
     *
     * <p>{@code rule} and {@code sentence} are what somebody reads who has none of the roles.
     */
    enum Callers {
        ANY("any", "role", "this takes one of the roles rep, manager, sales-ops and bi", Role.values()),
        SALES(
                "sales",
                "role",
                "this takes one of the roles rep, manager and sales-ops",
                Role.REP,
                Role.MANAGER,
                Role.SALES_OPS),
        MANAGERS("managers", "manager", "only sales operations or a manager may do this", Role.MANAGER, Role.SALES_OPS),
        MANAGER("manager", "manager", "only a manager may do this", Role.MANAGER),
        SALES_OPS("sales-ops", "sales-ops", "only sales operations may do this", Role.SALES_OPS);

        private final String title;
        private final String rule;
        private final String sentence;
        private final Set<Role> roles;

        Callers(String title, String rule, String sentence, Role... roles) {
            this.title = title;
            this.rule = rule;
            this.sentence = sentence;
            this.roles = Set.of(roles);
        }

        String rule() {
            return rule;
        }

        String sentence() {
            return sentence;
        }

        Set<Role> roles() {
            return roles;
        }

        /** @throws IllegalArgumentException where the table names another group */
        private static Callers of(String title) {
            return Arrays.stream(values())
                    .filter(callers -> callers.title.equals(title))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException(FILE + " names callers that there are not: " + title));
        }
    }

    /** A method and the pattern of a path, such as {@code /api/goals/{goalId}}. */
    record Operation(String method, String path) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * Who may call an operation.
     *
     * @param callers of whose roles a caller has at least one
     * @param decidedOn the stored data that decide beyond the role
     */
    record Rule(Callers callers, String decidedOn) {}

    private final Map<Operation, Rule> rules;

    private OperationTable(Map<Operation, Rule> rules) {
        this.rules = Map.copyOf(rules);
    }

    /** The table on the class path. */
    static OperationTable read() {
        try {
            return parse(new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a service keeps its operations in " + FILE, e);
        }
    }

    /** @throws IllegalArgumentException where a row is not method, path, group of roles and ground, or stands twice */
    static OperationTable parse(String table) {
        Map<Operation, Rule> rules = new LinkedHashMap<>();
        table.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> {
            List<String> cells =
                    Arrays.stream(line.split(",", 4)).map(String::strip).toList();
            if (cells.size() != 4 || cells.get(3).isEmpty()) {
                throw new IllegalArgumentException(
                        FILE + " has rows of method, path, callers and ground, not: " + line);
            }
            Callers callers = Callers.of(cells.get(2));
            Operation operation = new Operation(cells.get(0), cells.get(1));
            if (rules.put(operation, new Rule(callers, cells.get(3))) != null) {
                throw new IllegalArgumentException(FILE + " has " + operation + " twice");
            }
            boolean writes = !operation.method().equals("GET");
            if (writes && callers.roles().contains(Role.BI)) {
                throw new IllegalArgumentException(FILE + " lets bi write: " + line);
            }
        });
        return new OperationTable(rules);
    }

    /** The rule of an operation; HEAD is answered as GET. */
    Optional<Rule> rule(String method, String path) {
        return Optional.ofNullable(rules.get(new Operation(method.equals("HEAD") ? "GET" : method, path)));
    }

    Map<Operation, Rule> rules() {
        return rules;
    }

    /**
     * Compares the table with what a service serves.
     *
     * @throws IllegalStateException naming the operations without a row, and the rows without an operation
     */
    void requireExactly(Set<Operation> served) {
        String missing = difference(served, rules.keySet());
        String left = difference(rules.keySet(), served);
        if (!missing.isEmpty() || !left.isEmpty()) {
            throw new IllegalStateException(
                    "%s and the controllers differ; without a row: [%s]; without an operation: [%s]"
                            .formatted(FILE, missing, left));
        }
    }

    private static String difference(Set<Operation> of, Set<Operation> without) {
        return of.stream()
                .filter(operation -> !without.contains(operation))
                .map(Operation::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
