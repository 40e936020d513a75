package io.plumbline.deploy.imports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether records have the values that a mapping names. Case, width and spaces make no difference. Where all that is named
 * is yes or no, it is a flag, and every spelling of a flag is understood: an empty one says no, and one that says neither
 * refuses its row, because a closed deal would otherwise be an open one.
 */
final class Conditions {

    /** As systems and spreadsheets write them, in the languages that Excel saves them in. */
    private static final Map<String, Boolean> FLAGS = new HashMap<>();

    static {
        for (String yes : "true t yes y 1 1.0 on x ja oui si sim wahr vrai verdadero vero verdadeiro waar prawda 是 真 √"
                .split(" ")) {
            FLAGS.put(yes, true);
        }
        for (String no : "false f no n 0 0.0 off nein non não falsch faux falso onwaar fałsz 否 假".split(" ")) {
            FLAGS.put(no, false);
        }
    }

    /** By these a column is seen to be a flag; 1 or NO alone may be a code or a country. */
    private static final Set<String> CLEAR = Set.of("true", "false", "yes", "是", "否");

    private record Wanted(Set<String> folded, boolean isFlag, Set<Boolean> flags) {

        static Wanted of(List<String> values) {
            Set<String> folded = values.stream().map(Text::folded).collect(Collectors.toSet());
            boolean isFlag =
                    FLAGS.keySet().containsAll(folded) && folded.stream().anyMatch(CLEAR::contains);
            Set<Boolean> flags = new HashSet<>();
            folded.stream().filter(FLAGS::containsKey).map(FLAGS::get).forEach(flags::add);
            return new Wanted(folded, isFlag, flags);
        }
    }

    private final Set<String> empty;
    private final Map<List<String>, Wanted> wanted = new IdentityHashMap<>();

    /** @param empty values that mean nothing */
    Conditions(List<String> empty) {
        this.empty = Set.copyOf(empty);
    }

    /** Whether the record has one of the values in every column of {@code when}, and none in any of {@code unless}. */
    boolean hold(Entry entry, Map<String, List<String>> when, Map<String, List<String>> unless) throws Faulty {
        for (Map.Entry<String, List<String>> column : when.entrySet()) {
            if (!hasOneOf(entry, column.getKey(), column.getValue())) {
                return false;
            }
        }
        for (Map.Entry<String, List<String>> column : unless.entrySet()) {
            if (hasOneOf(entry, column.getKey(), column.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean hasOneOf(Entry entry, String column, List<String> values) throws Faulty {
        String value = entry.value(column);
        if (values.contains(value)) {
            return true;
        }
        Wanted any = wanted.computeIfAbsent(values, Wanted::of);
        String folded = Text.folded(value);
        if (any.folded().contains(folded)) {
            return true;
        }
        if (!any.isFlag()) {
            return false;
        }
        Boolean flag = folded.isEmpty() || empty.contains(value) ? Boolean.FALSE : FLAGS.get(folded);
        if (flag == null) {
            throw new Faulty(column, "flag", "'%s' says neither yes nor no".formatted(value));
        }
        return any.flags().contains(flag);
    }
}
