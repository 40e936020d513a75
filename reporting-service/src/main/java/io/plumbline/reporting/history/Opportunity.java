package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.reporting.events.OpportunityEvent;
import io.plumbline.reporting.events.OpportunityEvent.Line;
import io.plumbline.reporting.events.OpportunityEvent.OpportunityLost;
import io.plumbline.reporting.events.OpportunityEvent.OpportunityOpened;
import io.plumbline.reporting.events.OpportunityEvent.OpportunityWon;
import io.plumbline.reporting.events.OpportunityEvent.StageChanged;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param status OPEN, WON or LOST
 * @param stage the one it is in, or was in when it was closed
 * @param stageSince when it entered that stage
 */
record Opportunity(
        String customerId,
        String name,
        String territory,
        String owner,
        String channel,
        String source,
        String pipeline,
        String currency,
        BigDecimal amount,
        List<Line> lines,
        LocalDate expectedClose,
        String stage,
        int stageRank,
        BigDecimal probability,
        String status,
        Instant openedAt,
        Instant stageSince,
        @Nullable Instant closedAt,
        @Nullable String orderId,
        @Nullable String lostReason,
        @Nullable String competitor) {

    static final ReadModel VERSIONS = new Versions<Opportunity>(
            OpportunityEvent.class,
            "opportunity",
            false,
            (before, fact, at) -> apply(before, (OpportunityEvent) fact.event(), at));

    private static Opportunity apply(@Nullable Opportunity before, OpportunityEvent event, Instant at) {
        return switch (event) {
            case OpportunityOpened e -> opened(e, at);
            case StageChanged e -> requireNonNull(before).movedTo(e, at);
            case OpportunityWon e -> requireNonNull(before).closed("WON", at, e.orderId(), null, null);
            case OpportunityLost e -> requireNonNull(before).closed("LOST", at, null, e.reason(), e.competitor());
        };
    }

    private static Opportunity opened(OpportunityOpened e, Instant at) {
        return new Opportunity(
                e.customerId(),
                e.name(),
                e.territory(),
                e.owner(),
                e.channel(),
                e.source(),
                e.pipeline(),
                e.currency(),
                e.amount(),
                e.lines(),
                e.expectedClose(),
                e.stage(),
                e.stageRank(),
                e.probability(),
                "OPEN",
                at,
                at,
                null,
                null,
                null,
                null);
    }

    private Opportunity movedTo(StageChanged e, Instant at) {
        return new Opportunity(
                customerId,
                name,
                territory,
                owner,
                channel,
                source,
                pipeline,
                currency,
                amount,
                lines,
                expectedClose,
                e.to(),
                e.toRank(),
                e.probability(),
                status,
                openedAt,
                at,
                closedAt,
                orderId,
                lostReason,
                competitor);
    }

    private Opportunity closed(
            String newStatus,
            Instant at,
            @Nullable String order,
            @Nullable String reason,
            @Nullable String toCompetitor) {
        return new Opportunity(
                customerId,
                name,
                territory,
                owner,
                channel,
                source,
                pipeline,
                currency,
                amount,
                lines,
                expectedClose,
                stage,
                stageRank,
                probability,
                newStatus,
                openedAt,
                stageSince,
                at,
                order,
                reason,
                toCompetitor);
    }
}
