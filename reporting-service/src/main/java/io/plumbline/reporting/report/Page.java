package io.plumbline.reporting.report;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that does not change while it is read, since its two instants are given.
 *
 * @param offset of the first row, 0 by default
 * @param limit rows at most, 100 by default
 */
public record Page(
        @Parameter(description = "of the first row, 0 by default") @Nullable @Min(0) Integer offset,

        @Parameter(description = "rows at most, 100 by default") @Nullable @Min(1) @Max(1000) Integer limit) {

    public int first() {
        return offset == null ? 0 : offset;
    }

    public int size() {
        return limit == null ? 100 : limit;
    }

    /** Of rows of which one more was read than fits, those that fit. */
    <T> List<T> of(List<T> read) {
        return read.size() > size() ? read.subList(0, size()) : read;
    }

    /** The offset of the next page, or null after the last; of rows of which one more was read than fits. */
    @Nullable Integer after(List<?> read) {
        return read.size() > size() ? first() + size() : null;
    }
}
