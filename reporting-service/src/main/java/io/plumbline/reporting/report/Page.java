package io.plumbline.reporting.report;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that does not change while it is read, since its two instants are given.
 *
 * @param offset of the first row, 0 by default
 * @param limit rows at most, 100 by default
 */
public record Page(
        @Nullable @Min(0) Integer offset,
        @Nullable @Min(1) @Max(1000) Integer limit) {

    public int first() {
        return offset == null ? 0 : offset;
    }

    public int size() {
        return limit == null ? 100 : limit;
    }
}
