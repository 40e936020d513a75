package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatesTests {

    private static final Dates SHANGHAI =
            new Dates(List.of("M/d/yyyy", "dd.MM.yyyy HH:mm"), ZoneId.of("Asia/Shanghai"));

    @Test
    void theFormatsOfTheMappingAreTriedInTurnAndIsoAlways() {
        assertThat(SHANGHAI.day("3/9/2017", null)).isEqualTo(LocalDate.of(2017, 3, 9));
        assertThat(SHANGHAI.day("09.03.2017 23:30", null)).isEqualTo(LocalDate.of(2017, 3, 9));
        assertThat(SHANGHAI.day("2017-03-09", null)).isEqualTo(LocalDate.of(2017, 3, 9));
        assertThat(SHANGHAI.day("2017-03-08T20:00:00Z", null)).isEqualTo(LocalDate.of(2017, 3, 9));
    }

    @Test
    void aDayBeginsInTheMappingsTimeZone() {
        assertThat(SHANGHAI.moment("3/9/2017", null)).isEqualTo(Instant.parse("2017-03-08T16:00:00Z"));
        assertThat(SHANGHAI.moment("09.03.2017 08:00", null)).isEqualTo(Instant.parse("2017-03-09T00:00:00Z"));
        assertThat(SHANGHAI.moment("2017-03-09T08:00:00+01:00", null)).isEqualTo(Instant.parse("2017-03-09T07:00:00Z"));
        assertThat(SHANGHAI.moment("2017-07-09T08:00:00+02:00[Europe/Berlin]", null))
                .isEqualTo(Instant.parse("2017-07-09T06:00:00Z"));
        assertThat(SHANGHAI.moment("2017-07-09 08:00 Europe/Berlin", "yyyy-MM-dd HH:mm VV"))
                .isEqualTo(Instant.parse("2017-07-09T06:00:00Z"));
        assertThat(SHANGHAI.moment("08:00", "HH:mm")).isNull();
    }

    @Test
    void aFieldsOwnFormatIsTheOnlyOne() {
        assertThat(SHANGHAI.day("09年03月2017", "dd年MM月yyyy")).isEqualTo(LocalDate.of(2017, 3, 9));
        assertThat(SHANGHAI.day("3/9/2017", "yyyyMMdd")).isNull();
    }

    @Test
    void thereIsNoThirtiethOfFebruary() {
        assertThat(SHANGHAI.day("2/30/2017", null)).isNull();
        assertThat(SHANGHAI.moment("2017-02-30", null)).isNull();
        assertThat(SHANGHAI.day("tomorrow", null)).isNull();
    }

    @Test
    void whatIsNoFormatIsNamed() {
        assertThatThrownBy(() -> Dates.requireFormat("bogus", () -> "map.yaml, dates"))
                .isInstanceOf(ImportFailure.class)
                .hasMessageStartingWith("map.yaml, dates: bogus is no date format");
    }
}
