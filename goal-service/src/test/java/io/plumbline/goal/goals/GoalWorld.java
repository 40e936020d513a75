package io.plumbline.goal.goals;

import io.plumbline.goal.plans.PlanOutline;
import io.plumbline.goal.plans.Plans;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.PlanId;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Goals on Axon in memory: for what takes more than one of them. What rules look up is replayed from the events. */
final class GoalWorld implements Goals, AutoCloseable {

    private final Map<PlanId, PlanOutline> plans = new HashMap<>();
    private final Configuration axon;

    GoalWorld(Instant now) {
        axon = DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(c -> new InMemoryEventStorageEngine())
                .configureAggregate(Goal.class)
                .registerComponent(Clock.class, c -> Clock.fixed(now, ZoneOffset.UTC))
                .registerComponent(Territories.class, c -> GoalSamples.territories())
                .registerComponent(Plans.class, c -> new Plans() {
                    @Override
                    public @Nullable PlanOutline find(PlanId planId) {
                        return plans.get(planId);
                    }
                })
                .registerComponent(Goals.class, c -> this)
                .registerComponent(Children.class, ChildrenInUnitOfWork::new)
                .configureCorrelationDataProviders(c -> List.of(new SimpleCorrelationDataProvider("actor")))
                .registerComponent(ClosingPolicy.class, c -> new ClosingPolicy(Duration.ofDays(5)))
                .registerComponent(SmartPolicy.class, c -> new SmartPolicy(new BigDecimal("0.50")))
                .start();
    }

    void plan(PlanOutline plan) {
        plans.put(plan.planId(), plan);
    }

    /** Carries a command out, or throws what refused it. */
    void send(Actor actor, GoalCommand command) {
        try {
            axon.commandGateway().sendAndWait(new GenericCommandMessage<>(command, MetaData.from(actor.asMetaData())));
        } catch (CommandExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    void send(GoalCommand command) {
        send(GoalSamples.LENA, command);
    }

    List<GoalEvent> events(GoalId goalId) {
        return axon.eventStore()
                .readEvents(goalId.value())
                .asStream()
                .map(DomainEventMessage::getPayload)
                .map(GoalEvent.class::cast)
                .toList();
    }

    /** The goal as its events make it. */
    Goal replay(GoalId goalId) {
        return replay(goalId, event -> event);
    }

    /** The goal as its events make it, once the store has given them back. */
    Goal replay(GoalId goalId, UnaryOperator<GoalEvent> stored) {
        Goal goal = new Goal();
        axon.eventStore()
                .readEvents(goalId.value())
                .asStream()
                .forEach(message -> goal.on(stored.apply((GoalEvent) message.getPayload()), (String)
                        message.getMetaData().get("actor")));
        return goal;
    }

    /** The goal as the repository has it, which is what its commands meet. */
    Goal current(GoalId goalId) {
        Goal[] loaded = new Goal[1];
        DefaultUnitOfWork.startAndGet(null)
                .execute(() -> axon.repository(Goal.class).load(goalId.value()).execute(goal -> loaded[0] = goal));
        return loaded[0];
    }

    BigDecimal target(GoalId goalId) {
        return Objects.requireNonNull(replay(goalId).definition().target());
    }

    @Override
    public @Nullable GoalDefinition definition(GoalId goalId) {
        return events(goalId).isEmpty() ? null : replay(goalId).definition();
    }

    @Override
    public Set<GoalId> childrenThatAreOver(GoalId parentId, LocalDate endedBefore) {
        return replay(parentId).decompositions().stream()
                .flatMap(split -> split.allotments().stream())
                .map(Allotment::goalId)
                .filter(child -> replay(child).status().isOver()
                        || Objects.requireNonNull(replay(child).definition().period())
                                .to()
                                .isBefore(endedBefore))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
