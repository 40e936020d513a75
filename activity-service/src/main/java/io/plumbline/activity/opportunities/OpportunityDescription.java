package io.plumbline.activity.opportunities;

import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class OpportunityDescription implements EventDescription<OpportunityEvent> {

    @Override
    public Class<OpportunityEvent> domainEvents() {
        return OpportunityEvent.class;
    }

    @Override
    public Sentence tell(OpportunityEvent event) {
        return switch (event) {
            case OpportunityEvent.OpportunityOpened e ->
                Sentence.of(
                        "was opened in the stage %s for %s %s"
                                .formatted(e.at().stage(), e.lines().amount().toPlainString(), e.currency()),
                        e.occurredAt());
            case OpportunityEvent.TemplateFilled e -> Sentence.of("was described by " + e.answers(), e.occurredAt());
            case OpportunityEvent.StageChanged e ->
                Sentence.of("moved from " + e.from().stage() + " to " + e.to().stage(), e.occurredAt());
            case OpportunityEvent.LinesChanged e ->
                new Sentence(
                        "changed from %s to %s %s"
                                .formatted(
                                        e.oldAmount().toPlainString(),
                                        e.lines().amount().toPlainString(),
                                        e.currency()),
                        e.reason(),
                        e.occurredAt());
            case OpportunityEvent.ExpectedCloseChanged e ->
                new Sentence(
                        "is expected to close on " + e.expectedClose() + " instead of " + e.oldExpectedClose(),
                        e.reason(),
                        e.occurredAt());
            case OpportunityEvent.OwnerChanged e ->
                new Sentence("went from " + e.oldOwner() + " to " + e.owner(), e.reason(), e.occurredAt());
            case OpportunityEvent.HeldBack e -> new Sentence("was put on hold", e.reason(), e.occurredAt());
            case OpportunityEvent.Resumed e -> Sentence.of("was resumed", e.occurredAt());
            case OpportunityEvent.OpportunityWon e ->
                Sentence.of(
                        "was won for %s %s with order %s"
                                .formatted(e.amount().toPlainString(), e.currency(), e.orderId()),
                        e.occurredAt());
            case OpportunityEvent.WinUndone e ->
                new Sentence(
                        "was won by mistake, is open again in the stage %s, and order %s is cancelled"
                                .formatted(e.to().stage(), e.orderId()),
                        e.reason(),
                        e.occurredAt());
            case OpportunityEvent.OpportunityLost e ->
                new Sentence(
                        "was lost from the stage " + e.from().stage(),
                        e.competitor() == null ? e.reason().name() : e.reason() + ": " + e.competitor(),
                        e.occurredAt());
            case OpportunityEvent.Reopened e ->
                new Sentence("was reopened in the stage " + e.to().stage(), e.reason(), e.occurredAt());
        };
    }
}
