package io.plumbline.goal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * What goal-service asks of reporting-service, over HTTP: the real one is another module, and the suite's tests close a goal
 * with it.
 */
final class StandInReports implements AutoCloseable {

    /** One request, with its parameters as they were meant. */
    record Asked(String path, Map<String, String> parameters, String authorization) {}

    private final HttpServer server;
    private final Map<String, String> rows = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    StandInReports() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/api/reports/completion", this::completion);
        server.createContext("/api/reports/sales", this::sales);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on the goal has this figure. */
    void measure(String goalId, String actual) {
        rows.put(
                goalId,
                "{\"actual\": %s, \"unavailableReason\": null, \"complete\": true, \"light\": \"RED\"}"
                        .formatted(actual));
    }

    /** From now on the goal has no figure, or one that leaves something out. */
    void refuse(String goalId, String refusal) {
        rows.put(goalId, "{\"actual\": null, \"unavailableReason\": \"%s\", \"complete\": false}".formatted(refusal));
    }

    /** From now on questions for the goal are answered with a failure. */
    void fail(String goalId) {
        rows.put(goalId, "");
    }

    /** What was asked for a goal so far. */
    List<Asked> asked(String goalId) {
        return asked.stream()
                .filter(one -> goalId.equals(one.parameters().get("goal")))
                .toList();
    }

    private void completion(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = parameters(exchange);
        asked.add(new Asked(
                exchange.getRequestURI().getPath(),
                parameters,
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
        String row = rows.get(parameters.get("goal"));
        if (row == null) {
            answer(exchange, 404, "{}");
        } else if (row.isEmpty()) {
            answer(exchange, 500, "{}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"asOf\": \"%s\", \"knownAt\": \"2025-04-06T02:00:00Z\", \"formulas\": [], \"rows\": [%s]}"
                            .formatted(parameters.get("asOf"), row));
        }
    }

    /** Last year's sales, in the currency asked for. */
    private void sales(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = parameters(exchange);
        asked.add(new Asked(
                exchange.getRequestURI().getPath(),
                parameters,
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
        answer(exchange, 200, """
                {"asOf": "2025-04-06T02:00:00Z", "knownAt": "2025-04-06T02:00:00Z", "rows": [
                  {"currency": "%s", "salesAmount": 150000.00, "units": 12, "unavailableReason": null, "complete": true}]}
                """.formatted(parameters.get("currency")));
    }

    /** What was asked of sales so far. */
    List<Asked> askedOfSales() {
        return asked.stream()
                .filter(one -> one.path().equals("/api/reports/sales"))
                .toList();
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parameter -> parameter[0],
                        parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
