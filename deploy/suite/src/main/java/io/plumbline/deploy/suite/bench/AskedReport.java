package io.plumbline.deploy.suite.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A report as the reporting service's OpenAPI document describes it, so that a new report is measured without being named here.
 *
 * @param name such as {@code funnel/wins}
 * @param parameters by name
 */
public record AskedReport(String name, Map<String, Parameter> parameters) {

    private static final String REPORTS = "/api/reports/";
    private static final List<String> FILTERS =
            List.of("productLine", "segment", "channel", "tier", "industry", "representative");

    /**
     * A parameter of a question.
     *
     * @param constants what it may be, where that is fixed
     */
    public record Parameter(boolean required, List<String> constants) {

        public Parameter {
            constants = List.copyOf(constants);
        }
    }

    public AskedReport {
        parameters = Map.copyOf(parameters);
    }

    /**
     * All reports that look at an instant: not reference data, streams, or what is named by an id.
     *
     * @param openApi the service's document
     */
    public static List<AskedReport> in(JsonNode openApi) {
        List<AskedReport> reports = new ArrayList<>();
        openApi.path("paths").propertyStream().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            Map<String, Parameter> parameters = parameters(get);
            if (path.getKey().startsWith(REPORTS)
                    && !path.getKey().contains("{")
                    && parameters.containsKey("asOf")
                    && isJson(get)) {
                reports.add(new AskedReport(path.getKey().substring(REPORTS.length()), parameters));
            }
        });
        return reports.stream().sorted(Comparator.comparing(AskedReport::name)).toList();
    }

    /** A stream doesn't end, and so takes no time that could be measured. */
    private static boolean isJson(JsonNode operation) {
        return operation
                .path("responses")
                .path("200")
                .path("content")
                .propertyStream()
                .anyMatch(type -> type.getKey().equals("*/*") || type.getKey().endsWith("json"));
    }

    private static Map<String, Parameter> parameters(JsonNode operation) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode schema = parameter.path("schema");
            parameters.put(
                    parameter.path("name").asString(),
                    new Parameter(
                            parameter.path("required").asBoolean(false),
                            schema.path("enum")
                                    .valueStream()
                                    .filter(JsonNode::isString)
                                    .map(JsonNode::asString)
                                    .toList()));
        }
        return parameters;
    }

    /** Whether a question of that kind can be asked of it. */
    public boolean answers(QuestionKind kind) {
        return switch (kind) {
            // a goal has its own
            case TERRITORY -> parameters.containsKey("territory") && !isRequired("goal");
            case FILTERED -> FILTERS.stream().filter(parameters::containsKey).count() >= 2;
            case YEAR_AGO -> true;
            case KNOWN_BEFORE -> parameters.containsKey("knownAt");
            case WHOLE, WHILE_EVENTS_ARRIVE -> true;
        };
    }

    private boolean isRequired(String name) {
        Parameter parameter = parameters.get(name);
        return parameter != null && parameter.required();
    }

    /**
     * The path and query of a question, with other parameters each time.
     *
     * @param others all reports, one of which {@code compare} and {@code explain} are asked about
     * @throws IllegalArgumentException if it requires a parameter that there is no value for
     */
    public String question(
            QuestionKind kind,
            MadeUpEvents organisation,
            Instant now,
            List<AskedReport> others,
            SplittableRandom random) {
        Map<String, String> asked = new LinkedHashMap<>();
        Instant asOf = now;
        switch (kind) {
            case TERRITORY -> asked.put("territory", one(MadeUpEvents.territories(), random));
            case FILTERED ->
                FILTERS.stream()
                        .filter(parameters::containsKey)
                        .limit(2)
                        .forEach(filter -> asked.put(filter, one(MadeUpEvents.values(filter), random)));
            case YEAR_AGO -> {
                asOf = now.minus(Duration.ofHours(365 * 24L + random.nextInt(30 * 24)));
                asked.put("asOf", asOf.toString());
            }
            case KNOWN_BEFORE ->
                asked.put("knownAt", now.minus(Duration.ofDays(30)).toString());
            case WHOLE, WHILE_EVENTS_ARRIVE -> {}
        }
        if (parameters.containsKey("figure")) {
            List<AskedReport> figures = others.stream()
                    .filter(other -> other.isFigure() && filtersOf(other, asked))
                    .toList();
            AskedReport figure = one(figures, random);
            asked.put("figure", figure.name());
            figure.fill(asked, organisation, asOf, random);
        }
        fill(asked, organisation, asOf, random);
        return REPORTS
                + name
                + asked.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private boolean filtersOf(AskedReport other, Map<String, String> asked) {
        return other.parameters().keySet().containsAll(asked.keySet());
    }

    /** Alerts can be listed, and not compared. */
    private boolean isFigure() {
        return !parameters.containsKey("figure")
                && !name.startsWith("alerts")
                && !name.equals("rollup/allotments")
                && !name.equals("forecast/accuracy")
                // of a goal it knows other filters than of a period
                && !name.equals("variance/parts");
    }

    /** Adds what is required, and what a question of this report would be the same without each time. */
    private void fill(Map<String, String> asked, MadeUpEvents organisation, Instant asOf, SplittableRandom random) {
        // what only some figures take is theirs to add
        boolean ofAny = parameters.containsKey("figure");
        LocalDate month =
                asOf.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1).minusMonths(random.nextInt(12));
        LocalDate last =
                month.plusMonths(List.of(1, 3, 12).get(random.nextInt(3))).minusDays(1);
        parameters.forEach((name, parameter) -> {
            boolean period = name.equals("from") || name.equals("to");
            boolean divides = name.equals("dimension") && !parameter.constants().isEmpty();
            if (asked.containsKey(name) || !parameter.required() && (ofAny || !period && !divides)) {
                return;
            }
            asked.put(
                    name,
                    switch (name) {
                        case "from" -> month.toString();
                        case "to" -> last.toString();
                        case "before" -> before(asOf, 30);
                        case "since", "forecastAt" -> before(asOf, 1 + random.nextInt(90));
                        case "goal" -> organisation.goal(random);
                        case "plan" -> organisation.plan(random);
                        default -> {
                            if (parameter.constants().isEmpty()) {
                                throw new IllegalArgumentException(
                                        "The benchmark has no value for %s of %s.".formatted(name, this.name));
                            }
                            yield one(parameter.constants(), random);
                        }
                    });
        });
    }

    private static String before(Instant instant, int days) {
        return instant.minus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static <T> T one(List<T> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }
}
