package io.plumbline.activity.values;

import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** ISO 4217 currencies, and amounts in them. */
public final class Currencies {

    private static final Map<String, Currency> BY_CODE = Currency.availableCurrencies()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

    private Currencies() {}

    /** @throws CommandRejected where {@code code} is none that has a minor unit */
    public static Currency of(String field, String code) {
        Currency currency = BY_CODE.get(code);
        if (currency == null) {
            throw CommandRejected.invalid("known-currency", field, "no currency of ISO 4217 has this code");
        }
        return currency;
    }

    /**
     * The amount with the currency's number of decimals.
     *
     * @throws CommandRejected where it has more decimals than the currency
     */
    public static BigDecimal amount(String field, BigDecimal amount, Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        if (amount.stripTrailingZeros().scale() > digits) {
            throw CommandRejected.invalid(
                    "minor-unit", field, currency + " has " + digits + " decimals, and " + amount + " has more");
        }
        return amount.setScale(digits);
    }
}
