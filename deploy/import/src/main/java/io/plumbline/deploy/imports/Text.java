package io.plumbline.deploy.imports;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as people and spreadsheets write them. */
final class Text {

    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}\\uFEFF\\u200B]+|[\\s\\p{Z}\\uFEFF\\u200B]+$");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}]+");

    private Text() {}

    /** Without the spaces around it, those that do not break among them. */
    static String strip(String text) {
        if (text.isEmpty() || isVisible(text.charAt(0)) && isVisible(text.charAt(text.length() - 1))) {
            return text;
        }
        return AROUND.matcher(text).replaceAll("");
    }

    private static boolean isVisible(char c) {
        return c > ' ' && c < '\u007F' || Character.isLetterOrDigit(c);
    }

    /** Whether every character is one, and not half of a surrogate pair. */
    static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** What two spellings of one name have in common: case, width of characters and spaces make no difference. */
    static String folded(String text) {
        String same = Normalizer.normalize(strip(text), Normalizer.Form.NFKC);
        return BETWEEN.matcher(same).replaceAll(" ").toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
