package io.plumbline.activity.terms;

import io.plumbline.platform.write.Refused;
import java.math.BigDecimal;
import java.util.Currency;

/** ISO 4217 currencies, and amounts in them. */
public final class Currencies {

    private Currencies() {}

    /** @throws Refused where {@code code} is none that has a minor unit */
    public static Currency of(String field, String code) {
        return Currency.availableCurrencies()
                .filter(currency -> currency.getCurrencyCode().equals(code))
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .findAny()
                .orElseThrow(() -> Refused.invalid("known-currency", field, "no currency of ISO 4217 has this code"));
    }

    /**
     * The amount with the currency's number of decimals.
     *
     * @throws Refused where it has more decimals than the currency
     */
    public static BigDecimal amount(String field, BigDecimal amount, Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        if (amount.stripTrailingZeros().scale() > digits) {
            throw Refused.invalid(
                    "minor-unit", field, currency + " has " + digits + " decimals, and " + amount + " has more");
        }
        return amount.setScale(digits);
    }
}
