package io.plumbline.activity.opportunities;

import io.plumbline.activity.opportunities.OpportunityEvent.At;
import io.plumbline.activity.opportunities.OpportunityView.Row;
import io.plumbline.platform.write.readside.ReadSide.Stored;
import io.plumbline.platform.write.readside.ReadSide.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an opportunity's events come to in the tables {@code opportunity} and {@code opportunity_stage}. */
record OpportunityRows(Row row, List<StageRow> stages) {

    static final List<Table<OpportunityRows>> TABLES = List.of(
            new Table<>("opportunity", List.of("opportunity_id"), rows -> List.of(rows.row)),
            new Table<>("opportunity_stage", List.of("opportunity_id", "sequence"), OpportunityRows::stages));

    /** A stay in a stage from an instant on; {@code stage} is null from when on the opportunity is won or lost. */
    record StageRow(
            String opportunityId,
            Instant enteredAt,
            long sequence,
            @Nullable String stage) {}

    static OpportunityRows after(@Nullable OpportunityRows before, Stored<OpportunityEvent> stored) {
        long sequence = stored.sequence();
        if (stored.event() instanceof OpportunityEvent.OpportunityOpened e) {
            return opened(e, sequence);
        }
        OpportunityRows rows = Objects.requireNonNull(before, "an opportunity's first event is its opening");
        Row row = rows.row;
        return switch (stored.event()) {
            case OpportunityEvent.OpportunityOpened e -> opened(e, sequence);
            case OpportunityEvent.TemplateFilled _ -> rows;
            case OpportunityEvent.StageChanged e -> rows.enter(e.to(), e.occurredAt(), sequence);
            case OpportunityEvent.LinesChanged e ->
                rows.with(row.status(), e.lines().amount(), row.expectedClose(), row.owner());
            case OpportunityEvent.ExpectedCloseChanged e ->
                rows.with(row.status(), row.amount(), e.expectedClose(), row.owner());
            case OpportunityEvent.OwnerChanged e ->
                rows.with(row.status(), row.amount(), row.expectedClose(), e.owner());
            case OpportunityEvent.HeldBack _ -> rows.in(OpportunityStatus.ON_HOLD);
            case OpportunityEvent.Resumed _ -> rows.in(OpportunityStatus.OPEN);
            case OpportunityEvent.OpportunityWon e -> rows.close(OpportunityStatus.WON, e.occurredAt(), sequence);
            case OpportunityEvent.OpportunityLost e -> rows.close(OpportunityStatus.LOST, e.occurredAt(), sequence);
            case OpportunityEvent.WinUndone e ->
                rows.in(OpportunityStatus.OPEN).enter(e.to(), e.occurredAt(), sequence);
            case OpportunityEvent.Reopened e -> rows.in(OpportunityStatus.OPEN).enter(e.to(), e.occurredAt(), sequence);
        };
    }

    private static OpportunityRows opened(OpportunityEvent.OpportunityOpened e, long sequence) {
        String id = e.opportunityId().value();
        String stage = e.at().stage();
        return new OpportunityRows(
                new Row(
                        id,
                        e.customerId().value(),
                        e.name(),
                        e.pipeline(),
                        e.pipelineVersion(),
                        OpportunityStatus.OPEN,
                        stage,
                        e.currency().getCurrencyCode(),
                        e.lines().amount(),
                        e.expectedClose(),
                        e.owner(),
                        e.territory(),
                        e.occurredAt(),
                        null),
                List.of(new StageRow(id, e.occurredAt(), sequence, stage)));
    }

    private OpportunityRows in(OpportunityStatus status) {
        return with(status, row.amount(), row.expectedClose(), row.owner());
    }

    private OpportunityRows with(OpportunityStatus status, BigDecimal amount, LocalDate expectedClose, String owner) {
        return new OpportunityRows(row(row.stage(), status, amount, expectedClose, owner, row.closedAt()), stages);
    }

    /** A move that was entered late leaves the present stage as it is. */
    private OpportunityRows enter(At stage, Instant enteredAt, long sequence) {
        List<StageRow> entered = stay(stage.stage(), enteredAt, sequence);
        String latest = entered.stream()
                .filter(stay -> stay.stage() != null)
                .max(Comparator.comparing(StageRow::enteredAt).thenComparing(StageRow::sequence))
                .map(StageRow::stage)
                .orElseThrow();
        Instant closedAt = row.status().isClosed() ? row.closedAt() : null;
        return new OpportunityRows(
                row(latest, row.status(), row.amount(), row.expectedClose(), row.owner(), closedAt), entered);
    }

    private OpportunityRows close(OpportunityStatus status, Instant closedAt, long sequence) {
        return new OpportunityRows(
                row(row.stage(), status, row.amount(), row.expectedClose(), row.owner(), closedAt),
                stay(null, closedAt, sequence));
    }

    private List<StageRow> stay(@Nullable String stage, Instant from, long sequence) {
        return Stream.concat(stages.stream(), Stream.of(new StageRow(row.opportunityId(), from, sequence, stage)))
                .toList();
    }

    private Row row(
            String stage,
            OpportunityStatus status,
            BigDecimal amount,
            LocalDate expectedClose,
            String owner,
            @Nullable Instant closedAt) {
        return new Row(
                row.opportunityId(),
                row.customerId(),
                row.name(),
                row.pipeline(),
                row.pipelineVersion(),
                status,
                stage,
                row.currency(),
                amount,
                expectedClose,
                owner,
                row.territory(),
                row.openedAt(),
                closedAt);
    }
}
