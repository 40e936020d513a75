package io.plumbline.deploy.imports;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A record of a file, as it stands there.
 *
 * @param line where it begins in the exported file, from 1
 * @param values by column, in their order
 * @param numbers the columns whose values are numbers by themselves, as JSON has them
 * @param raw as it is written in the file
 * @param faulty why it is no record of this file; empty where it is one
 */
record Entry(long line, Map<String, String> values, Set<String> numbers, String raw, String faulty) {

    /** Without the spaces around it; empty where there is no such column. */
    String value(String column) {
        return Text.strip(Objects.requireNonNullElse(values.get(column), ""));
    }
}
