package io.plumbline.platform.intake;

/** Another instance has moved a partition's offset: this one no longer owns it and has applied nothing. */
public final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FencedException(Shard shard, long expected, long found) {
        super(shard + " was expected at offset " + expected + " and stands at " + found);
    }
}
