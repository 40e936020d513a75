package io.plumbline.platform.write.history;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Reads what happened to one aggregate from the events themselves. */
public class History {

    /**
     * One thing that happened.
     *
     * @param sequence the aggregate's version after it
     * @param event the event's name
     * @param what happened, as a sentence without its subject
     * @param why as somebody gave the reason; null where nobody did
     * @param by the subject who asked for it
     */
    @Schema(name = "HistoryEntry")
    public record Entry(
            @Schema(example = "4") long sequence,
            @Schema(example = "TargetRevised") String event,

            @Schema(example = "the target was revised from 6500000.00 to 6200000.00")
            String what,

            @Schema(example = "two representatives left") @Nullable String why,

            @Schema(example = "lena.sales-ops") String by,
            @Schema(example = "2024-08-01T02:00:00Z") Instant occurredAt,
            @Schema(example = "2024-08-01T02:00:01Z") Instant recordedAt) {}

    private final EventStore events;
    private final List<EventDescription<?>> narrations;

    public History(EventStore events, List<EventDescription<?>> narrations) {
        this.events = events;
        this.narrations = narrations;
    }

    /** What happened, oldest first; empty where there is no such aggregate. */
    public List<Entry> of(Object aggregateId) {
        return events.readEvents(aggregateId.toString())
                .asStream()
                .map(this::entry)
                .toList();
    }

    private Entry entry(DomainEventMessage<?> message) {
        EventDescription.Sentence told = tell(message.getPayload());
        return new Entry(
                message.getSequenceNumber(),
                message.getPayloadType().getSimpleName(),
                told.what(),
                told.why(),
                String.valueOf(Objects.requireNonNullElse(message.getMetaData().get("actor"), "unknown")),
                told.occurredAt(),
                message.getTimestamp());
    }

    private EventDescription.Sentence tell(Object event) {
        for (EventDescription<?> narration : narrations) {
            if (narration.domainEvents().isInstance(event)) {
                return tell(narration, event);
            }
        }
        throw new IllegalStateException("no narration tells " + event.getClass());
    }

    private static <D> EventDescription.Sentence tell(EventDescription<D> narration, Object event) {
        return narration.tell(narration.domainEvents().cast(event));
    }
}
