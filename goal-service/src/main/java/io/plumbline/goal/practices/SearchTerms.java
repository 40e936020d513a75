package io.plumbline.goal.practices;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a text into what it can be found by, in English and Chinese alike: words of letters and digits in lower case,
 * and for scripts that are written without spaces every character and every pair of neighbours. PostgreSQL's own parser
 * is not asked, since what it makes of Chinese depends on the locale of the cluster.
 */
final class SearchTerms {

    private SearchTerms() {}

    /** What a text is indexed under. */
    static Set<String> of(String text) {
        return split(text, true);
    }

    /** What a text must be indexed under to be found; empty where the query says nothing that could be looked for. */
    static Set<String> sought(String query) {
        return split(query, false);
    }

    /** @param singles whether to keep a character that is part of a pair; a query is narrower without */
    private static Set<String> split(String text, boolean singles) {
        Set<String> terms = new LinkedHashSet<>();
        int[] characters = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .toArray();
        int i = 0;
        while (i < characters.length) {
            int start = i;
            if (isUnspaced(characters[i])) {
                while (i < characters.length && isUnspaced(characters[i])) {
                    i++;
                }
                for (int at = start; at < i; at++) {
                    if (singles || i - start == 1) {
                        terms.add(new String(characters, at, 1));
                    }
                    if (at + 1 < i) {
                        terms.add(new String(characters, at, 2));
                    }
                }
            } else if (Character.isLetterOrDigit(characters[i])) {
                while (i < characters.length
                        && Character.isLetterOrDigit(characters[i])
                        && !isUnspaced(characters[i])) {
                    i++;
                }
                terms.add(new String(characters, start, i - start));
            } else {
                i++;
            }
        }
        return terms;
    }

    private static boolean isUnspaced(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI -> true;
            default -> false;
        };
    }
}
