package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Dates DATES = new Dates(List.of("M/d/yyyy", "dd.MM.yyyy HH:mm"), Locale.ENGLISH, ZONE);

    @Test
    void theFormatsOfTheMappingAreTriedInTurnAndIsoAlways() {
        assertThat(day("3/9/2017", null)).isEqualTo(LocalDate.of(2017, 3, 9));
        assertThat(day("09.03.2017 23:30", null)).isEqualTo(LocalDate.of(2017, 3, 9));
        assertThat(day("2017-03-09", null)).isEqualTo(LocalDate.of(2017, 3, 9));
        assertThat(day("2017-03-08T20:00:00Z", null)).isEqualTo(LocalDate.of(2017, 3, 9));
    }

    @Test
    void aDayBeginsInTheMappingsTimeZone() {
        assertThat(moment("3/9/2017", null)).isEqualTo(Instant.parse("2017-03-08T16:00:00Z"));
        assertThat(moment("09.03.2017 08:00", null)).isEqualTo(Instant.parse("2017-03-09T00:00:00Z"));
        assertThat(moment("2017-03-09T08:00:00+01:00", null)).isEqualTo(Instant.parse("2017-03-09T07:00:00Z"));
        assertThat(moment("2017-07-09T08:00:00+02:00[Europe/Berlin]", null))
                .isEqualTo(Instant.parse("2017-07-09T06:00:00Z"));
        assertThat(moment("2017-07-09 08:00 Europe/Berlin", "yyyy-MM-dd HH:mm VV"))
                .isEqualTo(Instant.parse("2017-07-09T06:00:00Z"));
        assertThat(moment("08:00", "HH:mm")).isNull();
    }

    @Test
    void aFieldsOwnFormatIsTheOnlyOne() {
        assertThat(day("09年03月2017", "dd年MM月yyyy")).isEqualTo(LocalDate.of(2017, 3, 9));
        assertThat(day("3/9/2017", "yyyyMMdd")).isNull();
    }

    @Test
    void thereIsNoThirtiethOfFebruary() {
        assertThat(day("2/30/2017", null)).isNull();
        assertThat(moment("2017-02-30", null)).isNull();
        assertThat(day("tomorrow", null)).isNull();
    }

    @Test
    void whatIsNoFormatIsNamed() {
        assertThatThrownBy(() -> Dates.requireFormat("bogus", Locale.ENGLISH, () -> "map.yaml, dates"))
                .isInstanceOf(ImportFailure.class)
                .hasMessageStartingWith("map.yaml, dates: bogus is no date format");
    }

    @Test
    void aDayBeginsWhereItsTerritoryIs() {
        ZoneId london = ZoneId.of("Europe/London");
        Temporal day = Objects.requireNonNull(DATES.read("2024-04-01", null));
        assertThat(DATES.moment(day, london)).isEqualTo(Instant.parse("2024-03-31T23:00:00Z"));
        Temporal moment = Objects.requireNonNull(DATES.read("2024-03-31T23:30:00Z", null));
        assertThat(DATES.day(moment, london)).isEqualTo(LocalDate.of(2024, 4, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | dd-MMM-yyyy    | 05-MAR-2024        | 2024-03-05
            en | MMM d, yyyy    | Sept 5, 2023       | 2023-09-05
            en | MMM d, yyyy    | sep 5, 2023        | 2023-09-05
            en | M/d/yyyy h:mm a| 3/5/2024 2:33 pm   | 2024-03-05T14:33
            en | M/d/yyyy h:mm a| 3/5/2024 2:33 PM | 2024-03-05T14:33
            de | d. MMMM yyyy   | 5. März 2024       | 2024-03-05
            fr | d MMMM yyyy    | 5 août 2024        | 2024-08-05
            zh | yyyy年M月d日   | 2024年3月5日       | 2024-03-05
            en | excel          | 45356              | 2024-03-05
            en | excel          | 45356.6063         | 2024-03-05T14:33:04
            en | excel          | 1                  | 1900-01-01
            en | excel          | 59                 | 1900-02-28
            en | excel          | 61                 | 1900-03-01
            en | excel-1904     | 43894              | 2024-03-05
            en | epoch-seconds  | 1709632800         | 2024-03-05T10:00Z
            en | epoch-millis   | 1709632800123      | 2024-03-05T10:00:00.123Z
            """)
    void datesAreReadInManySpellings(String language, String format, String text, String expected) {
        Dates dates = new Dates(List.of(), Locale.forLanguageTag(language), ZONE);
        assertThat(dates.read(text, format)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"excel, 60", "excel, -1", "excel, 2958466", "excel, 2024-03-05", "epoch-seconds, 1e9"})
    void whatNoSystemWritesIsNoDate(String format, String text) {
        assertThat(DATES.read(text, format)).isNull();
    }

    @Test
    void formatsThatReadOneTextAsTwoDaysAreFound() {
        assertThat(Dates.ambiguity(List.of("M/d/yyyy", "d/M/yyyy"), Locale.ENGLISH))
                .isEqualTo("'2/3/2001' is 2001-02-03 as M/d/yyyy and 2001-03-02 as d/M/yyyy");
        assertThat(Dates.ambiguity(List.of("yyyy-dd-MM"), Locale.ENGLISH)).endsWith("as ISO");
        assertThat(Dates.ambiguity(List.of("d/M/yy", "yy/M/d"), Locale.ENGLISH)).isNotNull();
        assertThat(Dates.ambiguity(List.of("epoch-seconds", "epoch-millis"), Locale.ENGLISH))
                .isNotNull();
        assertThat(Dates.ambiguity(
                        List.of(
                                "yyyy-MM-dd HH:mm",
                                "yyyy-MM-dd HH:mm:ss",
                                "yyyy/M/d H:mm",
                                "yyyy/M/d",
                                "d.M.yyyy",
                                "excel"),
                        Locale.ENGLISH))
                .isNull();
    }

    private static @Nullable LocalDate day(String value, @Nullable String format) {
        Temporal read = DATES.read(value, format);
        return read == null ? null : DATES.day(read, ZONE);
    }

    private static @Nullable Instant moment(String value, @Nullable String format) {
        Temporal read = DATES.read(value, format);
        return read == null ? null : DATES.moment(read, ZONE);
    }
}
