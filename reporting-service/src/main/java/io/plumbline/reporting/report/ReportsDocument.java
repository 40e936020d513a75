package io.plumbline.reporting.report;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Enters every report into the OpenAPI document. What a report says of itself is the comment of its function. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReportsDocument implements OpenApiCustomizer {

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";

    private final ReportRegistry registry;
    private final JdbcClient db;

    ReportsDocument(ReportRegistry registry, JdbcClient db) {
        this.registry = registry;
        this.db = db;
    }

    @Override
    public void customise(OpenAPI document) {
        Map<String, String> comments = comments();
        Set<String> tags = new LinkedHashSet<>();
        for (Report<?> report : registry.all()) {
            document.getPaths()
                    .addPathItem(
                            ReportMappings.PATH + report.name(),
                            new PathItem()
                                    .get(operation(document, report, comments.getOrDefault(report.function(), ""))));
            tags.add(tag(report));
        }
        tags.forEach(tag ->
                document.addTagsItem(new Tag().name(tag).description("Reports of " + tag.toLowerCase(Locale.ROOT))));
        List<Report<?>> comparable = registry.comparable();
        for (String path : List.of("compare", "explain")) {
            Operation operation = Objects.requireNonNull(document.getPaths().get(ReportMappings.PATH + path))
                    .getGet();
            named(operation, comparable);
            parameters(comparable.stream().map(Report::comparable).toList(), false)
                    .values()
                    .forEach(operation::addParametersItem);
        }
    }

    private static void named(Operation operation, List<Report<?>> comparable) {
        operation.getParameters().stream()
                .filter(parameter -> parameter.getName().equals(ReportRegistry.FIGURE))
                .forEach(figure -> {
                    Schema<Object> names = new JsonSchema();
                    names.setTypes(Set.of("string"));
                    names.setEnum(comparable.stream()
                            .map(report -> (Object) report.name())
                            .toList());
                    figure.setSchema(names);
                    figure.description("which report is meant; it takes that report's own parameters too");
                });
    }

    private static Operation operation(OpenAPI document, Report<?> report, String comment) {
        String[] lines = comment.split("\n", 2);
        String id = operationId(report.name());
        Operation operation = new Operation()
                .operationId(id)
                .summary(summary(lines[0]))
                .description(comment)
                .addTagsItem(tag(report));
        parameters(
                        report.ofGoal() == null ? List.of(report) : List.of(report, report.ofGoal()),
                        report.ofGoal() == null)
                .values()
                .forEach(operation::addParametersItem);
        String row = Character.toUpperCase(id.charAt(0)) + id.substring(1) + "Row";
        document.getComponents().addSchemas(row, RecordSchemas.of(report.row()));
        return operation.responses(
                new ApiResponses().addApiResponse("200", answer(row)).addApiResponse("304", unchanged()));
    }

    /** Its first sentence. */
    private static String summary(String text) {
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static ApiResponse answer(String row) {
        Schema<?> rows = new JsonSchema().items(new JsonSchema().$ref("#/components/schemas/" + row));
        rows.setTypes(Set.of("array"));
        Schema<Object> answer = new JsonSchema();
        answer.setTypes(Set.of("object"));
        for (RecordComponent component : Answer.class.getRecordComponents()) {
            Schema<?> schema = switch (component.getName()) {
                case "row" -> null;
                case "rows" -> rows;
                case "formulas" -> list(Formula.class);
                case "freshness" -> list(Answer.Source.class);
                default -> RecordSchemas.value(component.getType());
            };
            if (schema != null) {
                answer.addProperty(component.getName(), schema);
                answer.addRequiredItem(component.getName());
            }
        }
        return new ApiResponse()
                .description("The rows, with the two instants that they are for")
                .addHeaderObject("ETag", header("changes when the figures may have"))
                .content(new Content()
                        .addMediaType(JSON, new MediaType().schema(answer))
                        .addMediaType(CSV, new MediaType().schema(new StringSchema())));
    }

    private static ApiResponse unchanged() {
        return new ApiResponse().description("Nothing has changed since the ETag of If-None-Match");
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private static Schema<?> list(Class<? extends Record> type) {
        Schema<Object> schema = new JsonSchema().items(RecordSchemas.of(type));
        schema.setTypes(Set.of("array"));
        return schema;
    }

    /** @param needed whether what a report needs is needed here */
    private static Map<String, io.swagger.v3.oas.models.parameters.Parameter> parameters(
            Collection<? extends Report<?>> reports, boolean needed) {
        Map<String, io.swagger.v3.oas.models.parameters.Parameter> all = new LinkedHashMap<>();
        for (Report<?> report : reports) {
            for (Class<? extends Record> type : report.bound()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    all.putIfAbsent(component.getName(), parameter(type, component, needed));
                }
            }
            Report.Dimensions dimensions = report.dimensions();
            if (dimensions != null) {
                all.merge("dimension", dimension(dimensions, needed), ReportsDocument::both);
            }
        }
        return all;
    }

    private static io.swagger.v3.oas.models.parameters.Parameter parameter(
            Class<?> bound, RecordComponent component, boolean needed) {
        Parameter described = described(bound, component);
        boolean several = List.class.isAssignableFrom(component.getType());
        // a period can be given in several ways
        boolean required = needed
                && bound != Period.class
                && (isPresent(bound, component, NotNull.class) || isPresent(bound, component, NotBlank.class));
        return new QueryParameter()
                .name(component.getName())
                .description(described == null ? null : described.description())
                .required(required)
                .schema(several ? list(component) : RecordSchemas.value(component.getType()));
    }

    private static Schema<?> list(RecordComponent component) {
        Class<?> element = (Class<?>)
                ((java.lang.reflect.ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        Schema<Object> schema = new JsonSchema().items(RecordSchemas.value(element));
        schema.setTypes(Set.of("array"));
        return schema;
    }

    private static io.swagger.v3.oas.models.parameters.Parameter dimension(
            Report.Dimensions dimensions, boolean needed) {
        Schema<Object> names = new JsonSchema();
        names.setTypes(Set.of("string"));
        names.setEnum(dimensions.all().stream().map(one -> (Object) one.name()).toList());
        if (dimensions.otherwise() != null && needed) {
            names.setDefault(dimensions.otherwise().name());
        }
        return new QueryParameter()
                .name("dimension")
                .description("along what it is divided")
                .required(needed && dimensions.otherwise() == null)
                .schema(names);
    }

    private static io.swagger.v3.oas.models.parameters.Parameter both(
            io.swagger.v3.oas.models.parameters.Parameter one, io.swagger.v3.oas.models.parameters.Parameter other) {
        Set<Object> names = new LinkedHashSet<>(one.getSchema().getEnum());
        names.addAll(other.getSchema().getEnum());
        one.getSchema().setEnum(new ArrayList<>(names));
        return one;
    }

    /** What stands at a component stands at the parameter of the constructor or the field that it makes. */
    private static @Nullable Parameter described(Class<?> bound, RecordComponent component) {
        try {
            return bound.getDeclaredField(component.getName()).getAnnotation(Parameter.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPresent(
            Class<?> bound, RecordComponent component, Class<? extends java.lang.annotation.Annotation> constraint) {
        try {
            return bound.getDeclaredField(component.getName()).isAnnotationPresent(constraint);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tag(Report<?> report) {
        String first = report.name().split("/")[0].replace('-', ' ');
        return Character.toUpperCase(first.charAt(0)) + first.substring(1);
    }

    /** Such as {@code salesBy} of {@code sales/by}. */
    static String operationId(String name) {
        String joined = Arrays.stream(name.split("[/-]"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        return "report" + joined;
    }

    private Map<String, String> comments() {
        Map<String, String> comments = new LinkedHashMap<>();
        db.sql("""
                        select p.proname, obj_description(p.oid, 'pg_proc') from pg_proc p
                         where p.pronamespace = 'report'::regnamespace
                        """).query(row -> {
            comments.put(row.getString(1), row.getString(2));
        });
        return comments;
    }
}
