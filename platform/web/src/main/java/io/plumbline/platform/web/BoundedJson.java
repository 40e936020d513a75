package io.plumbline.platform.web;

import io.plumbline.platform.bounds.Bounds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Holds every text, number and time of a JSON body to {@link Bounds}, whichever record it is read into, so that no field of any
 * endpoint can forget to.
 */
final class BoundedJson extends SimpleModule {

    private static final long serialVersionUID = 1;

    private static final Map<Class<?>, UnaryOperator<Object>> CHECKS = Map.of(
            String.class, text -> Bounds.text((String) text),
            BigDecimal.class, number -> Bounds.number((BigDecimal) number),
            BigInteger.class, number -> Bounds.number((BigInteger) number),
            Instant.class, instant -> Bounds.instant((Instant) instant),
            OffsetDateTime.class, time -> within(time, Bounds.instant(((OffsetDateTime) time).toInstant())),
            ZonedDateTime.class, time -> within(time, Bounds.instant(((ZonedDateTime) time).toInstant())),
            LocalDate.class, day -> Bounds.day((LocalDate) day),
            LocalDateTime.class, time -> within(time, Bounds.day(((LocalDateTime) time).toLocalDate())),
            YearMonth.class, month -> Bounds.month((YearMonth) month),
            Year.class, year -> within(year, Bounds.year(((Year) year).getValue())));

    BoundedJson() {
        super("bounds", Version.unknownVersion());
        setDeserializerModifier(new Checks());
    }

    private static Object within(Object value, @SuppressWarnings("unused") Object checked) {
        return value;
    }

    private static final class Checks extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
            UnaryOperator<Object> check = CHECKS.get(description.getBeanClass());
            return check == null ? deserializer : new Checked(deserializer, check);
        }

        @Override
        public KeyDeserializer modifyKeyDeserializer(
                DeserializationConfig config, JavaType type, KeyDeserializer deserializer) {
            return new KeyDeserializer() {
                @Override
                public Object deserializeKey(String key, DeserializationContext context) {
                    return deserializer.deserializeKey(checked(context, String.class, key, Bounds::text), context);
                }
            };
        }
    }

    private static final class Checked extends DelegatingDeserializer {

        private final transient UnaryOperator<Object> check;

        Checked(ValueDeserializer<?> delegate, UnaryOperator<Object> check) {
            super(delegate);
            this.check = check;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
            return new Checked(delegate, check);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
            return checked(context, handledType(), super.deserialize(parser, context), check);
        }
    }

    /** A refusal keeps its rule: it becomes the cause of Jackson's exception, which knows the path of the field. */
    private static <T> T checked(DeserializationContext context, Class<?> type, T value, UnaryOperator<T> check) {
        try {
            return check.apply(value);
        } catch (io.plumbline.platform.bounds.OutOfBounds beyond) {
            throw tools.jackson.databind.exc.ValueInstantiationException.from(
                    context.getParser(), beyond.getMessage(), context.constructType(type), beyond);
        }
    }
}
