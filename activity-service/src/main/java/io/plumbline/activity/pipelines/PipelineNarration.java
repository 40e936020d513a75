package io.plumbline.activity.pipelines;

import io.plumbline.platform.write.history.Narration;
import org.springframework.stereotype.Component;

@Component
class PipelineNarration implements Narration<PipelineEvent> {

    @Override
    public Class<PipelineEvent> domainEvents() {
        return PipelineEvent.class;
    }

    @Override
    public Told tell(PipelineEvent event) {
        return Told.of(
                switch (event) {
                    case PipelineEvent.PipelineDefined e ->
                        "version " + e.version() + " was defined with the stages "
                                + e.stages().stream().map(Stage::key).toList();
                },
                event.occurredAt());
    }
}
