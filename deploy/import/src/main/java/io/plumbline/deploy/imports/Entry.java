package io.plumbline.deploy.imports;

import java.util.Map;
import java.util.Objects;

/**
 * A record of a file, as it stands there.
 *
 * @param line where it begins, from 1
 * @param values by column, in their order
 * @param faulty why it is no record of this file; empty where it is one
 */
record Entry(long line, Map<String, String> values, String faulty) {

    Entry(long line, Map<String, String> values) {
        this(line, values, "");
    }

    /** Without the spaces around it; empty where there is no such column. */
    String value(String column) {
        return Objects.requireNonNullElse(values.get(column), "").strip();
    }
}
