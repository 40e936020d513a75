package io.plumbline.platform.web;

import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The currencies in which amounts may be entered: those of the setting {@code plumbline.currencies}, by default every one that
 * is the currency of a country today. Codes for metals, funds, tests and bygone currencies are left out, because no rates are
 * kept for them, and one amount without a rate leaves a converted report incomplete. What is stored in others is still read.
 */
public final class AllowedCurrencies {

    private final Map<String, Currency> byCode = new HashMap<>();

    /**
     * @param codes ISO 4217; empty for the default
     * @throws IllegalArgumentException where a code is none
     */
    public AllowedCurrencies(Collection<String> codes) {
        Set<Currency> all = Currency.getAvailableCurrencies();
        for (String code : codes) {
            Currency currency = all.stream()
                    .filter(each -> each.getCurrencyCode().equals(code) && each.getDefaultFractionDigits() >= 0)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "plumbline.currencies names '" + code + "', which is no currency of ISO 4217"));
            byCode.put(code, currency);
        }
        if (codes.isEmpty()) {
            for (String country : Locale.getISOCountries()) {
                // null for the few territories that have none
                Currency currency = Currency.getInstance(Locale.of("", country));
                if (currency != null) {
                    byCode.put(currency.getCurrencyCode(), currency);
                }
            }
        }
    }

    /** The currency of a code; empty where amounts may not be entered in it. */
    public Optional<Currency> of(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** Why a code is refused, in one sentence with the nearest one that is allowed. */
    public String refusal(String code) {
        String nearest = Nearest.to(code, List.copyOf(byCode.keySet())).orElseThrow();
        return "amounts are not entered in '" + code + "' here; did you mean '" + nearest
                + "'? The setting plumbline.currencies says which are allowed";
    }
}
