package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schema that editors check mappings by says what the importer takes. */
class MappingSchemaTests {

    private static final Path MAPPINGS = Path.of("..", "mappings");
    private static final String TEXT = text();
    private static final JsonNode DOCUMENT = JsonMapper.builder().build().readTree(TEXT);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private static String text() {
        try {
            return Files.readString(MAPPINGS.resolve("mapping.schema.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hasTheKeysOfMappings() {
        assertThat(keys("/properties")).isEqualTo(components(Mapping.class));
        assertThat(keys("/properties/numbers/properties")).isEqualTo(components(Mapping.Numbers.class));
        assertThat(keys("/$defs/csv/properties")).isEqualTo(components(Mapping.Csv.class));
        assertThat(keys("/properties/tables/additionalProperties/properties"))
                .isEqualTo(components(Mapping.Table.class));
        assertThat(keys("/properties/lookups/additionalProperties/properties"))
                .isEqualTo(components(Mapping.Lookup.class));
        assertThat(keys("/$defs/import/properties")).isEqualTo(components(Mapping.Import.class));
        Set<String> ofExpressions = keys("/$defs/expression/anyOf/1/properties");
        ofExpressions.addAll(keys("/$defs/lines/properties"));
        assertThat(ofExpressions).isEqualTo(components(Expression.class));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void hasTheFieldsOfEveryKind(Kind kind) {
        String place = "/$defs/" + kind.name().toLowerCase(Locale.ROOT);
        assertThat(keys(place + "/properties")).isEqualTo(kind.fields().keySet());
        assertThat(texts(place + "/required")).isEqualTo(required(kind.fields()));
    }

    @ParameterizedTest
    @CsvSource({"lines, LINES", "orderLines, ORDER_LINES", "moves, MOVES"})
    void hasTheFieldsOfEveryList(String name, Kind.Type type) {
        String place = "/$defs/" + name + "/properties/fields";
        assertThat(keys(place + "/properties")).isEqualTo(type.parts().keySet());
        assertThat(texts(place + "/required")).isEqualTo(required(type.parts()));
    }

    static Stream<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(MAPPINGS)) {
            return Stream.concat(
                    files.filter(file -> file.toString().endsWith(".yaml")),
                    Stream.of(Path.of("..", "suite", "src", "main", "resources", "demo", "mapping.yaml")))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aMappingThatIsShippedFits(Path file) throws IOException {
        assertThat(errors(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {system: a, imports: []}
            {system: a}
            {system: a, colour: red, imports: [{into: orders, rows: [{a: b}]}]}
            {system: a, imports: [{into: deals, rows: [{a: b}]}]}
            {system: a, imports: [{into: territories, file: a.csv, fields: {code: a, nameEn: a, timeZone: a, currency: a}}]}
            {system: a, imports: [{into: territories, file: a.csv, rows: [{a: b}], fields: {code: a, nameEn: a, nameZh: a, timeZone: a, currency: a}}]}
            {system: a, imports: [{into: territories, file: a.csv, fields: {code: a, nameEn: a, nameZh: a, timeZone: a, currency: {column: a, value: b}}}]}
            {system: a, imports: [{into: territories, file: a.csv, fields: {code: a, nameEn: a, nameZh: a, timeZone: a, currency: {lookup: a, key: b}}}]}
            {system: a, imports: [{into: territories, file: a.csv, fields: {code: a, nameEn: a, nameZh: a, timeZone: a, currency: a, owner: a}}]}
            """)
    void whatIsNoMappingDoesNotFit(String yaml) {
        assertThat(errors(yaml)).isNotEmpty();
    }

    private static List<Error> errors(String yaml) {
        return SCHEMA.validate(YAML.readTree(yaml).toString(), InputFormat.JSON);
    }

    private static Set<String> keys(String place) {
        return DOCUMENT.at(place).propertyNames().stream().collect(Collectors.toSet());
    }

    private static Set<String> texts(String place) {
        return DOCUMENT.at(place).valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static Set<String> required(Map<String, Kind.Field> fields) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue().required())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> components(Class<? extends Record> type) {
        return Arrays.stream(Objects.requireNonNull(type.getRecordComponents()))
                .map(component -> {
                    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
                    return named == null ? component.getName() : named.value();
                })
                .collect(Collectors.toSet());
    }
}
