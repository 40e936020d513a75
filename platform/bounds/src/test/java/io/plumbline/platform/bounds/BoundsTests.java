package io.plumbline.platform.bounds;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u0001", "\uFFFE", "华东", "\uD83D\uDE00", "\u202Eright to left", "👨‍👩‍👧‍👦"})
    void aTextOfWholeCharactersIsAText(String text) {
        assertThat(Bounds.text(text)).isEqualTo(text);
        assertThat(Bounds.readable(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\uD83D", "a\uD800b", "\uDC00", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"})
    void aTextHasNoNulAndNoHalfOfAPair(String text) {
        assertThatExceptionOfType(OutOfBounds.class)
                .isThrownBy(() -> Bounds.text(text))
                .extracting(OutOfBounds::rule)
                .isEqualTo("characters");
        assertThat(Bounds.text(Bounds.readable(text))).hasSameSizeAs(text).contains("\uFFFD");
    }

    @Test
    void aTextIsBlankWhereItShowsNothing() {
        assertThat(Bounds.isBlank(" \t\u00A0\u2003\u3000\u200B\uFEFF\u0007")).isTrue();
        assertThat(Bounds.isBlank(" \u00A0.")).isFalse();
        assertThat(Bounds.length("\uD83D\uDE00".repeat(3))).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0e1000000",
                "0e-1000000",
                "1.50",
                "-9999999999999999999999.999999999999999999",
                "1e21",
                "1e-18",
                "1.5000000000000000000000000000000000000000"
            })
    void aNumberWithinTheDigitsKeepsItsValue(String number) {
        BigDecimal kept = Bounds.number(new BigDecimal(number));

        assertThat(kept).isEqualByComparingTo(number);
        assertThat(kept.toPlainString()).hasSizeLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e22", "-1e22", "1e1000000", "1e2147483647", "1e-19", "1e-1000000", "1.0000000000000000001"})
    void aNumberBeyondTheDigitsIsRefusedWithoutBeingExpanded(String number) {
        BigDecimal beyond = new BigDecimal(number);

        assertTimeoutPreemptively(
                ofSeconds(1),
                () -> assertThatExceptionOfType(OutOfBounds.class)
                        .isThrownBy(() -> Bounds.number(beyond))
                        .extracting(OutOfBounds::rule)
                        .isEqualTo("digits"));
    }

    @Test
    void aWholeNumberHasTheSameDigits() {
        BigInteger limit = BigInteger.TEN.pow(Bounds.INTEGER_DIGITS);

        assertThat(Bounds.number(limit.subtract(BigInteger.ONE))).isEqualTo("9999999999999999999999");
        assertThatExceptionOfType(OutOfBounds.class).isThrownBy(() -> Bounds.number(limit.negate()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-12-31T16:00:00Z",
                "-5000-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "0999-12-31T23:59:59Z",
                "9000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z"
            })
    void anInstantLiesInYearsThatEveryZoneAndStoreHas(String instant) {
        assertThatExceptionOfType(OutOfBounds.class)
                .isThrownBy(() -> Bounds.instant(Instant.parse(instant)))
                .extracting(OutOfBounds::rule)
                .isEqualTo("years");
    }

    @Test
    void daysMonthsAndYearsLieInThoseYearsToo() {
        assertThat(Bounds.instant(Instant.parse("1000-01-01T00:00:00Z"))).isNotNull();
        assertThat(Bounds.day(Bounds.LAST_DAY)).isEqualTo("8999-12-31");
        assertThatExceptionOfType(OutOfBounds.class).isThrownBy(() -> Bounds.day(LocalDate.MAX));
        assertThatExceptionOfType(OutOfBounds.class).isThrownBy(() -> Bounds.day(LocalDate.of(999, 12, 31)));
        assertThatExceptionOfType(OutOfBounds.class).isThrownBy(() -> Bounds.month(YearMonth.of(9000, 1)));
        assertThatExceptionOfType(OutOfBounds.class).isThrownBy(() -> Bounds.year(999_999_999));
    }
}
