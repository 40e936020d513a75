package io.plumbline.reporting.report;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What records look like as JSON: a field is null only where the component says so. */
final class RecordSchemas {

    private static final Map<Class<?>, Schema<?>> PLAIN = Map.ofEntries(
            Map.entry(String.class, plain("string", null)),
            Map.entry(Instant.class, plain("string", "date-time")),
            Map.entry(LocalDate.class, plain("string", "date")),
            Map.entry(YearMonth.class, plain("string", null)),
            Map.entry(FiscalYear.class, plain("integer", null)),
            Map.entry(BigDecimal.class, plain("number", null)),
            Map.entry(Integer.class, plain("integer", "int32")),
            Map.entry(int.class, plain("integer", "int32")),
            Map.entry(long.class, plain("integer", "int64")),
            Map.entry(Boolean.class, plain("boolean", null)),
            Map.entry(boolean.class, plain("boolean", null)));

    private RecordSchemas() {}

    /** An object with all of a record's components; each is always there. */
    static Schema<?> of(Class<? extends Record> type) {
        Schema<Object> schema = new JsonSchema();
        schema.setTypes(Set.of("object"));
        for (RecordComponent component : type.getRecordComponents()) {
            schema.addProperty(component.getName(), of(component.getAnnotatedType()));
            schema.addRequiredItem(component.getName());
        }
        return schema;
    }

    private static Schema<?> of(AnnotatedType type) {
        Schema<?> schema = value(type);
        if (!type.isAnnotationPresent(Nullable.class)) {
            return schema;
        }
        if (schema.getEnum() == null
                && schema.getTypes() != null
                && schema.getTypes().size() == 1) {
            schema.setTypes(Set.of(schema.getTypes().iterator().next(), "null"));
            return schema;
        }
        JsonSchema none = new JsonSchema();
        none.setTypes(Set.of("null"));
        return new JsonSchema().anyOf(List.of(schema, none));
    }

    private static Schema<?> value(AnnotatedType type) {
        Class<?> raw = raw(type.getType());
        if (Collection.class.isAssignableFrom(raw)) {
            Schema<Object> array = new JsonSchema();
            array.setTypes(Set.of("array"));
            array.setItems(of(((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0]));
            return array;
        }
        return value(raw);
    }

    /** A value that is not null. */
    @SuppressWarnings("unchecked")
    static Schema<?> value(Class<?> type) {
        Schema<?> known = PLAIN.get(type);
        if (known != null) {
            return plain(known.getTypes().iterator().next(), known.getFormat());
        }
        if (type.isEnum()) {
            Schema<Object> names = new JsonSchema();
            names.setTypes(Set.of("string"));
            names.setEnum(Arrays.stream(type.getEnumConstants())
                    .map(constant -> (Object) ((Enum<?>) constant).name())
                    .toList());
            return names;
        }
        if (type.isRecord()) {
            return of((Class<? extends Record>) type);
        }
        throw new IllegalArgumentException("no schema is known of " + type);
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType several ? (Class<?>) several.getRawType() : (Class<?>) type;
    }

    private static Schema<?> plain(String type, @Nullable String format) {
        Schema<Object> schema = new JsonSchema();
        schema.setTypes(Set.of(type));
        schema.setFormat(format);
        return schema;
    }
}
