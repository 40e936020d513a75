package io.plumbline.activity.opportunities;

import io.plumbline.activity.opportunities.OpportunityEvent.At;
import io.plumbline.platform.intake.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The opportunities that were opened in a batch of events, with what else happened to them in it. An import brings thousands
 * with their whole history; their rows are written as what they came to, in two statements.
 */
final class NewOpportunities {

    /** A row of {@code opportunity_stage}; {@code stage} is null from when on it is won or lost. */
    record StageRow(
            String opportunityId,
            Instant enteredAt,
            long sequence,
            @Nullable String stage) {}

    private static final class Opened {

        private final OpportunityEvent.OpportunityOpened event;
        private final List<StageRow> stages = new ArrayList<>();
        private OpportunityStatus status = OpportunityStatus.OPEN;
        private BigDecimal amount;
        private LocalDate expectedClose;
        private String owner;
        private @Nullable Instant closedAt;

        Opened(OpportunityEvent.OpportunityOpened event) {
            this.event = event;
            amount = event.lines().amount();
            expectedClose = event.expectedClose();
            owner = event.owner();
        }

        private void enter(At stage, Instant enteredAt, long sequence) {
            stages.add(new StageRow(event.opportunityId().value(), enteredAt, sequence, stage.stage()));
        }

        private void close(OpportunityStatus closed, Instant at, long sequence) {
            stages.add(new StageRow(event.opportunityId().value(), at, sequence, null));
            status = closed;
            closedAt = at;
        }

        private void reopen(At stage, Instant at, long sequence) {
            status = OpportunityStatus.OPEN;
            closedAt = null;
            enter(stage, at, sequence);
        }

        private OpportunityView.Row row() {
            String stage = stages.stream()
                    .sorted(Comparator.comparing(StageRow::enteredAt)
                            .thenComparing(StageRow::sequence)
                            .reversed())
                    .map(StageRow::stage)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .findFirst()
                    .orElseThrow();
            return new OpportunityView.Row(
                    event.opportunityId().value(),
                    event.customerId().value(),
                    event.name(),
                    event.pipeline(),
                    event.pipelineVersion(),
                    status,
                    stage,
                    event.currency().getCurrencyCode(),
                    amount,
                    expectedClose,
                    owner,
                    event.territory(),
                    event.occurredAt(),
                    closedAt);
        }
    }

    private final Map<String, Opened> opened = new LinkedHashMap<>();

    /** Whether the event is about an opportunity that was opened in this batch, and is done with. */
    boolean take(OpportunityEvent event, long sequence) {
        if (event instanceof OpportunityEvent.OpportunityOpened e) {
            opened.put(e.opportunityId().value(), new Opened(e));
        }
        Opened opportunity = opened.get(event.opportunityId().value());
        if (opportunity == null) {
            return false;
        }
        switch (event) {
            case OpportunityEvent.OpportunityOpened e -> opportunity.enter(e.at(), e.occurredAt(), sequence);
            case OpportunityEvent.TemplateFilled e -> {}
            case OpportunityEvent.StageChanged e -> opportunity.enter(e.to(), e.occurredAt(), sequence);
            case OpportunityEvent.LinesChanged e ->
                opportunity.amount = e.lines().amount();
            case OpportunityEvent.ExpectedCloseChanged e -> opportunity.expectedClose = e.expectedClose();
            case OpportunityEvent.OwnerChanged e -> opportunity.owner = e.owner();
            case OpportunityEvent.HeldBack e -> opportunity.status = OpportunityStatus.ON_HOLD;
            case OpportunityEvent.Resumed e -> opportunity.status = OpportunityStatus.OPEN;
            case OpportunityEvent.OpportunityWon e ->
                opportunity.close(OpportunityStatus.WON, e.occurredAt(), sequence);
            case OpportunityEvent.OpportunityLost e ->
                opportunity.close(OpportunityStatus.LOST, e.occurredAt(), sequence);
            case OpportunityEvent.WinUndone e -> opportunity.reopen(e.to(), e.occurredAt(), sequence);
            case OpportunityEvent.Reopened e -> opportunity.reopen(e.to(), e.occurredAt(), sequence);
        }
        return true;
    }

    void write(JdbcOperations db) {
        Rows.append(db, "opportunity", opened.values().stream().map(Opened::row).toList());
        Rows.append(
                db,
                "opportunity_stage",
                opened.values().stream().flatMap(o -> o.stages.stream()).toList());
    }
}
