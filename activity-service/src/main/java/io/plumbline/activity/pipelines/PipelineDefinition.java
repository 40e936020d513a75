package io.plumbline.activity.pipelines;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.OccurredAt;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The versions of one pipeline, numbered without gaps. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class PipelineDefinition {

    @AggregateIdentifier
    private String id;

    private int version;

    /** Keeps a name apart from the ids of other aggregates, which share one store. */
    static String aggregateId(String pipeline) {
        return "pipeline-" + pipeline;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PipelineCommand.DefinePipeline command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireSalesOps();
        int builtIn = command.pipeline().equals(Pipeline.DEFAULT) ? Pipeline.FIRST_DEFAULT.version() : 0;
        Pipeline next =
                new Pipeline(command.pipeline(), Math.max(version, builtIn) + 1, command.stages(), command.lenient());
        apply(new PipelineEvent.PipelineDefined(
                next.pipeline(),
                next.version(),
                next.stages(),
                next.lenient(),
                OccurredAt.of(command.occurredAt(), clock)));
    }

    @EventSourcingHandler
    void on(PipelineEvent event) {
        switch (event) {
            case PipelineEvent.PipelineDefined e -> {
                id = aggregateId(e.pipeline());
                version = e.version();
            }
        }
    }
}
