package io.plumbline.goal.values;

/** How long texts may be, in characters. */
public final class Limits {

    public static final int NAME = 200;
    public static final int SUBJECT = 100;
    public static final int TEXT = 10_000;

    private Limits() {}
}
