package io.plumbline.reporting.report;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one currency in which amounts are wanted. What has no rate is left out: the row is then not {@code complete}, its
 * {@code unavailableReason} names the rates that are missing, and {@code unconverted} the amounts in their own currencies. What comes
 * to nothing at one rate, as an order that was taken back whole, needs none.
 *
 * @param currency ISO 4217; null leaves every amount in its own
 * @param rates of the day of booking by default
 * @param plan whose rates are meant, with {@code rates=PLAN}
 */
public record Money(
        @Parameter(description = "ISO 4217; each amount in its own by default")
        @Nullable @Pattern(regexp = "[A-Z]{3}", message = "a currency is three letters, such as CNY") String currency,

        @Parameter(description = "at which amounts are converted; of the day of booking by default") @Nullable Rates rates,

        @Parameter(description = "whose rates are meant, with rates=PLAN") @Nullable String plan) {

    @AssertTrue(message = "plan rates need a plan") public boolean isPlanNamed() {
        return rates != Rates.PLAN || plan != null;
    }
}
