package io.plumbline.goal.goals;

/** Along what a goal is split. */
public enum Dimension {
    PERIOD,
    TERRITORY,
    PRODUCT_LINE,
    SEGMENT,
    CHANNEL,
    REPRESENTATIVE
}
