package io.plumbline.customer.customers;

import io.plumbline.platform.write.history.EventDescription;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class CustomerDescription implements EventDescription<CustomerEvent> {

    @Override
    public Class<CustomerEvent> domainEvents() {
        return CustomerEvent.class;
    }

    @Override
    public Sentence tell(CustomerEvent event) {
        return new Sentence(what(event), why(event), event.occurredAt());
    }

    private static String what(CustomerEvent event) {
        return switch (event) {
            case CustomerEvent.CustomerRegistered e ->
                "was registered as "
                        + Objects.requireNonNullElse(
                                e.profile().nameEn(), e.profile().nameZh());
            case CustomerEvent.ProfileChanged e -> "the profile was changed";
            case CustomerEvent.CustomerAssessed e ->
                "was assessed: money " + e.scores().money() + ", authority "
                        + e.scores().authority() + ", need " + e.scores().need();
            case CustomerEvent.TierChanged e -> tier(e);
            case CustomerEvent.LifecycleChanged e ->
                "became " + words(e.lifecycle()) + ", having been " + words(e.oldLifecycle());
            case CustomerEvent.CustomerTransferred e ->
                "went from " + e.oldOwner() + " in " + e.oldTerritory() + " to " + e.owner() + " in " + e.territory();
            case CustomerEvent.CustomerShared e ->
                "is shared with " + e.territory() + " from " + e.from() + (e.to() == null ? "" : " to " + e.to());
            case CustomerEvent.SharingEnded e -> "is shared with " + e.territory() + " until " + e.to();
            case CustomerEvent.CustomerMerged e -> "was merged into " + e.survivorId();
            case CustomerEvent.DuplicateAbsorbed e -> "absorbed the duplicate " + e.duplicateId();
            case CustomerEvent.SurveyAnswered e ->
                "answered the survey " + e.source() + " with " + e.score() + " on " + e.answeredOn();
            case CustomerEvent.ComplaintOpened e -> "complained (" + words(e.severity()) + "): " + e.subject();
            case CustomerEvent.ComplaintResolved e -> "a complaint was resolved: " + e.resolution();
            case CustomerEvent.ContactsErased e -> "the contact persons were erased";
        };
    }

    private static String tier(CustomerEvent.TierChanged e) {
        String policy = e.policyTerritory() == null ? "the default policy" : "the policy of " + e.policyTerritory();
        String to =
                e.oldTier() == null ? "became tier " + e.tier() : "went from tier " + e.oldTier() + " to " + e.tier();
        String until = e.until() == null ? "" : ", overridden until " + e.until();
        return to + " (" + words(e.cause()) + "; " + e.computedTier() + " by version " + e.policyVersion() + " of "
                + policy + until + ")";
    }

    private static @Nullable String why(CustomerEvent event) {
        return switch (event) {
            case CustomerEvent.TierChanged e -> e.reason();
            case CustomerEvent.LifecycleChanged e -> e.reason();
            case CustomerEvent.CustomerTransferred e -> e.reason();
            case CustomerEvent.CustomerShared e -> e.reason();
            case CustomerEvent.SharingEnded e -> e.reason();
            case CustomerEvent.CustomerMerged e -> e.reason();
            case CustomerEvent.CustomerRegistered e -> null;
            case CustomerEvent.ProfileChanged e -> null;
            case CustomerEvent.CustomerAssessed e -> null;
            case CustomerEvent.DuplicateAbsorbed e -> null;
            case CustomerEvent.SurveyAnswered e -> null;
            case CustomerEvent.ComplaintOpened e -> null;
            case CustomerEvent.ComplaintResolved e -> null;
            case CustomerEvent.ContactsErased e -> null;
        };
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
