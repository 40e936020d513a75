package io.plumbline.goal.values;

import io.plumbline.platform.write.command.CommandRejected;
import java.util.Currency;

/** ISO 4217 currencies. */
public final class Currencies {

    private Currencies() {}

    /** @throws CommandRejected where {@code code} is none that has a minor unit */
    public static Currency of(String field, String code) {
        return Currency.availableCurrencies()
                .filter(currency -> currency.getCurrencyCode().equals(code))
                // Units of account without a minor unit (gold, SDR, test codes) are in the list too.
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .findAny()
                .orElseThrow(() ->
                        CommandRejected.invalid("known-currency", field, "no currency of ISO 4217 has this code"));
    }
}
