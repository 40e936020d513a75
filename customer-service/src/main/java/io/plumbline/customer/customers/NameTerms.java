package io.plumbline.customer.customers;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a name is found by, in Latin and Chinese script alike: for words of letters and digits their beginnings, since
 * people type the first letters; for scripts that are written without spaces every character and every pair of
 * neighbours.
 */
final class NameTerms {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 10;

    private NameTerms() {}

    /** What a customer is indexed under. */
    static String[] of(@Nullable String... names) {
        return Stream.of(names)
                .filter(name -> name != null)
                .flatMap(name -> split(name, true).stream())
                .distinct()
                .toArray(String[]::new);
    }

    /** What a customer must be indexed under to be found; empty where the text says nothing that could be looked for. */
    static String[] sought(String text) {
        return split(text, false).toArray(String[]::new);
    }

    private static Set<String> split(String text, boolean indexed) {
        Set<String> terms = new LinkedHashSet<>();
        int[] characters = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .toArray();
        int at = 0;
        while (at < characters.length) {
            boolean unspaced = isUnspaced(characters[at]);
            int end = at;
            while (end < characters.length
                    && Character.isLetterOrDigit(characters[end])
                    && isUnspaced(characters[end]) == unspaced) {
                end++;
            }
            if (end == at) {
                at++;
            } else if (unspaced) {
                neighbours(characters, at, end, indexed, terms);
            } else {
                beginnings(characters, at, end, indexed, terms);
            }
            at = Math.max(at, end);
        }
        return terms;
    }

    /** @param indexed whether to keep a character that is part of a pair; a query is narrower without */
    private static void neighbours(int[] characters, int from, int to, boolean indexed, Set<String> terms) {
        for (int i = from; i < to; i++) {
            if (indexed || to - from == 1) {
                terms.add(new String(characters, i, 1));
            }
            if (i + 1 < to) {
                terms.add(new String(characters, i, 2));
            }
        }
    }

    /** @param indexed whether to keep the shorter beginnings; a query is narrower without */
    private static void beginnings(int[] characters, int from, int to, boolean indexed, Set<String> terms) {
        int longest = Math.min(to - from, LONGEST);
        for (int length = indexed ? Math.min(SHORTEST, longest) : longest; length <= longest; length++) {
            terms.add(new String(characters, from, length));
        }
    }

    private static boolean isUnspaced(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI -> true;
            default -> false;
        };
    }
}
