package io.plumbline.goal.incentives;

import io.plumbline.goal.incentives.PublishedSchemeEvent.PublishedBand;
import io.plumbline.goal.incentives.PublishedSchemeEvent.PublishedReward;
import io.plumbline.platform.write.store.Publication;
import org.springframework.stereotype.Component;

@Component
class SchemePublication implements Publication<SchemeEvent> {

    @Override
    public Class<SchemeEvent> domainEvents() {
        return SchemeEvent.class;
    }

    @Override
    public PublishedSchemeEvent publish(SchemeEvent event) {
        String schemeId = event.schemeId().value();
        return switch (event) {
            case SchemeEvent.SchemeDefined e ->
                new PublishedSchemeEvent.SchemeDefined(
                        schemeId,
                        e.planId().value(),
                        e.name(),
                        e.terms().currency().getCurrencyCode(),
                        e.terms().bands().stream()
                                .map(band -> new PublishedBand(band.from(), band.to(), band.rate(), band.sum()))
                                .toList(),
                        e.terms().cap(),
                        e.terms().rewards().stream()
                                .map(reward ->
                                        new PublishedReward(reward.kind().name(), reward.description(), reward.from()))
                                .toList(),
                        e.occurredAt());
            case SchemeEvent.AwardRecorded e ->
                new PublishedSchemeEvent.AwardRecorded(
                        schemeId,
                        e.award().awardId(),
                        e.award().goalId().value(),
                        e.award().representative(),
                        e.award().completion(),
                        e.award().base(),
                        e.award().entitlement(),
                        e.award().amount(),
                        e.award().rewards().stream().map(Reward.Kind::name).toList(),
                        e.award().reason(),
                        e.by(),
                        e.occurredAt());
        };
    }
}
