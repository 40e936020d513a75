package io.plumbline.platform.write.relay;

import io.plumbline.platform.write.store.EventTypes;
import io.plumbline.platform.write.store.Publication;
import io.plumbline.platform.write.store.RecentEvents;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns stored events into Kafka records: CloudEvents 1.0 in binary mode, keyed by aggregate. */
final class CloudEvents {

    private final String source;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final RecentEvents recent;
    private final Map<Class<?>, Publication<?>> publications = new LinkedHashMap<>();
    private final JsonMapper json;

    CloudEvents(
            String source,
            Serializer serializer,
            EventUpcaster upcasters,
            RecentEvents recent,
            List<? extends Publication<?>> publications,
            JsonMapper json) {
        this.source = source;
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.recent = recent;
        publications.forEach(publication -> this.publications.put(publication.domainEvents(), publication));
        // as the store writes them: an event is the same whether it was read back or not
        this.json = json.rebuild()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }

    /**
     * An event as it goes to a topic.
     *
     * @throws IllegalStateException where the event cannot be read or nobody publishes its kind
     */
    ProducerRecord<byte[], byte[]> record(String topic, StoredEvent stored, String storeEpoch) {
        EventMessage<?> event = recent.take(stored.eventId()).orElseGet(() -> read(stored));
        Object published = publish(event.getPayload());
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, utf8(stored.aggregateId()), json.writeValueAsBytes(published));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", stored.eventId());
        header(record, "ce_type", EventTypes.publishedName(published.getClass()));
        header(record, "ce_source", source);
        header(record, "ce_subject", stored.aggregateId());
        header(record, "ce_time", stored.recordedAt().toString());
        header(record, "content-type", "application/json");
        header(record, "ce_sequence", Long.toString(stored.sequence()));
        header(record, "ce_globalindex", Long.toString(stored.globalIndex()));
        header(record, "ce_storeepoch", storeEpoch);
        event.getMetaData().forEach((name, value) -> {
            if (value instanceof String text) {
                header(record, "ce_" + name, text);
            }
        });
        return record;
    }

    private DomainEventMessage<?> read(StoredEvent stored) {
        GenericDomainEventEntry<byte[]> entry = new GenericDomainEventEntry<>(
                stored.aggregateType(),
                stored.aggregateId(),
                stored.sequence(),
                stored.eventId(),
                stored.recordedAt(),
                stored.payloadType(),
                stored.payloadRevision(),
                stored.payload(),
                stored.metaData());
        List<? extends DomainEventMessage<?>> events = EventStreamUtils.upcastAndDeserializeDomainEvents(
                        Stream.of(entry), serializer, upcasters)
                .asStream()
                .toList();
        if (events.size() != 1) {
            throw new IllegalStateException("upcasting made " + events.size() + " events of one");
        }
        return events.getFirst();
    }

    private Object publish(Object domainEvent) {
        for (Publication<?> publication : publications.values()) {
            if (publication.domainEvents().isInstance(domainEvent)) {
                return publish(publication, domainEvent);
            }
        }
        throw new IllegalStateException(
                "nothing publishes " + domainEvent.getClass().getName());
    }

    private static <D> Object publish(Publication<D> publication, Object domainEvent) {
        return publication.publish(publication.domainEvents().cast(domainEvent));
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
