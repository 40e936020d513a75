package io.plumbline.reporting.report;

/** Along what a report can be divided; each report says along which of these it can. */
public enum Dimension {
    /** Not at all. */
    ALL,
    TERRITORY,
    REPRESENTATIVE,
    CHANNEL,
    SOURCE,
    PRODUCT_LINE,
    PRODUCT,
    CUSTOMER,
    SEGMENT,
    INDUSTRY,
    TIER,
    LIFECYCLE,
    KIND,
    STATUS,
    LOST_REASON,
    COMPETITOR,
    STAGE,
    MONTH
}
