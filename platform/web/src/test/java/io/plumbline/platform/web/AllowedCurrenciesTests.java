package io.plumbline.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedCurrenciesTests {

    private final AllowedCurrencies usual = new AllowedCurrencies(List.of());

    @ParameterizedTest
    @ValueSource(strings = {"CNY", "USD", "EUR", "GBP", "JPY", "INR", "ISK", "KWD", "CHF", "XAF", "XOF", "XPF", "SEK"})
    void whatACountryPaysWithIsAllowed(String code) {
        assertThat(usual.of(code)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XAU", "XAG", "XDR", "XTS", "XXX", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "DEM", "FRF", "abc", ""
            })
    void metalsFundsTestsAndBygoneOnesAreNot(String code) {
        assertThat(usual.of(code)).isEmpty();
        assertThat(usual.refusal(code)).contains("'" + code + "'", "plumbline.currencies");
    }

    @Test
    void theSettingSaysWhichAreAllowed() {
        AllowedCurrencies two = new AllowedCurrencies(List.of("CNY", "CLF"));
        assertThat(two.of("CLF")).isPresent();
        assertThat(two.of("EUR")).isEmpty();
        assertThat(two.refusal("CNX")).contains("did you mean 'CNY'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EURO", "cny", "XAU", "XTS"})
    void aSettingThatNamesNoCurrencyIsRefused(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AllowedCurrencies(List.of("CNY", code)))
                .withMessageContaining(code);
    }
}
