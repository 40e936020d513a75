package io.plumbline.platform.write.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Axon's event store, which remembers what a transaction has read of an aggregate, for the read side, and finds what the
 * transaction has already said of it by the aggregate's id. Axon compares all
 * that was said with each other and looks through it, at each command: of hundreds in one transaction, that is most of the work.
 */
final class StagedEvents extends EmbeddedEventStore implements AggregateEvents {

    /** Unit-of-work resource of the root: events by aggregate, as they were read last. */
    private static final String READ = StagedEvents.class.getName() + ".read";

    private static final String STAGED = StagedEvents.class.getName() + ".staged";

    StagedEvents(Builder builder) {
        super(builder);
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier) {
        DomainEventStream events = super.readEvents(aggregateIdentifier);
        if (!CurrentUnitOfWork.isStarted()) {
            return events;
        }
        List<DomainEventMessage<?>> read = new ArrayList<>();
        readIn(CurrentUnitOfWork.get()).put(aggregateIdentifier, read);
        return DomainEventStream.of(events.asStream().peek(read::add), events::getLastSequenceNumber);
    }

    private static Map<String, List<DomainEventMessage<?>>> readIn(UnitOfWork<?> work) {
        return work.root().getOrComputeResource(READ, key -> new HashMap<>());
    }

    @Override
    public List<DomainEventMessage<?>> before(String aggregateId, long sequence) {
        if (sequence == 0) {
            return List.of();
        }
        List<DomainEventMessage<?>> events =
                new ArrayList<>(readIn(CurrentUnitOfWork.get()).getOrDefault(aggregateId, List.of()));
        events.removeIf(event -> event.getSequenceNumber() >= sequence);
        long next = events.size();
        stagedDomainEventMessages(aggregateId)
                .filter(event -> event.getSequenceNumber() >= next && event.getSequenceNumber() < sequence)
                .forEach(events::add);
        if (events.size() == sequence) {
            return events;
        }
        // not all of it was read for a command of this transaction
        return super.readEvents(aggregateId)
                .asStream()
                .<DomainEventMessage<?>>map(event -> event)
                .filter(event -> event.getSequenceNumber() < sequence)
                .toList();
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
