package io.plumbline.platform.web;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Refuses the one character that JSON can carry and PostgreSQL cannot keep: U+0000. */
final class TextDeserializer extends StdDeserializer<String> {

    TextDeserializer() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text.indexOf('\0') >= 0) {
            return context.reportInputMismatch(this, "a text has no character U+0000");
        }
        return text;
    }
}
