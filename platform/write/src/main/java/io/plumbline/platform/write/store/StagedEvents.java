package io.plumbline.platform.write.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Axon's event store, which finds what a transaction has already said of an aggregate by the aggregate's id. Axon compares all
 * that was said with each other and looks through it, at each command: of hundreds in one transaction, that is most of the work.
 */
final class StagedEvents extends EmbeddedEventStore {

    private static final String STAGED = StagedEvents.class.getName() + ".staged";

    StagedEvents(Builder builder) {
        super(builder);
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        super.publish(events);
        if (CurrentUnitOfWork.isStarted()) {
            Map<String, List<DomainEventMessage<?>>> staged = stagedIn(CurrentUnitOfWork.get());
            for (EventMessage<?> event : events) {
                if (event instanceof DomainEventMessage<?> ofAggregate) {
                    staged.computeIfAbsent(ofAggregate.getAggregateIdentifier(), id -> new ArrayList<>())
                            .add(ofAggregate);
                }
            }
        }
    }

    /** A unit's own; when it commits, they become its parent's, and when it is rolled back, nobody's. */
    private static Map<String, List<DomainEventMessage<?>>> stagedIn(UnitOfWork<?> work) {
        return work.getOrComputeResource(STAGED, key -> {
            Map<String, List<DomainEventMessage<?>>> staged = new HashMap<>();
            work.parent()
                    .ifPresent(parent -> work.onPrepareCommit(committed -> {
                        Map<String, List<DomainEventMessage<?>>> parents = stagedIn(parent);
                        staged.forEach((id, events) -> parents.computeIfAbsent(id, k -> new ArrayList<>())
                                .addAll(events));
                        staged.clear();
                    }));
            return staged;
        });
    }

    @Override
    protected Stream<? extends DomainEventMessage<?>> stagedDomainEventMessages(String aggregateIdentifier) {
        List<DomainEventMessage<?>> staged = new ArrayList<>();
        if (CurrentUnitOfWork.isStarted()) {
            collect(CurrentUnitOfWork.get(), aggregateIdentifier, staged);
        }
        return staged.stream();
    }

    private static void collect(UnitOfWork<?> work, String aggregateIdentifier, List<DomainEventMessage<?>> staged) {
        work.parent().ifPresent(parent -> collect(parent, aggregateIdentifier, staged));
        if (!work.isRolledBack()) {
            Map<String, List<DomainEventMessage<?>>> own = work.getOrDefaultResource(STAGED, Map.of());
            staged.addAll(own.getOrDefault(aggregateIdentifier, List.of()));
        }
    }
}
