package io.plumbline.customer.tiers;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.platform.access.Authority;
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
import org.jspecify.annotations.Nullable;

/** The policies of one territory, or the defaults, in their versions. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class PublishedPolicies {

    private static final String ID_PREFIX = "tierpolicy-";
    private static final String DEFAULT_ID = ID_PREFIX + "default";

    @AggregateIdentifier
    private String id;

    private int newest;

    /** @param territory null for the default of all */
    static String aggregateId(@Nullable String territory) {
        // codes are in capitals, so that no territory is called as the default is
        return territory == null ? DEFAULT_ID : ID_PREFIX + territory;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            TierPolicyCommand.PublishPolicy command,
            Clock clock,
            Actor actor,
            Territories territories,
            TierPolicies policies) {
        Authority authority = territories.authority(actor);
        if (command.territory() == null) {
            authority.requireSalesOps();
        } else {
            authority.requireManagement(command.territory());
            territories.requireKnown("territory", command.territory());
        }
        policies.awaitDecisions();
        apply(new TierPolicyEvent.PolicyPublished(
                command.territory(), newest + 1, command.terms(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(TierPolicyCommand.PublishBuiltIn command, Clock clock) {
        if (newest == 0) {
            TierPolicy builtIn = TierPolicy.FIRST_DEFAULT;
            apply(new TierPolicyEvent.PolicyPublished(
                    builtIn.territory(), builtIn.version(), builtIn.terms(), clock.instant()));
        }
    }

    @EventSourcingHandler
    void on(TierPolicyEvent event) {
        switch (event) {
            case TierPolicyEvent.PolicyPublished e -> {
                id = aggregateId(e.territory());
                newest = e.version();
            }
        }
    }
}
