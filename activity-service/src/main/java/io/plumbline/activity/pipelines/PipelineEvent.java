package io.plumbline.activity.pipelines;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a pipeline. */
@EventNames("pipeline")
sealed interface PipelineEvent {

    Instant occurredAt();

    /** {@code lenient} is null, for not, of versions that were defined before a pipeline could be. */
    @Revision("1")
    record PipelineDefined(
            String pipeline,
            int version,
            List<Stage> stages,
            @Nullable Boolean lenient,
            Instant occurredAt) implements PipelineEvent {}
}
