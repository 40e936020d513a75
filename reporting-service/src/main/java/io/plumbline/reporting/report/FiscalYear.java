package io.plumbline.reporting.report;

import java.time.LocalDate;
import java.time.Month;

/**
 * A year of accounts, named after the calendar year in which it begins.
 *
 * @param begins its first month
 */
public record FiscalYear(int year, Month begins) {

    LocalDate firstDayOf(int quarter) {
        return LocalDate.of(year, begins, 1).plusMonths(3L * (quarter - 1));
    }

    FiscalYear beginning(Month month) {
        return new FiscalYear(year, month);
    }
}
