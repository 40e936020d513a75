package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.deploy.imports.Evaluator.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every key of an expression with every source of its value: none holds with one and is passed over with another. */
class EvaluatorTests {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    /** Each says "Web" of the record. */
    private enum Kind {
        COLUMN("column: source"),
        VALUE("value: Web"),
        TEXT("text: '{so}{urce2}'"),
        FIRST("first: [nothing, source]"),
        FIRST_OF_FIRST("first: [{first: [nothing]}, {first: [nothing, {column: source}]}]"),
        LOOKUP("lookup: sources, key: id, take: source"),
        LOOKUP_BY_FIRST("lookup: sources, key: {first: [nothing, id]}, take: source");

        private final String yaml;

        Kind(String yaml) {
            this.yaml = yaml;
        }
    }

    /** What a key makes of "Web"; empty where it makes nothing of it. */
    private enum Key {
        NONE("", "Web"),
        TABLE("table: names", "SEARCH"),
        TABLE_IN_ANY_CASE("table: shouted", "SEARCH"),
        TABLE_THAT_KEEPS("table: keeping", "Web"),
        TABLE_WITH_ANOTHER("table: otherwise", "OTHER"),
        TABLE_OF_NOTHING("table: nothing", ""),
        EMPTY("empty: [Web]", ""),
        EMPTY_AND_DEFAULT("empty: [Web], default: none", "none"),
        EMPTY_AND_TABLE_AND_DEFAULT("empty: [Web], table: names, default: none", "none"),
        TABLE_OF_NOTHING_AND_DEFAULT("table: nothing, default: none", "none"),
        DEFAULT("default: none", "Web"),
        WHEN("when: {status: [Won]}", "Web"),
        WHEN_NOT("when: {status: [Lost]}", ""),
        WHEN_ONE_OF_TWO("when: {status: [Won], id: ['2']}", ""),
        WHEN_NOT_AND_DEFAULT("when: {status: [Lost]}, default: none", "none"),
        WHEN_NOT_AND_TABLE("when: {status: [Lost]}, table: names", ""),
        UNLESS("unless: {status: [Won]}", ""),
        UNLESS_OTHER("unless: {status: [Lost]}", "Web"),
        UNLESS_AND_DEFAULT("unless: {status: [Won]}, default: none", "none");

        private final String yaml;
        private final String expected;

        Key(String yaml, String expected) {
            this.yaml = yaml;
            this.expected = expected;
        }
    }

    private static final String TABLES = """
            system: CRM
            empty: [N/A]
            tables:
              names: {values: {Web: SEARCH}}
              shouted: {values: {WEB: SEARCH}}
              keeping: {values: {Fair: EXHIBITION}, otherwise: keep}
              otherwise: {values: {Fair: EXHIBITION}, otherwise: OTHER}
              nothing: {values: {Web: ""}}
              exhibitions: {values: {Fair: Exhibition}}
              refusing: {values: {Fair: EXHIBITION}}
            lookups:
              sources: {file: sources.csv, key: id}
            imports:
              - into: assignments
                rows: [{territory: A, representative: b, from: 2020-01-01}]
            """;

    @TempDir
    private Path folder;

    private Evaluator evaluator;

    @BeforeEach
    void evaluator() throws IOException {
        Files.writeString(folder.resolve("sources.csv"), "id,source\n1,Web\n");
        Mapping mapping = Mapping.read(Files.writeString(folder.resolve("mapping.yaml"), TABLES));
        evaluator = new Evaluator(mapping, new Lookups(mapping, folder));
    }

