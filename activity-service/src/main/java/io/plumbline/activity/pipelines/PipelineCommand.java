package io.plumbline.activity.pipelines;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a pipeline. {@code occurredAt} is null for now. */
sealed interface PipelineCommand {

    /** Adds a version; the first where there is none. */
    record DefinePipeline(
            @TargetAggregateIdentifier String aggregateId,
            String pipeline,
            List<Stage> stages,
            boolean lenient,
            @Nullable Instant occurredAt)
            implements PipelineCommand {}
}
