package io.plumbline.platform.write.readside;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a text is found by, in Latin and Chinese script alike: words of letters and digits, and for scripts that are written without
 * spaces every character and every pair of neighbours. It is made here, since what the parser of PostgreSQL makes of Chinese depends
 * on the locale.
 */
public enum SearchTerms {

    /** Words are found whole. */
    WORDS(Integer.MAX_VALUE, Integer.MAX_VALUE),

    /** Words are found by their beginnings of two to ten characters: people type the first letters of a name. */
    BEGINNINGS(2, 10);

    private final int shortest;
    private final int longest;

    SearchTerms(int shortest, int longest) {
        this.shortest = shortest;
        this.longest = longest;
    }

    /** What texts are indexed under; null says nothing. */
    public Set<String> of(@Nullable String... texts) {
        Set<String> terms = new LinkedHashSet<>();
        for (String text : texts) {
            if (text != null) {
                split(text, true, terms);
            }
        }
        return terms;
    }

    /** What a text must be indexed under to be found; empty where the query says nothing that could be looked for. */
    public Set<String> sought(String query) {
        Set<String> terms = new LinkedHashSet<>();
        split(query, false, terms);
        return terms;
    }

    private void split(String text, boolean indexed, Set<String> terms) {
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
    private void beginnings(int[] characters, int from, int to, boolean indexed, Set<String> terms) {
        int most = Math.min(to - from, longest);
        for (int length = indexed ? Math.min(shortest, most) : most; length <= most; length++) {
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
