package io.plumbline.platform.write.store;

import org.axonframework.serialization.Serializer;

/** The event serializer, for tests in other packages. */
public final class SerializerForTests {

    private SerializerForTests() {}

    public static Serializer of(EventTypes types) {
        return new LogicalNameSerializer(types);
    }
}
