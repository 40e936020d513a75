package io.plumbline.goal.incentives;

import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class SchemeDescription implements EventDescription<SchemeEvent> {

    @Override
    public Class<SchemeEvent> domainEvents() {
        return SchemeEvent.class;
    }

    @Override
    public Sentence tell(SchemeEvent event) {
        return switch (event) {
            case SchemeEvent.SchemeDefined e ->
                Sentence.of(
                        "was defined as “%s” with %d bands"
                                .formatted(e.name(), e.terms().bands().size()),
                        e.occurredAt());
            case SchemeEvent.AwardRecorded e ->
                new Sentence(
                        "%s was awarded %s, entitled to %s, by %s"
                                .formatted(
                                        e.award().representative(),
                                        e.award().amount().toPlainString(),
                                        e.award().entitlement().toPlainString(),
                                        e.by()),
                        e.award().reason(),
                        e.occurredAt());
        };
    }
}
