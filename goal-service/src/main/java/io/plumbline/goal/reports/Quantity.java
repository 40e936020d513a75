package io.plumbline.goal.reports;

/** What the reports measure of a scope in any period, and where they answer it. */
public enum Quantity {
    SALES_AMOUNT("sales", "salesAmount", true),
    GROSS_PROFIT("sales", "grossProfit", true),
    AVERAGE_ORDER_VALUE("sales", "averageOrderValue", true),
    UNITS("sales", "units", false),
    NEW_CUSTOMERS("customers", "won", false),
    ACTIVE_CUSTOMERS("customers", "active", false);

    final String report;
    final String field;
    final boolean money;

    Quantity(String report, String field, boolean money) {
        this.report = report;
        this.field = field;
        this.money = money;
    }
}
