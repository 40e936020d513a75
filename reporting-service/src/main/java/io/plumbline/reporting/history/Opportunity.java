package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.OpportunityEvent;
import io.plumbline.reporting.events.OpportunityEvent.ExpectedCloseChanged;
import io.plumbline.reporting.events.OpportunityEvent.HeldBack;
import io.plumbline.reporting.events.OpportunityEvent.Line;
import io.plumbline.reporting.events.OpportunityEvent.LinesChanged;
import io.plumbline.reporting.events.OpportunityEvent.OpportunityLost;
import io.plumbline.reporting.events.OpportunityEvent.OpportunityOpened;
import io.plumbline.reporting.events.OpportunityEvent.OpportunityWon;
import io.plumbline.reporting.events.OpportunityEvent.OwnerChanged;
import io.plumbline.reporting.events.OpportunityEvent.Reopened;
import io.plumbline.reporting.events.OpportunityEvent.Resumed;
import io.plumbline.reporting.events.OpportunityEvent.StageChanged;
import io.plumbline.reporting.events.OpportunityEvent.WinUndone;
import io.plumbline.reporting.events.Published;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity's state.
 *
 * @param status OPEN, WON or LOST
 * @param held whether it is held back; it stays open and in its stage
 * @param stage the one it is in, or was in when it was closed
 * @param stageSince when it entered that stage
 * @param stageSequence of the event by which it entered that stage
 * @param leftStage the stage that it left, while it was open, by the event that begins this state; with its rank, since when
 *     it was there, and the event by which it had come. So each finished visit to a stage is one row, found by its end
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
        boolean held,
        Instant openedAt,
        Instant stageSince,
        long stageSequence,
        @Nullable Instant closedAt,
        @Nullable String orderId,
        @Nullable String lostReason,
        @Nullable String competitor,
        @Nullable String leftStage,
        @Nullable Integer leftRank,
        @Nullable Instant leftSince,
        @Nullable Long leftSequence) {

    static final ReadModel VERSIONS = Versions.<Opportunity>of(
            OpportunityEvent.class, "opportunity", false, (before, fact, at) -> apply(before, fact, at));

    private static Opportunity apply(@Nullable Opportunity before, Envelope<Published> fact, Instant at) {
        OpportunityEvent event = (OpportunityEvent) fact.event();
        if (event instanceof OpportunityOpened opened) {
            return opened(opened, fact.sequence(), at);
        }
        Change change = new Change(requireNonNull(before));
        switch (event) {
            case OpportunityOpened _ -> throw new IllegalStateException("opened twice");
            case StageChanged e -> change.stage(e.to(), e.toRank(), e.probability());
            case LinesChanged e -> {
                change.amount = e.amount();
                change.lines = e.lines();
            }
            case ExpectedCloseChanged e -> change.expectedClose = e.expectedClose();
            case OwnerChanged e -> change.owner = e.owner();
            case HeldBack _ -> change.held = true;
            case Resumed _ -> change.held = false;
            case OpportunityWon e -> {
                change.close("WON", at);
                change.orderId = e.orderId();
            }
            case OpportunityLost e -> {
                change.close("LOST", at);
                change.lostReason = e.reason();
                change.competitor = e.competitor();
            }
            // until then it counts as won, from then on as open
            case WinUndone e -> change.reopen(e.stage(), e.stageRank(), e.probability());
            case Reopened e -> change.reopen(e.stage(), e.stageRank(), e.probability());
        }
        return change.done(fact.sequence(), at);
    }

    private static Opportunity opened(OpportunityOpened e, long sequence, Instant at) {
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
                false,
                at,
                at,
                sequence,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A record can't be copied with one component changed; this spells the copy out once. */
    private static final class Change {

        private final Opportunity base;
        private String owner;
        private BigDecimal amount;
        private List<Line> lines;
        private LocalDate expectedClose;
        private String stage;
        private int stageRank;
        private BigDecimal probability;
        private String status;
        private boolean held;
        private @Nullable Instant closedAt;
        private @Nullable String orderId;
        private @Nullable String lostReason;
        private @Nullable String competitor;

        Change(Opportunity before) {
            base = before;
            owner = before.owner;
            amount = before.amount;
            lines = before.lines;
            expectedClose = before.expectedClose;
            stage = before.stage;
            stageRank = before.stageRank;
            probability = before.probability;
            status = before.status;
            held = before.held;
            closedAt = before.closedAt;
            orderId = before.orderId;
            lostReason = before.lostReason;
            competitor = before.competitor;
        }

        void stage(String newStage, int rank, BigDecimal newProbability) {
            stage = newStage;
            stageRank = rank;
            probability = newProbability;
        }

        void close(String newStatus, Instant at) {
            status = newStatus;
            closedAt = at;
        }

        void reopen(String newStage, int rank, BigDecimal newProbability) {
            stage(newStage, rank, newProbability);
            status = "OPEN";
            closedAt = null;
            orderId = null;
            lostReason = null;
            competitor = null;
        }

        Opportunity done(long sequence, Instant at) {
            boolean moved = !stage.equals(base.stage) || !status.equals(base.status);
            boolean entered = moved && status.equals("OPEN");
            boolean left = moved && base.status.equals("OPEN");
            return new Opportunity(
                    base.customerId,
                    base.name,
                    base.territory,
                    owner,
                    base.channel,
                    base.source,
                    base.pipeline,
                    base.currency,
                    amount,
                    lines,
                    expectedClose,
                    stage,
                    stageRank,
                    probability,
                    status,
                    held,
                    base.openedAt,
                    entered ? at : base.stageSince,
                    entered ? sequence : base.stageSequence,
                    closedAt,
                    orderId,
                    lostReason,
                    competitor,
                    left ? base.stage : null,
                    left ? base.stageRank : null,
                    left ? base.stageSince : null,
                    left ? base.stageSequence : null);
        }
    }
}
