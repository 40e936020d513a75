package io.plumbline.activity.pipelines;

import io.plumbline.platform.write.store.Publication;
import org.springframework.stereotype.Component;

@Component
class PipelinePublication implements Publication<PipelineEvent> {

    @Override
    public Class<PipelineEvent> domainEvents() {
        return PipelineEvent.class;
    }

    @Override
    public PublishedPipelineEvent publish(PipelineEvent event) {
        return switch (event) {
            case PipelineEvent.PipelineDefined e ->
                new PublishedPipelineEvent.PipelineDefined(
                        e.pipeline(), e.version(), e.stages(), e.lenient(), e.occurredAt());
        };
    }
}
