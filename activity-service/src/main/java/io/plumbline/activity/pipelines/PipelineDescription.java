package io.plumbline.activity.pipelines;

import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class PipelineDescription implements EventDescription<PipelineEvent> {

    @Override
    public Class<PipelineEvent> domainEvents() {
        return PipelineEvent.class;
    }

    @Override
    public Sentence tell(PipelineEvent event) {
        return Sentence.of(
                switch (event) {
                    case PipelineEvent.PipelineDefined e ->
                        "version " + e.version() + " was defined with the stages "
                                + e.stages().stream().map(Stage::key).toList();
                },
                event.occurredAt());
    }
}
