package io.plumbline.goal.territories;

/** {@code KEY} where the potential is high. */
public enum Priority {
    KEY,
    NORMAL
}
