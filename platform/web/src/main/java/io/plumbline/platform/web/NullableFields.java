package io.plumbline.platform.web;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in the OpenAPI document which fields of a record can be null: those whose component is {@link Nullable}. */
final class NullableFields implements ModelConverter {

    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (resolved != null && raw.isRecord()) {
            Schema<?> model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels()
                            .get(resolved.get$ref().substring(resolved.get$ref().lastIndexOf('/') + 1));
            if (model != null && model.getProperties() != null) {
                mark(raw, model);
            }
        }
        return resolved;
    }

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    private static void mark(Class<?> raw, Schema<?> model) {
        for (RecordComponent component : raw.getRecordComponents()) {
            Schema<?> property = model.getProperties().get(component.getName());
            if (property != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.getProperties().put(component.getName(), orNull(property));
            }
        }
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (isNullable(property)) {
            return property;
        }
        if (property.get$ref() == null && property.getEnum() == null && property.getTypes() != null) {
            Set<String> types = new LinkedHashSet<>(property.getTypes());
            types.add(NULL);
            property.setTypes(types);
            return property;
        }
        JsonSchema none = new JsonSchema();
        none.setTypes(Set.of(NULL));
        return new JsonSchema().anyOf(List.of(property, none));
    }

    private static boolean isNullable(Schema<?> property) {
        return property.getTypes() != null && property.getTypes().contains(NULL)
                || property.getAnyOf() != null && property.getAnyOf().stream().anyMatch(NullableFields::isNullable);
    }
}
