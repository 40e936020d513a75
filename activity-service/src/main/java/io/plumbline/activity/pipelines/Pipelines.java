package io.plumbline.activity.pipelines;

import io.plumbline.platform.write.command.CommandRejected;

/** The pipelines that opportunities proceed along. */
public interface Pipelines {

    /**
     * The newest version.
     *
     * @throws CommandRejected where there is no such pipeline
     */
    Pipeline newest(String pipeline);

    /** A version that an opportunity was opened under; it is always there. */
    Pipeline version(String pipeline, int version);
}
