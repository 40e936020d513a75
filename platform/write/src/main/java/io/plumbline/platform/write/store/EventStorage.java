package io.plumbline.platform.write.store;

import static java.util.stream.Collectors.toMap;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Axon's JDBC event storage over this platform's own table {@code domain_event}. */
public final class EventStorage extends JdbcEventStorageEngine {

    static final EventSchema SCHEMA = EventSchema.builder()
            .eventTable("domain_event")
            .globalIndexColumn("global_index")
            .eventIdentifierColumn("event_id")
            .aggregateIdentifierColumn("aggregate_id")
            .sequenceNumberColumn("sequence")
            .typeColumn("aggregate_type")
            .timestampColumn("recorded_at")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .build();

    /** Unit-of-work resource of the root: events by aggregate, as they were when its transaction began. */
    private static final String READ_AHEAD = EventStorage.class.getName() + ".readAhead";

    private final RecentEvents recent;

    EventStorage(Builder builder, RecentEvents recent) {
        super(builder);
        this.recent = recent;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        super.appendEvents(events, serializer);
        recent.keep(events);
    }

    /**
     * Reads all events of aggregates at once, for the commands of the unit of work. What another transaction appends meanwhile is
     * found as ever, by the key that two events of one number would share.
     */
    public void readAhead(Collection<String> aggregates, UnitOfWork<?> work) {
        Map<String, List<DomainEventData<?>>> events =
                aggregates.stream().distinct().collect(toMap(aggregate -> aggregate, aggregate -> new ArrayList<>()));
        JdbcUtils.executeQuery(
                getConnection(),
                connection -> {
                    PreparedStatement select = connection.prepareStatement("select " + domainEventFields()
                            + " from domain_event where aggregate_id = any (?) order by aggregate_id, sequence");
                    select.setArray(
                            1, connection.createArrayOf("text", events.keySet().toArray()));
                    return select;
                },
                row -> {
                    while (row.next()) {
                        DomainEventData<?> event = getDomainEventData(row);
                        Objects.requireNonNull(events.get(event.getAggregateIdentifier()))
                                .add(event);
                    }
                    return events;
                },
                failure -> new EventStoreException("the events of several aggregates can't be read", failure));
        work.root().resources().put(READ_AHEAD, events);
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregate, long firstSequence, int batchSize) {
        List<DomainEventData<?>> readAhead = readAhead(aggregate);
        return readAhead == null
                ? super.fetchDomainEvents(aggregate, firstSequence, batchSize)
                : readAhead.stream()
                        .filter(event -> event.getSequenceNumber() >= firstSequence)
                        .limit(batchSize)
                        .toList();
    }

    private static @Nullable List<DomainEventData<?>> readAhead(String aggregate) {
        if (!CurrentUnitOfWork.isStarted()) {
            return null;
        }
        Map<String, List<DomainEventData<?>>> events =
                CurrentUnitOfWork.get().root().getOrDefaultResource(READ_AHEAD, Map.of());
        return events.get(aggregate);
    }

    /** No aggregate is snapshotted, so no command pays for looking. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return Stream.empty();
    }

    /** {@code timestamptz}, where Axon would write text. */
    @Override
    protected void writeTimestamp(PreparedStatement statement, int position, Instant recordedAt) throws SQLException {
        statement.setObject(position, recordedAt.atOffset(ZoneOffset.UTC));
    }

    @Override
    protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
