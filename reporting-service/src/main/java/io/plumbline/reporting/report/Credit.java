package io.plumbline.reporting.report;

/** To which territories, and to whom, what happened belongs. */
public enum Credit {
    /** To those of the entry, and to what its territory stood below on its day. */
    ORIGINAL,
    /** To those that the customer has at asOf, in the tree of asOf. */
    CURRENT
}
