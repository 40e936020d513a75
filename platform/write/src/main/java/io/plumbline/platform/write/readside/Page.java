package io.plumbline.platform.write.readside;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next what to give as {@code after} for what follows; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The most that a page holds. */
    public static final int MAX = 200;

    /**
     * A page of what was read with one row more than asked for, which tells whether anything follows.
     *
     * @param key by which the list is in order
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> key) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, key.apply(items.getLast()));
    }
}
