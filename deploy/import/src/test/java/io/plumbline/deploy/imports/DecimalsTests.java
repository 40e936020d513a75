package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTests {

    private static final Decimals GERMAN = new Decimals(new Mapping.Numbers(",", "."));
    private static final Decimals ENGLISH = new Decimals(new Mapping.Numbers(".", ","));
    private static final Decimals PLAIN = new Decimals(Mapping.Numbers.PLAIN);

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "512,77 512.77",
                "1.234.567,89 1234567.89",
                "19.234,56 19234.56",
                "12,5 12.5",
                ",5 0.5",
                "1234567,8 1234567.8"
            })
    void aCommaMayBeTheDecimalSign(String text, String expected) throws Faulty {
        assertThat(GERMAN.read(text, false, "EUR", "amount")).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512.77", "1,234.56", "1.23", ".5", "1.2345", "1.234.56", "12345.678", "1,5.000", "5,"})
    void signsInOtherPlacesMakeNoNumber(String text) {
        assertThatThrownBy(() -> GERMAN.read(text, false, "EUR", "amount")).isInstanceOf(Faulty.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "512,77",
                "1,5",
                "1.234,56",
                "5,",
                "1,2345",
                "12,34",
                "1 200.50",
                "0x10",
                "Infinity",
                "12%",
                "12万",
                "1'000",
                "1,200.-",
                "5²",
                "--5",
                "",
                "-",
                "1,200\u00A0300",
                "1e",
                "(500)"
            })
    void whatIsNoNumberIsRefused(String text) {
        assertThatThrownBy(() -> ENGLISH.read(text, false, "CNY", "amount"))
                .isInstanceOfSatisfying(
                        Faulty.class,
                        faulty -> assertThat(faulty.fault().rule()).isEqualTo("number"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1,200.50|1200.5",
                "¥1,200|1200",
                "￥1,200|1200",
                "1,200.50 CNY|1200.5",
                "CNY 7|7",
                "cny 7|7",
                "500 元|500",
                "RMB500|500",
                "1\u00A0200.50|1200.5",
                "1\u202F200\u202F300|1200300",
                "¥\u00A01,200|1200",
                "１２３|123",
                "１，２００|1200",
                "1e3|1000",
                "1.23457E+11|123457000000",
                "+5|5",
                "-5|-5",
                "\u22125|-5",
                "-¥5|-5",
                "¥-5|-5",
                ".5|0.5"
            })
    void signsAndCodesOfTheRowsOwnCurrencyAreRead(String text, String expected) throws Faulty {
        assertThat(ENGLISH.read(text, false, "CNY", "amount")).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$1,200.50",
                "$ 1200",
                "€ 1,200.50",
                "1,200.50 €",
                "1,200.50\u00A0€",
                "US$ 500",
                "-$500",
                "500 USD",
                "eur 5"
            })
    void thoseOfAnotherCurrencyAreRefused(String text) {
        assertThatThrownBy(() -> ENGLISH.read(text, false, "CNY", "amount"))
                .isInstanceOfSatisfying(
                        Faulty.class,
                        faulty -> assertThat(faulty.fault())
                                .isEqualTo(new Fault(
                                        "amount",
                                        "currency",
                                        "'%s' is not in the currency of its row, CNY".formatted(text))));
    }

    @ParameterizedTest
    @CsvSource({"USD, $5", "USD, US$5", "CAD, $5", "EUR, 5 €", "GBP, £5", "JPY, ¥5", "JPY, ￥5", "INR, ₹5", "CHF, CHF 5"
    })
    void aCurrencyIsCalledAsItIsWherePeoplePayWithIt(String currency, String text) throws Faulty {
        assertThat(ENGLISH.read(text, false, currency, "amount")).isEqualByComparingTo("5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"€5", "5 CNY"})
    void aNumberThatIsNoMoneyHasNoCurrency(String text) {
        assertThatThrownBy(() -> ENGLISH.read(text, false, null, "quantity"))
                .isInstanceOfSatisfying(
                        Faulty.class,
                        faulty -> assertThat(faulty.fault().rule()).isEqualTo("number"));
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "1.234, 1.234", "'1,5', 1.5", "1E3, 1000"})
    void theMappingsOwnNumbersAreWrittenAsYamlDoes(String text, String expected) throws Faulty {
        assertThat(GERMAN.read(text, true, null, "amount")).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,200", "1e31", "1e-31", "1234567890123456789012345678901"})
    void nothingIsGuessedAndNothingIsTooLong(String text) {
        assertThatThrownBy(() -> PLAIN.read(text, false, null, "amount")).isInstanceOf(Faulty.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1,200 | '1,200' is no number where the decimal sign is '.' and nothing groups digits",
                "many | 'many' is no number"
            })
    void howNumbersAreWrittenIsSaidWhereItMayBeThat(String text, String said) {
        assertThatThrownBy(() -> PLAIN.read(text, false, null, "amount")).hasMessage(said);
    }
}
