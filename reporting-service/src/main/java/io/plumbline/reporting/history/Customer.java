package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.CustomerEvent;
import io.plumbline.reporting.events.CustomerEvent.CustomerMerged;
import io.plumbline.reporting.events.CustomerEvent.CustomerRegistered;
import io.plumbline.reporting.events.CustomerEvent.CustomerTransferred;
import io.plumbline.reporting.events.CustomerEvent.LifecycleChanged;
import io.plumbline.reporting.events.CustomerEvent.ProfileChanged;
import io.plumbline.reporting.events.CustomerEvent.SurveyAnswered;
import io.plumbline.reporting.events.CustomerEvent.TierChanged;
import io.plumbline.reporting.events.Published;
import org.jspecify.annotations.Nullable;

/**
 * A customer's state.
 *
 * @param tier null before the first assessment
 * @param survivor the customer that this one was merged into
 */
record Customer(
        @Nullable String nameEn,
        @Nullable String nameZh,
        String segment,
        String industry,
        @Nullable Integer size,
        String territory,
        String channel,
        String owner,
        @Nullable String tier,
        String lifecycle,
        @Nullable String survivor) {

    static final ReadModel VERSIONS =
            Versions.<Customer>of(CustomerEvent.class, "customer", true, (before, fact, at) -> apply(before, fact));

    private static Customer apply(@Nullable Customer before, Envelope<Published> fact) {
        return switch ((CustomerEvent) fact.event()) {
            case CustomerRegistered e ->
                new Customer(
                        e.nameEn(),
                        e.nameZh(),
                        e.segment(),
                        e.industry(),
                        e.size(),
                        e.territory(),
                        e.channel(),
                        e.owner(),
                        null,
                        "PROSPECT",
                        null);
            case ProfileChanged e -> requireNonNull(before).described(e);
            case CustomerTransferred e -> requireNonNull(before).at(e.territory(), e.owner());
            case TierChanged e -> requireNonNull(before).with(e.tier(), before.lifecycle, before.survivor);
            case LifecycleChanged e -> requireNonNull(before).with(before.tier, e.lifecycle(), before.survivor);
            case CustomerMerged e -> requireNonNull(before).with(before.tier, before.lifecycle, e.survivorId());
            case SurveyAnswered _ -> requireNonNull(before);
        };
    }

    private Customer described(ProfileChanged e) {
        return new Customer(
                e.nameEn(),
                e.nameZh(),
                e.segment(),
                e.industry(),
                e.size(),
                e.territory(),
                e.channel(),
                e.owner(),
                tier,
                lifecycle,
                survivor);
    }

    private Customer at(String newTerritory, String newOwner) {
        return new Customer(
                nameEn, nameZh, segment, industry, size, newTerritory, channel, newOwner, tier, lifecycle, survivor);
    }

    private Customer with(@Nullable String newTier, String newLifecycle, @Nullable String newSurvivor) {
        return new Customer(
                nameEn, nameZh, segment, industry, size, territory, channel, owner, newTier, newLifecycle, newSurvivor);
    }
}
