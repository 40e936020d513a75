package io.plumbline.activity.pipelines;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of a pipeline's events; {@code contract/} holds one message of each. */
@EventNames("pipeline")
sealed interface PublishedPipelineEvent {

    /** {@code lenient}: exit templates of stages that are skipped need not be filled in; null means not. */
    @Revision("1")
    record PipelineDefined(
            String pipeline,
            int version,
            List<Stage> stages,
            @Nullable Boolean lenient,
            Instant occurredAt) implements PublishedPipelineEvent {}
}
