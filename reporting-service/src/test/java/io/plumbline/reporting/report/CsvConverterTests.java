package io.plumbline.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CsvConverterTests {

    @Test
    void whatWouldBreakALineIsQuoted() {
        assertThat(CsvConverter.cell("plain")).isEqualTo("plain");
        assertThat(CsvConverter.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvConverter.cell("say \"so\"")).isEqualTo("\"say \"\"so\"\"\"");
        assertThat(CsvConverter.cell("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(CsvConverter.cell(null)).isEmpty();
    }

    @Test
    void aNameIsNoFormulaAndANumberIsNoName() {
        assertThat(CsvConverter.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(CsvConverter.cell(new BigDecimal("-1E+3"))).isEqualTo("-1000");
    }
}
