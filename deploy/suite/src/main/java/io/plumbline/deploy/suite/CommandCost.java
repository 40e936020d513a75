package io.plumbline.deploy.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What commands cost, and what the same rows cost that are written without any of it.
 *
 * @param clients how many sent at once
 * @param took from the first command to the last answer
 * @param answers how long each command took
 * @param processor from the first command until every read model had the last one
 * @param atRest in {@code restFor}, while nothing was sent
 * @param direct the same rows, written directly
 */
record CommandCost(
        int clients,
        Duration took,
        Percentiles answers,
        ProcessorTimes processor,
        ProcessorTimes atRest,
        Duration restFor,
        Direct direct) {

    /**
     * The rows that the service of the commands wrote, written again by as many clients into copies of its tables.
     *
     * @param transactions one for each command
     * @param rows what each of them wrote
     * @param processor what PostgreSQL took for all of them
     */
    record Direct(int transactions, String rows, Duration took, Duration processor) {

        double perSecond() {
            return transactions / seconds(took);
        }

        double millisEach() {
            return millis(processor) / transactions;
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    double perSecond() {
        return answers.count() / seconds(took);
    }

    /** Processor time of one command through the whole chain. */
    double millisEach() {
        return millis(processor.total()) / answers.count();
    }

    /** Commands a second as a share of the transactions a second that write the same rows. */
    double ratio() {
        return perSecond() / direct.perSecond();
    }

    /** For people. */
    List<String> table() {
        var lines = new ArrayList<String>();
        lines.add(format(
                "%d commands by %d clients in %.1f s: %.0f a second, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms",
                answers.count(),
                clients,
                seconds(took),
                perSecond(),
                millis(answers.p50()),
                millis(answers.p95()),
                millis(answers.p99())));
        lines.add("");
        lines.add(format("%-30s %18s %18s", "processor time", "ms per command", "ms/s at rest"));
        processor
                .byPart()
                .forEach((part, time) -> lines.add(row(
                        part,
                        millis(time) / answers.count(),
                        millis(atRest.byPart().getOrDefault(part, Duration.ZERO)) / seconds(restFor))));
        lines.add(row("all", millisEach(), millis(atRest.total()) / seconds(restFor)));
        lines.add(format("%-30s %18.3f", "(the clients, not counted)", millis(processor.clients()) / answers.count()));
        lines.add("");
        lines.add(format(
                "written directly, %s: %d transactions by %d clients in %.1f s: %.0f a second, PostgreSQL %.3f ms each",
                direct.rows(),
                direct.transactions(),
                clients,
                seconds(direct.took()),
                direct.perSecond(),
                direct.millisEach()));
        lines.add(format("ratio of commands to direct transactions: %.2f", ratio()));
        return lines;
    }

    private static String row(String part, double perCommand, double atRest) {
        return format("%-30s %18.3f %18.1f", part, perCommand, atRest);
    }

    /** For programs: one object a line. */
    List<String> json() {
        var lines = new ArrayList<String>();
        Map<String, Object> commands = new LinkedHashMap<>();
        commands.put("measure", "commands");
        commands.put("clients", clients);
        commands.put("commands", answers.count());
        commands.put("seconds", rounded(seconds(took)));
        commands.put("perSecond", rounded(perSecond()));
        commands.put("p50Millis", rounded(millis(answers.p50())));
        commands.put("p95Millis", rounded(millis(answers.p95())));
        commands.put("p99Millis", rounded(millis(answers.p99())));
        commands.put("processorMillisPerCommand", rounded(millisEach()));
        commands.put("ratioToDirect", rounded(ratio()));
        lines.add(JSON.writeValueAsString(commands));
        processor.byPart().forEach((part, time) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("measure", "processor");
            line.put("part", part);
            line.put("millisPerCommand", rounded(millis(time) / answers.count()));
            line.put(
                    "millisPerSecondAtRest",
                    rounded(millis(atRest.byPart().getOrDefault(part, Duration.ZERO)) / seconds(restFor)));
            lines.add(JSON.writeValueAsString(line));
        });
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("measure", "direct");
        written.put("rows", direct.rows());
        written.put("transactions", direct.transactions());
        written.put("perSecond", rounded(direct.perSecond()));
        written.put("processorMillisPerTransaction", rounded(direct.millisEach()));
        lines.add(JSON.writeValueAsString(written));
        return lines;
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
