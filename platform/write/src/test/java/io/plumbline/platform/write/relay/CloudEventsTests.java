package io.plumbline.platform.write.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.write.store.EventNames;
import io.plumbline.platform.write.store.EventTypes;
import io.plumbline.platform.write.store.Publication;
import io.plumbline.platform.write.store.RecentEvents;
import io.plumbline.platform.write.store.SerializerForTests;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CloudEventsTests {

    @EventNames("mix")
    sealed interface MixEvent {
        @Revision("1")
        record Mixed(
                BigDecimal amount,
                BigDecimal round,
                Instant at,
                LocalDate day,
                List<String> names,
                @Nullable String nothing)
                implements MixEvent {}
    }

    private static final Publication<MixEvent> AS_IT_IS = new PublishedUnchanged<>(MixEvent.class);

    private final Serializer serializer = SerializerForTests.of(new EventTypes(List.of(AS_IT_IS)));
    private final RecentEvents recent = new RecentEvents();
    private final CloudEvents cloudEvents = new CloudEvents(
            "/mixer", serializer, new EventUpcasterChain(), recent, List.of(AS_IT_IS), new JsonMapper());

    private final GenericDomainEventMessage<MixEvent.Mixed> event = new GenericDomainEventMessage<>(
            "Mix",
            "mix-1",
            7,
            new MixEvent.Mixed(
                    new BigDecimal("12.50"),
                    new BigDecimal("1E+3"),
                    Instant.parse("2024-02-29T23:59:59.123456789Z"),
                    LocalDate.of(2024, 2, 29),
                    List.of("Zürich", "上海", "a \"quote\"\n"),
                    null),
            MetaData.from(Map.of("actor", "lena", "traceparent", "00-1-2-3", "weight", 3)));

    @Test
    void whatIsPublishedFromMemoryIsWhatTheStoreSays() {
        ProducerRecord<byte[], byte[]> fromStore = cloudEvents.record("mix", stored(), "epoch");
        recent.keep(List.of(event));
        ProducerRecord<byte[], byte[]> fromMemory = cloudEvents.record("mix", stored(), "epoch");

        assertThat(fromMemory.value()).isEqualTo(fromStore.value());
        assertThat(headers(fromMemory)).containsExactlyInAnyOrderElementsOf(headers(fromStore));
        assertThat(headers(fromMemory)).contains("ce_actor: lena").noneMatch(header -> header.contains("weight"));
    }

    @Test
    void anEventIsGivenAwayOnce() {
        recent.keep(List.of(event));

        assertThat(recent.take(event.getIdentifier()).orElseThrow()).isSameAs(event);
        assertThat(recent.take(event.getIdentifier())).isEmpty();
    }

    private StoredEvent stored() {
        return new StoredEvent(
                1,
                event.getIdentifier(),
                event.getType(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getTimestamp(),
                serializer.typeForClass(MixEvent.Mixed.class).getName(),
                "1",
                serializer.serialize(event.getPayload(), byte[].class).getData(),
                serializer.serialize(event.getMetaData(), byte[].class).getData());
    }

    private static List<String> headers(ProducerRecord<byte[], byte[]> record) {
        return Arrays.stream(record.headers().toArray())
                .map(header -> header.key() + ": " + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
