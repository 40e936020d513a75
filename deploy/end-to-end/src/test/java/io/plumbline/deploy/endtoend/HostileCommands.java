package io.plumbline.deploy.endtoend;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walks the operations of the services' own OpenAPI documents. Each command begins as the document's example, with the ids of what
 * was created before, so that it can be accepted; then one or two of its values are replaced by hostile ones.
 */
final class HostileCommands {

    /** Half a pair is written as an escape, since UTF-8 has no form for it. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final List<String> SERVICES =
            List.of("goal-service", "customer-service", "activity-service", "reporting-service");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** What comes before other things, since they refer to it. */
    private static final List<String> FIRST = List.of(
            "/api/territories",
            "/api/plans",
            "/api/goals",
            "/api/customers",
            "/api/opportunities",
            "/api/orders",
            "/api/activities");

    /** What an example shows beside something else that rules it out. */
    private static final Map<String, Set<String>> RULED_OUT = Map.of(
            "/api/goals", Set.of("activityKind", "numerator", "phasing", "parentId"),
            "/api/tasks", Set.of("waitsFor"),
            "/api/reports/rates", Set.of("planId"));

    private record Operation(String method, String path, JsonNode example, List<String> parameters) {

        boolean creates() {
            return method.equals("POST") && !path.contains("{") && !path.endsWith("/import");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final String token;
    private final HostileValues values;
    private final List<Operation> commands = new ArrayList<>();
    private final List<Operation> queries = new ArrayList<>();
    private final Map<String, List<String>> created = new TreeMap<>();
    private final Map<String, Integer> accepted = new TreeMap<>();
    private final Map<String, String> faults = new TreeMap<>();
    private int sent;

    HostileCommands(String address, String token, long seed) throws IOException, InterruptedException {
        this.address = address;
        this.token = token;
        this.values = new HostileValues(seed);
        for (String service : SERVICES) {
            JsonNode document =
                    JSON.readTree(send("GET", "/openapi/" + service, null).body());
            document.path("paths")
                    .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                        JsonNode example = operation
                                .at("/requestBody/content")
                                .path("application/json")
                                .path("example");
                        List<String> parameters = new ArrayList<>();
                        operation.path("parameters").forEach(parameter -> {
                            if (parameter.path("in").asString().equals("query")) {
                                parameters.add(parameter.path("name").asString());
                            }
                        });
                        Operation read =
                                new Operation(method.toUpperCase(java.util.Locale.ROOT), path, example, parameters);
                        // a webhook makes the suite call somebody, and a stream does not end
                        boolean outward = path.contains("/webhooks") || path.endsWith("/stream");
                        if (!outward) {
                            (read.method().equals("GET") ? queries : commands).add(read);
                        }
                    }));
        }
        assertThat(commands).hasSizeGreaterThan(50);
        assertThat(queries).hasSizeGreaterThan(50);
    }

    /** How many were accepted, by operation. */
    Map<String, Integer> accepted() {
        return accepted;
    }

    int sent() {
        return sent;
    }

    /** The ids of what was created, by the collection that it belongs to. */
    List<String> created(String collection) {
        return created.getOrDefault(collection, List.of());
    }

    /** One of everything, as the documents' examples have it. */
    void prepare() throws IOException, InterruptedException {
        List<Operation> all = new ArrayList<>();
        FIRST.forEach(path -> commands.stream()
                .filter(c -> c.creates() && c.path().equals(path))
                .forEach(all::add));
        commands.stream().filter(command -> !all.contains(command)).forEach(all::add);
        for (Operation operation : all) {
            command(operation, false);
        }
    }

    /** A command with hostile values. */
    void attack() throws IOException, InterruptedException {
        command(values.any(commands), true);
    }

    /** A query with hostile parameters. */
    void ask() throws IOException, InterruptedException {
        Operation query = values.any(queries);
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!query.parameters().isEmpty()) {
            for (int i = 0; i < 2; i++) {
                parameters.put(values.any(query.parameters()), values.parameter());
            }
        }
        if (query.parameters().contains("from") && !values.oneIn(3)) {
            parameters.putIfAbsent("from", "2024-01-01");
            parameters.putIfAbsent("to", "2024-12-31");
        }
        StringBuilder path = new StringBuilder(filled(query, true));
        parameters.forEach((name, value) -> path.append(path.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(encode(value, UTF_8)));
        check(query, path.toString(), null, send("GET", path.toString(), null));
    }

    private void command(Operation operation, boolean hostile) throws IOException, InterruptedException {
        JsonNode body = operation.example().isMissingNode() ? null : harmless(operation);
        boolean inPath = hostile && (body == null || body.isEmpty() || values.oneIn(10));
        String path = filled(operation, inPath);
        if (hostile && body != null) {
            replace(body);
            if (values.oneIn(3)) {
                replace(body);
            }
        }
        String json = body == null ? null : JSON.writeValueAsString(body);
        HttpResponse<String> answer = send(operation.method(), path, json);
        check(operation, path, json, answer);
        if (answer.statusCode() / 100 == 2) {
            accepted.merge(operation.toString(), 1, Integer::sum);
            String location = answer.headers().firstValue("Location").orElse("");
            if (location.startsWith(operation.path() + "/")) {
                created.computeIfAbsent(operation.path(), collection -> new ArrayList<>())
                        .add(location.substring(operation.path().length() + 1));
            }
        }
    }

    /** What was answered otherwise than by success or a reason, one of each operation, with the request that it answers. */
    Map<String, String> faults() {
        return faults;
    }

    private void check(Operation operation, String path, @Nullable String body, HttpResponse<String> answer) {
        int status = answer.statusCode();
        // the suite's own address refuses what is no path at all, before a service sees it
        boolean ofService =
                answer.headers().firstValue("Content-Type").orElse("").contains("problem+json");
        boolean reasoned = status / 100 == 4
                && (!ofService
                        || !JSON.readTree(answer.body()).at("/errors/0/rule").isMissingNode());
        if (status / 100 != 2 && !reasoned) {
            faults.put(
                    operation + " " + status,
                    "%s %s%n%s%nanswered%n%s".formatted(operation.method(), path, body, answer.body()));
        }
    }

    /** The document's example, speaking of what is there. */
    private JsonNode harmless(Operation operation) {
        JsonNode body = operation.example().deepCopy();
        leaveOut(body, RULED_OUT.getOrDefault(operation.path(), Set.of()));
        refer(body, operation.creates() ? operation.path() : "");
        return body;
    }

    private static void leaveOut(JsonNode node, Set<String> names) {
        if (node instanceof ObjectNode object) {
            object.remove(names);
        }
        node.forEach(item -> leaveOut(item, names));
    }

    private void refer(JsonNode node, String creating) {
        if (node instanceof ArrayNode array) {
            array.forEach(item -> refer(item, creating));
        } else if (node instanceof ObjectNode object) {
            for (String name : new TreeSet<>(object.propertyNames())) {
                JsonNode value = object.path(name);
                String collection = collection(name);
                boolean own = creating.equals(collection);
                if (name.equals("occurredAt") || own && !name.equals("territory")) {
                    object.remove(name);
                } else if (name.equals("code") && creating.equals("/api/territories")) {
                    object.put(
                            name,
                            "T-" + Integer.toString(sent, 36).toUpperCase(java.util.Locale.ROOT) + "-"
                                    + Long.toString(System.nanoTime(), 36).toUpperCase(java.util.Locale.ROOT));
                } else if (collection != null && value.isString()) {
                    List<String> known = created(collection);
                    if (known.isEmpty()) {
                        object.remove(name);
                    } else {
                        String id = values.any(known);
                        object.put(name, id.replaceFirst("^territory-", ""));
                    }
                } else if (name.equals("reference")) {
                    object.put(name, "R" + System.nanoTime());
                } else {
                    refer(value, creating);
                }
            }
        }
    }

    private static @Nullable String collection(String field) {
        return switch (field) {
            case "territory", "parent" -> "/api/territories";
            case "planId" -> "/api/plans";
            case "goalId", "parentId" -> "/api/goals";
            case "customerId", "customer" -> "/api/customers";
            case "opportunityId" -> "/api/opportunities";
            case "orderId" -> "/api/orders";
            case "activityId" -> "/api/activities";
            case "taskId" -> "/api/tasks";
            case "practiceId" -> "/api/practices";
            default -> null;
        };
    }

    /** The path with ids of what was created, or now and then with something else. */
    private String filled(Operation operation, boolean hostile) {
        Matcher variable = VARIABLE.matcher(operation.path());
        StringBuilder path = new StringBuilder();
        while (variable.find()) {
            String collection = operation.path().substring(0, variable.start() - 1);
            List<String> known = created(collection);
            String value = hostile && values.oneIn(2) || known.isEmpty()
                    ? hostile ? values.parameter() : "0198c1f0-1111-7000-8000-000000000001"
                    : values.any(known).replaceFirst("^territory-", "");
            String encoded = encode(value, UTF_8).replace("+", "%20");
            variable.appendReplacement(path, Matcher.quoteReplacement(encoded.isEmpty() ? "%20" : encoded));
        }
        return variable.appendTail(path).toString();
    }

    /** One value, anywhere in the body. */
    private void replace(JsonNode body) {
        List<Runnable> places = new ArrayList<>();
        collect(body, places);
        if (!places.isEmpty()) {
            values.any(places).run();
        }
    }

    private void collect(JsonNode node, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.forEachEntry((name, value) -> {
                places.add(() -> object.set(name, values.insteadOf(value)));
                collect(value, places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int place = i;
                places.add(() -> array.set(place, values.insteadOf(array.get(place))));
                collect(array.get(i), places);
            }
        }
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        sent++;
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, publisher)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException closed) {
            // the suite's own address closes a connection over which it refused what is no path
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
