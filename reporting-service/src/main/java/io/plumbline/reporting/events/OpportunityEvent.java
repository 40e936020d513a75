package io.plumbline.reporting.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What activity-service publishes of opportunities. */
public sealed interface OpportunityEvent extends Published {

    /** @param amount in the opportunity's currency */
    record Line(String productLine, String product, BigDecimal quantity, BigDecimal amount) {}

    record OpportunityOpened(
            String customerId,
            String name,
            String pipeline,
            String stage,
            int stageRank,
            BigDecimal probability,
            String source,
            String currency,
            BigDecimal amount,
            List<Line> lines,
            LocalDate expectedClose,
            String owner,
            String territory,
            String channel,
            Instant occurredAt)
            implements OpportunityEvent {}

    record StageChanged(String to, int toRank, BigDecimal probability, Instant occurredAt)
            implements OpportunityEvent {}

    record OpportunityWon(@Nullable String orderId, Instant occurredAt) implements OpportunityEvent {}

    record OpportunityLost(String reason, @Nullable String competitor, Instant occurredAt)
            implements OpportunityEvent {}

    record LinesChanged(BigDecimal amount, List<Line> lines, Instant occurredAt) implements OpportunityEvent {}

    record ExpectedCloseChanged(LocalDate expectedClose, Instant occurredAt) implements OpportunityEvent {}

    record OwnerChanged(String owner, Instant occurredAt) implements OpportunityEvent {}

    record HeldBack(Instant occurredAt) implements OpportunityEvent {}

    record Resumed(Instant occurredAt) implements OpportunityEvent {}

    /** A win that was a mistake; what was left of its order is cancelled by an event of the order. */
    record WinUndone(String stage, int stageRank, BigDecimal probability, Instant occurredAt)
            implements OpportunityEvent {}

    record Reopened(String stage, int stageRank, BigDecimal probability, Instant occurredAt)
            implements OpportunityEvent {}
}
