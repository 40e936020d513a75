package io.plumbline.deploy.imports;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as a mapping says that they are written, exactly: what groups digits stands before three of them and before
 * the decimal sign, and what stands around the number is the sign or the code of the row's own currency.
 */
final class Decimals {

    private static final int DIGITS = 30;

    /** Spaces that don't break a line: where they stand between digits, they can only group them. */
    private static final String SPACES = "\\u00A0\\u2007\\u2009\\u202F";

    private static final Pattern PLAIN = Pattern.compile("[-+]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][-+]?\\d+)?");

    /** What a currency is called at home, besides what the Java platform knows. */
    private static final Map<String, List<String>> ALSO_CALLED =
            Map.of("CNY", List.of("RMB", "元", "人民币"), "JPY", List.of("円"), "INR", List.of("RS", "RS."));

    private static final Map<String, Set<String>> SIGNS = new ConcurrentHashMap<>();

    private static final Pattern DIGITS_AND_SIGNS = Pattern.compile(".*\\d.*[., '\u2019].*\\d.*|.*[.,]\\d.*");

    private final Mapping.Numbers numbers;
    private final Pattern written;

    Decimals(Mapping.Numbers numbers) {
        this.numbers = numbers;
        String grouping = numbers.grouping() == null ? "" : numbers.grouping();
        String signs = switch (grouping) {
            case "" -> "[" + SPACES + "]";
            case " " -> "[ " + SPACES + "]";
            case "'", "\u2019" -> "['\u2019" + SPACES + "]";
            default -> "(?:[" + SPACES + "]|" + Pattern.quote(grouping) + ")";
        };
        String whole = "\\d{1,3}(?<group>%s)\\d{3}(?:\\k<group>\\d{3})*|\\d+".formatted(signs);
        written =
                Pattern.compile("(?<sign>[-+\u2212]?)(?<before>[^\\d\\s\\p{Z}]{1,8}?)??[\\s\\p{Z}]*(?<inner>[-\u2212]?)"
                        + "(?<whole>%s)?(?:%s(?<part>\\d+))?(?<exponent>[eE][-+]?\\d+)?"
                                .formatted(whole, Pattern.quote(numbers.decimal()))
                        + "[\\s\\p{Z}]*(?<after>[^\\d\\s\\p{Z}]{1,8})?");
    }

    /**
     * The number.
     *
     * @param own whether the text is the mapping's own, which writes numbers as YAML does
     * @param currency that its sign or code may belong to; null where it may have none
     * @param place for what is wrong
     */
    BigDecimal read(String text, boolean own, @Nullable String currency, String place) throws Faulty {
        if (own && PLAIN.matcher(text).matches()) {
            return bounded(text, text, place);
        }
        String plain = narrow(text);
        Matcher number = written.matcher(plain);
        if (!number.matches()
                || number.group("whole") == null && number.group("part") == null
                || !number.group("sign").isEmpty() && !number.group("inner").isEmpty()) {
            throw noNumber(text, place);
        }
        requireOwn(number.group("before"), currency, text, place);
        requireOwn(number.group("after"), currency, text, place);
        String sign = (number.group("sign") + number.group("inner")).replace('\u2212', '-');
        String whole =
                number.group("whole") == null ? "0" : number.group("whole").replaceAll("\\D", "");
        String part = number.group("part") == null ? "" : "." + number.group("part");
        String exponent = number.group("exponent") == null ? "" : number.group("exponent");
        return bounded(sign + whole + part + exponent, text, place);
    }

    private BigDecimal bounded(String plain, String text, String place) throws Faulty {
        try {
            BigDecimal number = new BigDecimal(plain).stripTrailingZeros();
            if (plain.length() > DIGITS || Math.abs(number.scale()) > DIGITS) {
                throw noNumber(text, place);
            }
            return number.scale() < 0 ? number.setScale(0) : number;
        } catch (NumberFormatException e) {
            throw noNumber(text, place);
        }
    }

    private void requireOwn(@Nullable String around, @Nullable String currency, String text, String place)
            throws Faulty {
        if (around == null || currency != null && signs(currency).contains(around.toUpperCase(Locale.ROOT))) {
            return;
        }
        boolean foreign = around.codePoints().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL)
                || isCode(around.toUpperCase(Locale.ROOT));
        if (currency == null || !foreign) {
            throw noNumber(text, place);
        }
        throw new Faulty(place, "currency", "'%s' is not in the currency of its row, %s".formatted(text, currency));
    }

    private static boolean isCode(String text) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(any -> any.getCurrencyCode().equals(text));
    }

    /** What a currency is called where people pay with it; "$" is the sign of several. */
    private static Set<String> signs(String code) {
        return SIGNS.computeIfAbsent(code, Decimals::signsOf);
    }

    private static Set<String> signsOf(String code) {
        Set<String> signs = new HashSet<>(ALSO_CALLED.getOrDefault(code, List.of()));
        signs.add(code);
        if (isCode(code)) {
            Currency currency = Currency.getInstance(code);
            for (Locale locale : List.of(Locale.ROOT, Locale.ENGLISH, Locale.CHINA)) {
                signs.add(currency.getSymbol(locale));
            }
            for (Locale locale : Locale.getAvailableLocales()) {
                if (isPaidIn(locale, currency)) {
                    signs.add(currency.getSymbol(locale));
                }
            }
        }
        return signs.stream()
                .map(sign -> narrow(sign).toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isPaidIn(Locale locale, Currency currency) {
        try {
            return !locale.getCountry().isEmpty() && currency.equals(Currency.getInstance(locale));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Faulty noNumber(String text, String place) {
        String how = DIGITS_AND_SIGNS.matcher(text).matches()
                ? " where the decimal sign is '%s' and %s"
                        .formatted(
                                numbers.decimal(),
                                numbers.grouping() == null
                                        ? "nothing groups digits"
                                        : "'%s' groups three digits".formatted(numbers.grouping()))
                : "";
        return new Faulty(place, "number", "'%s' is no number%s".formatted(text, how));
    }

    /** With digits, signs and letters as ASCII has them, where they were typed in full width or in another script. */
    private static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                narrow.append(digit);
            } else if (c >= 0xFF01 && c <= 0xFF5E) {
                narrow.appendCodePoint(c - 0xFEE0);
            } else {
                switch (c) {
                    case 0xFFE0 -> narrow.append('\u00A2');
                    case 0xFFE1 -> narrow.append('\u00A3');
                    case 0xFFE5 -> narrow.append('\u00A5');
                    case 0xFFE6 -> narrow.append('\u20A9');
                    default -> narrow.appendCodePoint(c);
                }
            }
        });
        return narrow.toString();
    }
}
