package io.plumbline.activity.opportunities;

import io.plumbline.platform.write.store.Publication;
import org.springframework.stereotype.Component;

@Component
class OpportunityPublication implements Publication<OpportunityEvent> {

    @Override
    public Class<OpportunityEvent> domainEvents() {
        return OpportunityEvent.class;
    }

    @Override
    public PublishedOpportunityEvent publish(OpportunityEvent event) {
        String id = event.opportunityId().value();
        return switch (event) {
            case OpportunityEvent.OpportunityOpened e ->
                new PublishedOpportunityEvent.OpportunityOpened(
                        id,
                        e.customerId().value(),
                        e.name(),
                        e.pipeline(),
                        e.pipelineVersion(),
                        e.at().stage(),
                        e.at().rank(),
                        e.at().probability(),
                        e.source().name(),
                        e.currency().getCurrencyCode(),
                        e.lines().amount(),
                        e.lines().lines(),
                        e.expectedClose(),
                        e.owner(),
                        e.territory(),
                        e.channel(),
                        e.occurredAt());
            case OpportunityEvent.TemplateFilled e ->
                new PublishedOpportunityEvent.TemplateFilled(id, e.stage(), e.answers(), e.occurredAt());
            case OpportunityEvent.StageChanged e ->
                new PublishedOpportunityEvent.StageChanged(
                        id,
                        e.from().stage(),
                        e.from().rank(),
                        e.to().stage(),
                        e.to().rank(),
                        e.to().probability(),
                        e.occurredAt());
            case OpportunityEvent.LinesChanged e ->
                new PublishedOpportunityEvent.LinesChanged(
                        id,
                        e.currency().getCurrencyCode(),
                        e.oldAmount(),
                        e.lines().amount(),
                        e.lines().lines(),
                        e.reason(),
                        e.occurredAt());
            case OpportunityEvent.ExpectedCloseChanged e ->
                new PublishedOpportunityEvent.ExpectedCloseChanged(
                        id, e.oldExpectedClose(), e.expectedClose(), e.reason(), e.occurredAt());
            case OpportunityEvent.OwnerChanged e ->
                new PublishedOpportunityEvent.OwnerChanged(id, e.oldOwner(), e.owner(), e.reason(), e.occurredAt());
            case OpportunityEvent.HeldBack e -> new PublishedOpportunityEvent.HeldBack(id, e.reason(), e.occurredAt());
            case OpportunityEvent.Resumed e -> new PublishedOpportunityEvent.Resumed(id, e.occurredAt());
            case OpportunityEvent.OpportunityWon e ->
                new PublishedOpportunityEvent.OpportunityWon(
                        id,
                        e.orderId().value(),
                        e.from().stage(),
                        e.from().rank(),
                        e.currency().getCurrencyCode(),
                        e.amount(),
                        e.occurredAt());
            case OpportunityEvent.WinUndone e ->
                new PublishedOpportunityEvent.WinUndone(
                        id,
                        e.orderId().value(),
                        e.to().stage(),
                        e.to().rank(),
                        e.to().probability(),
                        e.reason(),
                        e.occurredAt());
            case OpportunityEvent.OpportunityLost e ->
                new PublishedOpportunityEvent.OpportunityLost(
                        id, e.from().stage(), e.from().rank(), e.reason().name(), e.competitor(), e.occurredAt());
            case OpportunityEvent.Reopened e ->
                new PublishedOpportunityEvent.Reopened(
                        id, e.to().stage(), e.to().rank(), e.to().probability(), e.reason(), e.occurredAt());
        };
    }
}
