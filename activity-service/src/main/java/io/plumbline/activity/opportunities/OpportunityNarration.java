package io.plumbline.activity.opportunities;

import io.plumbline.platform.write.history.Narration;
import org.springframework.stereotype.Component;

@Component
class OpportunityNarration implements Narration<OpportunityEvent> {

    @Override
    public Class<OpportunityEvent> domainEvents() {
        return OpportunityEvent.class;
    }

    @Override
    public Told tell(OpportunityEvent event) {
        return switch (event) {
            case OpportunityEvent.OpportunityOpened e ->
                Told.of(
                        "was opened in the stage %s for %s %s"
                                .formatted(e.at().stage(), e.lines().amount().toPlainString(), e.currency()),
                        e.occurredAt());
            case OpportunityEvent.TemplateFilled e -> Told.of("was described by " + e.answers(), e.occurredAt());
            case OpportunityEvent.StageChanged e ->
                Told.of("moved from " + e.from().stage() + " to " + e.to().stage(), e.occurredAt());
            case OpportunityEvent.LinesChanged e ->
                new Told(
                        "changed from %s to %s %s"
                                .formatted(
                                        e.oldAmount().toPlainString(),
                                        e.lines().amount().toPlainString(),
                                        e.currency()),
                        e.reason(),
                        e.occurredAt());
            case OpportunityEvent.ExpectedCloseChanged e ->
                new Told(
                        "is expected to close on " + e.expectedClose() + " instead of " + e.oldExpectedClose(),
                        e.reason(),
                        e.occurredAt());
            case OpportunityEvent.OwnerChanged e ->
                new Told("went from " + e.oldOwner() + " to " + e.owner(), e.reason(), e.occurredAt());
            case OpportunityEvent.HeldBack e -> new Told("was put on hold", e.reason(), e.occurredAt());
            case OpportunityEvent.Resumed e -> Told.of("was resumed", e.occurredAt());
            case OpportunityEvent.OpportunityWon e ->
                Told.of(
                        "was won for %s %s with order %s"
                                .formatted(e.amount().toPlainString(), e.currency(), e.orderId()),
                        e.occurredAt());
            case OpportunityEvent.WinUndone e ->
                new Told(
                        "was won by mistake, is open again in the stage %s, and order %s is cancelled"
                                .formatted(e.to().stage(), e.orderId()),
                        e.reason(),
                        e.occurredAt());
            case OpportunityEvent.OpportunityLost e ->
                new Told(
                        "was lost from the stage " + e.from().stage(),
                        e.competitor() == null ? e.reason().name() : e.reason() + ": " + e.competitor(),
                        e.occurredAt());
            case OpportunityEvent.Reopened e ->
                new Told("was reopened in the stage " + e.to().stage(), e.reason(), e.occurredAt());
        };
    }
}