    private static Stream<Arguments> everyKindWithEveryKey() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(Key.values()).map(key -> Arguments.of(kind, key)));
    }

    @ParameterizedTest
    @MethodSource("everyKindWithEveryKey")
    void aKeyHoldsWithEveryKind(Kind kind, Key key) throws Faulty {
        assertThat(evaluate(kind, key.yaml).text()).isEqualTo(key.expected);
    }

    @ParameterizedTest
    @MethodSource("everyKindWithEveryKey")
    void aKeyHoldsAroundEveryKind(Kind kind, Key key) throws Faulty {
        String around = key.yaml.isEmpty() ? "" : ", " + key.yaml;
        assertThat(evaluate("{first: [{%s}]%s}".formatted(kind.yaml, around)).text())
                .isEqualTo(key.expected);
    }

    @ParameterizedTest
    @MethodSource("everyKindWithEveryKey")
    void anAlternativeHasKeysOfItsOwn(Kind kind, Key key) throws Faulty {
        String own = key.yaml.isEmpty() ? "" : ", " + key.yaml;
        assertThat(evaluate("{first: [{%s%s}, {value: next}]}".formatted(kind.yaml, own))
                        .text())
                .isEqualTo(key.expected.isEmpty() ? "next" : key.expected);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void howAValueIsReadIsKnownWithEveryKind(Kind kind) throws Faulty {
        Reading read = evaluate(kind, "date: d.M.yyyy, split: ';', round: 2");
        assertThat(read)
                .extracting(Reading::date, Reading::split, Reading::round)
                .containsExactly("d.M.yyyy", ";", 2);
        Reading inner = evaluate("{first: [{%s, date: yyyy}], date: d.M.yyyy}".formatted(kind.yaml));
        assertThat(inner.date()).as("the nearest counts").isEqualTo("yyyy");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsInNoTableIsRefusedWithEveryKind(Kind kind) {
        assertThatThrownBy(() -> evaluate(kind, "table: refusing"))
                .isInstanceOfSatisfying(
                        Faulty.class,
                        faulty -> assertThat(faulty.fault())
                                .extracting(Fault::rule, Fault::message)
                                .containsExactly("in-table", "'Web' is not in the table refusing"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            otherwise: WORLD                       | WORLD
            default: WORLD                         | WORLD
            otherwise: WORLD, default: none        | WORLD
            otherwise: '', default: none           | none
            otherwise: Fair, table: exhibitions       | Exhibition
            """)
    void whatIsInNoRowOfALookupMayHaveAStandIn(String keys, String expected) throws Faulty {
        String yaml = "{lookup: sources, key: status, take: source, %s}".formatted(keys);
        assertThat(evaluate(yaml).text()).isEqualTo(expected);
        assertThat(evaluate("{first: [{lookup: sources, key: status, take: source, otherwise: ''}, id]}")
                        .text())
                .as("a left join")
                .isEqualTo("1");
    }

    @Test
    void whatIsInNoRowOfALookupIsRefusedWhereNothingStandsForIt() {
        assertThatThrownBy(() -> evaluate("{lookup: sources, key: status, take: source}"))
                .isInstanceOfSatisfying(
                        Faulty.class,
                        faulty -> assertThat(faulty.fault().rule()).isEqualTo("in-lookup"));
    }

    private static Stream<Kind> kinds() {
        return Arrays.stream(Kind.values());
    }

    @ParameterizedTest
    @CsvSource({
        "true, TRUE, true",
        "true, 1, true",
        "true, Yes, true",
        "true, WAHR, true",
        "true, '', false",
        "true, 0, false",
        "true, N/A, false",
        "true, FALSE, false",
        "true, no, false",
        "false, '', true",
        "false, 0, true",
        "false, TRUE, false",
        "Won, won, true",
        "Won, ' WON ', true",
        "Won, Won\u00A0, true",
        "Closed Won, closed  won, true",
        "Won, Lost, false",
        "Won, '', false",
        "1, 1, true",
        "1, yes, false",
        "NO, SE, false",
        "NO, no, true"
    })
    void aValueIsTheSameHoweverItIsSpelt(String wanted, String value, boolean expected) throws Faulty {
        Map<String, List<String>> when = Map.of("flag", List.of(wanted));
        Entry entry = entry(Map.of("flag", value));
        assertThat(evaluator.holds(entry, when, Map.of())).isEqualTo(expected);
        assertThat(evaluator.holds(entry, Map.of(), when)).isEqualTo(!expected);
    }

    @Test
    void aFlagThatSaysNeitherYesNorNoIsRefused() {
        Entry entry = entry(Map.of("flag", "perhaps"));
        assertThatThrownBy(() -> evaluator.holds(entry, Map.of("flag", List.of("true")), Map.of()))
                .isInstanceOfSatisfying(
                        Faulty.class,
                        faulty -> assertThat(faulty.fault())
                                .isEqualTo(new Fault("flag", "flag", "'perhaps' says neither yes nor no")));
    }

    private Reading evaluate(Kind kind, String keys) throws Faulty {
        return evaluate("{" + kind.yaml + (keys.isEmpty() ? "" : ", " + keys) + "}");
    }

    private Reading evaluate(String yaml) throws Faulty {
        return evaluator.evaluate(
                entry(Map.of("id", "1", "source", "Web", "so", "W", "urce2", "eb", "nothing", "N/A", "status", "Won")),
                "field",
                YAML.readValue(yaml, Expression.class));
    }

    private static Entry entry(Map<String, String> values) {
        return new Entry(2, values, Set.of(), "", "");
    }
}
