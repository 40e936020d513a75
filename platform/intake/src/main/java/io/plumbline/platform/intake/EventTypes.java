package io.plumbline.platform.intake;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The published types that a consumer reads, each with the record it is read into.
 *
 * <p>Fields that a record does not name are ignored, so that publishers may add some; a missing number or flag of a
 * primitive type is an error, never 0 or false.
 */
public final class EventTypes {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule("decimals").addDeserializer(BigDecimal.class, new DecimalDeserializer()))
            .build();

    private final Map<String, Class<? extends Record>> types;
    private final Set<String> kinds;

    /** @param types by published name and version, for example {@code goal.GoalDrafted.v1} */
    public EventTypes(Map<String, Class<? extends Record>> types) {
        this.types = Map.copyOf(types);
        this.kinds = types.keySet().stream().map(EventTypes::kind).collect(toUnmodifiableSet());
    }

    private static String kind(String type) {
        return type.substring(0, Math.max(0, type.indexOf('.')));
    }

    /**
     * Whether any type of the aggregate's kind is read. All types of one aggregate begin with its kind, as in {@code goal.}, so
     * that one of whose kind nothing is read need not even be known.
     */
    boolean concern(String type) {
        return kinds.contains(kind(type));
    }

    /** The published names that are read. */
    public Set<String> names() {
        return types.keySet();
    }

    /**
     * Empty where the type is not one that this consumer reads.
     *
     * @throws UndecodableException if the JSON does not fit the type's record
     */
    public Optional<Record> decode(String type, byte[] json) {
        Class<? extends Record> target = types.get(type);
        if (target == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(json, target));
        } catch (JacksonException e) {
            throw new UndecodableException(type, e);
        }
    }

    /** Refuses a number like 1e1000000, which takes ten characters to publish and a million to store. */
    private static final class DecimalDeserializer extends StdDeserializer<BigDecimal> {

        /** More than any table holds, and what Jackson takes of digits that are written out. */
        private static final int MOST_DIGITS = 1_000;

        DecimalDeserializer() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            BigDecimal number = NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
            return number != null && Math.abs((long) number.scale()) > MOST_DIGITS
                    ? context.reportInputMismatch(this, "a number has more than %d digits", MOST_DIGITS)
                    : number;
        }
    }
}
