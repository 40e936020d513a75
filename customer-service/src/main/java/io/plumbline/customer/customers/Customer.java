package io.plumbline.customer.customers;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.customer.tiers.Scores;
import io.plumbline.customer.tiers.Tier;
import io.plumbline.customer.tiers.TierPolicies;
import io.plumbline.customer.tiers.TierPolicy;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** An organisation that the business sells to, or hopes to. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Customer {

    private record Assessment(Scores scores, Evidence evidence, Instant at) {}

    private record Sharing(LocalDate from, @Nullable LocalDate to) {}

    private record TierOverride(Tier tier, String reason, Instant until) {}

    @AggregateIdentifier
    private CustomerId id;

    private CustomerProfile profile;
    private Instant registeredAt;
    private Lifecycle lifecycle;
    private Instant lifecycleSince;
    private @Nullable Assessment assessment;
    private @Nullable Tier tier;
    private @Nullable Tier computedTier;
    private @Nullable TierOverride override;
    private @Nullable CustomerId survivor;
    private final Map<String, Sharing> shared = new HashMap<>();
    private final Set<String> surveyAnswers = new HashSet<>();
    private final Map<String, Boolean> complaintsOpen = new HashMap<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(
            CustomerCommand.RegisterCustomer command,
            Clock clock,
            Actor actor,
            Territories territories,
            ExternalReferences references) {
        String territory = command.profile().territory();
        Authority authority = territories.authority(actor);
        authority.requireAssignment(territory);
        authority.requireCredit("owner", command.profile().owner(), territory);
        territories.requireKnown("territory", territory);
        register(command.customerId(), command.profile(), OccurredAt.of(command.occurredAt(), clock), references);
    }

    private static void register(
            CustomerId id, CustomerProfile profile, Instant occurredAt, ExternalReferences references) {
        requireDistinct(profile.externalReferences());
        references.claim(profile.externalReferences(), id);
        apply(new CustomerEvent.CustomerRegistered(id, profile, occurredAt));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            CustomerCommand.ImportCustomer command,
            Clock clock,
            Actor actor,
            Territories territories,
            TierPolicies policies,
            ExternalReferences references) {
        territories.authority(actor).requireSalesOps();
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        territories.requireKnown("territory", command.profile().territory());
        if (id == null) {
            register(command.customerId(), command.profile(), occurredAt, references);
            return;
        }
        requireNotMerged();
        if (command.occurredAt() != null && !occurredAt.equals(registeredAt)) {
            throw CommandRejected.invalid(
                    "same-customer", "occurredAt", "the customer was registered at " + registeredAt);
        }
        CustomerProfile wanted = profile.extendedBy(command.profile());
        Instant changedAt = OccurredAt.of("changedAt", command.changedAt(), clock);
        if (!wanted.of(profile.owner(), profile.territory()).equals(profile)) {
            change(wanted, changedAt, references);
        }
        transfer(wanted.owner(), wanted.territory(), "as the import says", changedAt, clock, policies);
    }

    @CommandHandler
    void handle(
            CustomerCommand.ChangeProfile command,
            Clock clock,
            Actor actor,
            Territories territories,
            ExternalReferences references) {
        requireWork(actor, territories);
        requireNotMerged();
        change(command.profile(), OccurredAt.of(command.occurredAt(), clock), references);
    }

    private void change(CustomerProfile wanted, Instant occurredAt, ExternalReferences references) {
        List<ExternalReference> before = profile.externalReferences();
        List<ExternalReference> after = wanted.externalReferences();
        requireDistinct(after);
        references.release(before.stream().filter(r -> !after.contains(r)).toList());
        references.claim(after.stream().filter(r -> !before.contains(r)).toList(), id);
        apply(new CustomerEvent.ProfileChanged(id, wanted.of(profile.owner(), profile.territory()), occurredAt));
    }

    @CommandHandler
    void handle(
            CustomerCommand.AssessCustomer command,
            Clock clock,
            Actor actor,
            Territories territories,
            TierPolicies policies) {
        requireWork(actor, territories);
        requireNotMerged();
        assess(command.scores(), command.evidence(), OccurredAt.of(command.occurredAt(), clock), clock, policies);
    }

    private void assess(Scores scores, Evidence evidence, Instant at, Clock clock, TierPolicies policies) {
        boolean newest = assessment == null || !at.isBefore(assessment.at());
        apply(new CustomerEvent.CustomerAssessed(id, scores, evidence, at));
        // one that is entered late is part of the history, and the newer one still counts
        if (newest) {
            decide(TierCause.ASSESSMENT, policies.covering(profile.territory()), at, clock);
        }
    }

    @CommandHandler
    void handle(
            CustomerCommand.OverrideTier command,
            Clock clock,
            Actor actor,
            Territories territories,
            TierPolicies policies) {
        territories.authority(actor).requireManagement(profile.territory());
        requireNotMerged();
        Assessment assessed = assessment;
        if (assessed == null) {
            throw CommandRejected.state("assessed", "a customer is assessed before its tier can be overridden");
        }
        Instant at = OccurredAt.of(command.occurredAt(), clock);
        ZoneId zone = territories.tree().timeZone(profile.territory());
        if (command.lastDay().isBefore(LocalDate.ofInstant(clock.instant(), zone))) {
            throw CommandRejected.invalid("not-over", "until", command.lastDay() + " is over already");
        }
        Instant until = command.lastDay().plusDays(1).atStartOfDay(zone).toInstant();
        TierPolicy policy = policies.covering(profile.territory());
        apply(new CustomerEvent.TierChanged(
                id,
                tier,
                command.tier(),
                policy.terms().tier(assessed.scores()),
                TierCause.OVERRIDE,
                assessed.scores(),
                policy.territory(),
                policy.version(),
                command.reason(),
                until,
                at));
    }

    @CommandHandler
    void handle(CustomerCommand.EndOverride command, Clock clock, TierPolicies policies) {
        TierOverride ended = override;
        if (ended == null || ended.until().isAfter(clock.instant()) || survivor != null) {
            return;
        }
        Scores scores = Objects.requireNonNull(assessment, "only an assessed customer's tier is overridden")
                .scores();
        TierPolicy policy = policies.covering(profile.territory());
        Tier computed = policy.terms().tier(scores);
        apply(new CustomerEvent.TierChanged(
                id,
                tier,
                computed,
                computed,
                TierCause.OVERRIDE_ENDED,
                scores,
                policy.territory(),
                policy.version(),
                null,
                null,
                ended.until()));
    }

    @CommandHandler
    void handle(CustomerCommand.ApplyPolicy command, Clock clock, TierPolicies policies) {
        if (assessment != null && survivor == null) {
            decide(TierCause.POLICY, policies.covering(profile.territory()), clock.instant(), clock);
        }
    }

    /** Applies nothing where neither the tier nor the one computed changes. */
    private void decide(TierCause cause, TierPolicy policy, Instant at, Clock clock) {
        Scores scores = Objects.requireNonNull(assessment, "assessed first").scores();
        Tier computed = policy.terms().tier(scores);
        TierOverride standing = override != null && override.until().isAfter(clock.instant()) ? override : null;
        Tier decided = standing == null ? computed : standing.tier();
        if (decided != tier || computed != computedTier) {
            apply(new CustomerEvent.TierChanged(
                    id,
                    tier,
                    decided,
                    computed,
                    cause,
                    scores,
                    policy.territory(),
                    policy.version(),
                    standing == null ? null : standing.reason(),
                    standing == null ? null : standing.until(),
                    at));
        }
    }

    @CommandHandler
    void handle(CustomerCommand.RecordOrder command, Clock clock) {
        requireNotMerged();
        Instant at = OccurredAt.of(command.orderedAt(), clock);
        if (lifecycle == Lifecycle.PROSPECT) {
            changes(Lifecycle.CUSTOMER, LifecycleCause.FIRST_ORDER, null, at);
        } else if (lifecycle == Lifecycle.LOST && at.isAfter(lifecycleSince)) {
            changes(Lifecycle.REGAINED, LifecycleCause.NEW_ORDER, null, at);
        }
    }

    @CommandHandler
    void handle(CustomerCommand.DeclareLost command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        requireNotMerged();
        if (lifecycle != Lifecycle.CUSTOMER && lifecycle != Lifecycle.REGAINED) {
            throw CommandRejected.state("customer", "only a customer can be lost, and this is " + lifecycle);
        }
        changes(Lifecycle.LOST, LifecycleCause.DECLARED, command.reason(), OccurredAt.of(command.occurredAt(), clock));
    }

    @CommandHandler
    void handle(CustomerCommand.DeclareRegained command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        requireNotMerged();
        if (lifecycle != Lifecycle.LOST) {
            throw CommandRejected.state("lost", "only a lost customer can be regained, and this is " + lifecycle);
        }
        changes(
                Lifecycle.REGAINED,
                LifecycleCause.DECLARED,
                command.reason(),
                OccurredAt.of(command.occurredAt(), clock));
    }

    private void changes(Lifecycle to, LifecycleCause cause, @Nullable String reason, Instant at) {
        apply(new CustomerEvent.LifecycleChanged(id, lifecycle, to, cause, reason, at));
    }

    @CommandHandler
    void handle(
            CustomerCommand.TransferCustomer command,
            Clock clock,
            Actor actor,
            Territories territories,
            TierPolicies policies) {
        String territory = Objects.requireNonNullElse(command.territory(), profile.territory());
        Authority authority = territories.authority(actor);
        authority.requireManagement(profile.territory());
        authority.requireManagement(territory);
        territories.requireKnown("territory", territory);
        requireNotMerged();
        transfer(
                command.owner(),
                territory,
                command.reason(),
                OccurredAt.of(command.occurredAt(), clock),
                clock,
                policies);
    }

    private void transfer(
            String owner, String territory, String reason, Instant occurredAt, Clock clock, TierPolicies policies) {
        // a transfer of a whole book may come by again after it was interrupted
        if (owner.equals(profile.owner()) && territory.equals(profile.territory())) {
            return;
        }
        apply(new CustomerEvent.CustomerTransferred(
                id, profile.owner(), owner, profile.territory(), territory, reason, occurredAt));
        if (assessment != null) {
            decide(TierCause.POLICY, policies.covering(territory), clock.instant(), clock);
        }
    }

    @CommandHandler
    void handle(CustomerCommand.ShareCustomer command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireManagement(profile.territory());
        territories.requireKnown("territory", command.territory());
        requireNotMerged();
        if (territories.tree().isWithin(profile.territory(), command.territory())) {
            throw CommandRejected.invalid(
                    "another-territory",
                    "territory",
                    "people of " + command.territory() + " work on the customer already, it is theirs");
        }
        if (command.to() != null && command.to().isBefore(command.from())) {
            throw CommandRejected.invalid(
                    "period-order", "to", "it ends on " + command.to() + ", before it begins on " + command.from());
        }
        Sharing known = shared.get(command.territory());
        if (known != null && (known.to() == null || !known.to().isBefore(command.from()))) {
            throw CommandRejected.state(
                    "shared-already",
                    "territory",
                    "it is shared with " + command.territory() + " from " + known.from());
        }
        apply(new CustomerEvent.CustomerShared(
                id,
                command.territory(),
                command.from(),
                command.to(),
                command.reason(),
                OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(CustomerCommand.EndSharing command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireManagement(profile.territory());
        Sharing known = shared.get(command.territory());
        if (known == null) {
            throw CommandRejected.notFound("sharing with", command.territory());
        }
        if (command.to().isBefore(known.from())) {
            throw CommandRejected.invalid("period-order", "to", "it is shared from " + known.from() + " only");
        }
        apply(new CustomerEvent.SharingEnded(
                id, command.territory(), command.to(), command.reason(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(
            CustomerCommand.MergeInto command,
            Clock clock,
            Actor actor,
            Territories territories,
            TierPolicies policies,
            ExternalReferences references,
            Customers customers) {
        Authority authority = territories.authority(actor);
        authority.requireManagement(profile.territory());
        requireNotMerged();
        if (command.survivorId().equals(id)) {
            throw CommandRejected.invalid("two-customers", "survivorId", "a customer is no duplicate of itself");
        }
        Instant at = OccurredAt.of(command.occurredAt(), clock);
        apply(new CustomerEvent.CustomerMerged(id, command.survivorId(), command.reason(), at));
        references.release(profile.externalReferences());
        customers.change(command.survivorId(), other -> {
            authority.requireManagement(other.profile.territory());
            other.requireNotMerged();
            references.claim(profile.externalReferences(), other.id);
            other.absorb(this, at, clock, policies);
        });
    }

    private void absorb(Customer duplicate, Instant at, Clock clock, TierPolicies policies) {
        Set<ExternalReference> references = new LinkedHashSet<>(profile.externalReferences());
        references.addAll(duplicate.profile.externalReferences());
        apply(new CustomerEvent.DuplicateAbsorbed(id, duplicate.id, new ArrayList<>(references), at));
        if (lifecycle == Lifecycle.PROSPECT && duplicate.lifecycle != Lifecycle.PROSPECT) {
            changes(duplicate.lifecycle, LifecycleCause.MERGE, null, at);
        }
        Assessment other = duplicate.assessment;
        if (other != null && (assessment == null || other.at().isAfter(assessment.at()))) {
            assess(other.scores(), other.evidence(), other.at(), clock, policies);
        }
    }

    @CommandHandler
    void handle(CustomerCommand.RecordSurveyAnswer command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        requireNotMerged();
        if (command.score() < 0 || command.score() > 100) {
            throw CommandRejected.invalid("score", "score", "a score lies between 0 and 100");
        }
        Instant at = OccurredAt.of(command.occurredAt(), clock);
        // somewhere on Earth that day has begun
        if (command.answeredOn().isAfter(LocalDate.ofInstant(clock.instant(), ZoneId.of("UTC+14")))) {
            throw CommandRejected.invalid("not-in-future", "answeredOn", command.answeredOn() + " has not come yet");
        }
        if (surveyAnswers.contains(command.answerId())) {
            throw CommandRejected.state("unique-answer", "the answer " + command.answerId() + " is recorded already");
        }
        apply(new CustomerEvent.SurveyAnswered(
                id, command.answerId(), command.score(), command.answeredOn(), command.source(), at));
    }

    @CommandHandler
    void handle(CustomerCommand.OpenComplaint command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        requireNotMerged();
        if (complaintsOpen.containsKey(command.complaintId())) {
            throw CommandRejected.state(
                    "unique-complaint", "the complaint " + command.complaintId() + " exists already");
        }
        apply(new CustomerEvent.ComplaintOpened(
                id,
                command.complaintId(),
                command.severity(),
                command.subject(),
                OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(CustomerCommand.ResolveComplaint command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        requireNotMerged();
        Boolean open = complaintsOpen.get(command.complaintId());
        if (open == null) {
            throw CommandRejected.notFound("complaint", command.complaintId());
        }
        if (!open) {
            throw CommandRejected.state("open", "the complaint " + command.complaintId() + " is resolved already");
        }
        apply(new CustomerEvent.ComplaintResolved(
                id, command.complaintId(), command.resolution(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(CustomerCommand.EraseContacts command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireWork(profile.owner(), profile.territory());
        apply(new CustomerEvent.ContactsErased(id, OccurredAt.of(command.occurredAt(), clock)));
    }

    @EventSourcingHandler
    void on(CustomerEvent event) {
        switch (event) {
            case CustomerEvent.CustomerRegistered e -> {
                id = e.customerId();
                profile = e.profile();
                registeredAt = e.occurredAt();
                lifecycle = Lifecycle.PROSPECT;
                lifecycleSince = e.occurredAt();
            }
            case CustomerEvent.ProfileChanged e -> profile = e.profile();
            case CustomerEvent.CustomerAssessed e -> {
                if (assessment == null || !e.occurredAt().isBefore(assessment.at())) {
                    assessment = new Assessment(e.scores(), e.evidence(), e.occurredAt());
                }
            }
            case CustomerEvent.TierChanged e -> {
                tier = e.tier();
                computedTier = e.computedTier();
                override = e.until() == null
                        ? null
                        : new TierOverride(
                                e.tier(), Objects.requireNonNull(e.reason(), "an override has a reason"), e.until());
            }
            case CustomerEvent.LifecycleChanged e -> {
                lifecycle = e.lifecycle();
                lifecycleSince = e.occurredAt();
            }
            case CustomerEvent.CustomerTransferred e -> profile = profile.of(e.owner(), e.territory());
            case CustomerEvent.CustomerShared e -> shared.put(e.territory(), new Sharing(e.from(), e.to()));
            case CustomerEvent.SharingEnded e ->
                shared.computeIfPresent(e.territory(), (territory, sharing) -> new Sharing(sharing.from(), e.to()));
            case CustomerEvent.CustomerMerged e -> survivor = e.survivorId();
            case CustomerEvent.DuplicateAbsorbed e -> profile = profile.with(e.externalReferences());
            case CustomerEvent.SurveyAnswered e -> surveyAnswers.add(e.answerId());
            case CustomerEvent.ComplaintOpened e -> complaintsOpen.put(e.complaintId(), true);
            case CustomerEvent.ComplaintResolved e -> complaintsOpen.put(e.complaintId(), false);
            case CustomerEvent.ContactsErased e -> {}
        }
    }

    private void requireWork(Actor actor, Territories territories) {
        territories.authority(actor).requireCustomer(profile.owner(), profile.territory());
    }

    private void requireNotMerged() {
        if (survivor != null) {
            throw CommandRejected.state(
                    "not-merged", "customer " + id + " was merged into " + survivor + "; name that one");
        }
    }

    private static void requireDistinct(List<ExternalReference> references) {
        if (Set.copyOf(references).size() < references.size()) {
            throw CommandRejected.invalid("distinct", "externalReferences", "a reference is there twice");
        }
    }
}
