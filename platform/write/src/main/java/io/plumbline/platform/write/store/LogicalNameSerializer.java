package io.plumbline.platform.write.store;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores events under their logical names. Reading tolerates fields that are not known here, so that during a rolling
 * update the older replica can still read what the newer one has written.
 */
final class LogicalNameSerializer extends Jackson3Serializer {

    private final EventTypes types;

    LogicalNameSerializer(EventTypes types) {
        super(builder().jsonMapperBuilderCustomizer(LogicalNameSerializer::exact));
        this.types = types;
    }

    /** Decimals keep every digit, also where an upcaster sees them as a tree. */
    static void exact(JsonMapper.Builder json) {
        json.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Axon declares it
    public SerializedType typeForClass(Class type) {
        String name = type == null ? null : types.nameOf(type);
        return name == null ? super.typeForClass(type) : new SimpleSerializedType(name, EventTypes.revision(type));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        Class<?> known = types.classOf(type.getName());
        if (known == null) {
            return super.classForType(type);
        }
        // a revision that no upcaster has brought up to date must not be read as if it were the present one
        return EventTypes.revision(known).equals(type.getRevision()) ? known : UnknownSerializedType.class;
    }
}
