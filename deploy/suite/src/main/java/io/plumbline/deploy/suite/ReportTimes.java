package io.plumbline.deploy.suite;

import io.plumbline.deploy.suite.bench.QuestionKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long a report took to answer questions of one kind.
 *
 * @param run of one folder, from 1; an interrupted run is the one that goes on
 * @param asked how many questions were answered, refused ones included
 * @param refused how many got another answer than 200
 * @param maxMillis the worst of all
 * @param load of the machine over the last minute, negative where it doesn't say
 */
record ReportTimes(
        int run,
        String report,
        QuestionKind kind,
        int opportunities,
        int asked,
        int refused,
        double p50Millis,
        double p95Millis,
        double maxMillis,
        double load) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ReportTimes of(
            int run,
            String report,
            QuestionKind kind,
            int opportunities,
            List<Duration> took,
            int refused,
            double load) {
        Percentiles of = Percentiles.of(took);
        return new ReportTimes(
                run,
                report,
                kind,
                opportunities,
                of.count(),
                refused,
                millis(of.p50()),
                millis(of.p95()),
                millis(of.worst()),
                Math.round(load * 10) / 10.0);
    }

    private static double millis(Duration took) {
        return Math.round(took.toNanos() / 1e5) / 10.0;
    }

    /** As a line of JSON. */
    String toJson() {
        return JSON.writeValueAsString(this);
    }

    static ReportTimes fromJson(String line) {
        JsonNode node = JSON.readTree(line);
        return new ReportTimes(
                node.path("run").asInt(),
                node.path("report").asString(),
                QuestionKind.valueOf(node.path("kind").asString()),
                node.path("opportunities").asInt(),
                node.path("asked").asInt(),
                node.path("refused").asInt(),
                node.path("p50Millis").asDouble(),
                node.path("p95Millis").asDouble(),
                node.path("maxMillis").asDouble(),
                node.path("load").asDouble());
    }

    /** p50/p95/max in milliseconds, with how many were refused where any were. */
    String cell() {
        return String.format(Locale.ROOT, "%.0f/%.0f/%.0f", p50Millis, p95Millis, maxMillis)
                + (refused == 0 ? "" : " (%d refused)".formatted(refused));
    }
}
