package io.plumbline.platform.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.write.store.EventStorage;
import io.plumbline.platform.write.store.SqlStates;
import io.plumbline.platform.write.store.TimeOrderedIds;
import java.util.List;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** What goes wrong with Axon on PostgreSQL unless it is seen to; each test fails without its cure. */
class EventStoreIT {

    private static RunningTally tally;

    @BeforeAll
    static void start() {
        tally = new RunningTally(
                Servers.shared().createDatabase("event_store"), Servers.shared().createTopic("event-store", 1));
    }

    @AfterAll
    static void stop() {
        tally.close();
    }

    @Test
    void axonHasTransactionsAndStoresEvents() {
        Configuration axon = tally.bean(Configuration.class);
        assertThat(axon.getComponent(TransactionManager.class)).isNotInstanceOf(NoTransactionManager.class);
        assertThat(axon.eventBus()).isInstanceOf(EmbeddedEventStore.class);
        assertThat(axon.getComponent(EventStorageEngine.class)).isInstanceOf(EventStorage.class);
    }

    @Test
    void duplicateSequenceIsConcurrencyException() {
        String id = open();
        EventStorageEngine engine = tally.bean(EventStorageEngine.class);
        DomainEventMessage<?> next = engine.readEvents(id).asStream().toList().getFirst();
        DomainEventMessage<?> taken = new GenericDomainEventMessage<>("Tally", id, 1, next.getPayload());
        engine.appendEvents(taken);
        assertThatThrownBy(
                        () -> engine.appendEvents(new GenericDomainEventMessage<>("Tally", id, 1, next.getPayload())))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(
                        () -> engine.appendEvents(new GenericDomainEventMessage<>("Tally", id, 0, next.getPayload())))
                .isInstanceOf(AggregateStreamCreationException.class);
    }

    @Test
    void axonsOwnResolverWouldMissIt() {
        PSQLException duplicate = new PSQLException("duplicate key", PSQLState.UNIQUE_VIOLATION);
        assertThat(new JdbcSQLErrorCodesResolver().isDuplicateKeyViolation(duplicate))
                .isFalse();
        assertThat(SqlStates.meansDuplicateKey(duplicate)).isTrue();
    }

    @Test
    void storedTypesAreLogicalNames() {
        String id = open();
        record Row(String payloadType, String payloadRevision, String payload, String metaData) {}
        Row row = tally.jdbc().sql("""
                        select payload_type, payload_revision, convert_from(payload, 'UTF8') payload,
                               convert_from(meta_data, 'UTF8') meta_data
                        from domain_event where aggregate_id = ?""").param(id).query(Row.class).single();
        assertThat(row.payloadType()).isEqualTo("tally.TallyOpened");
        assertThat(row.payloadRevision()).isEqualTo("1");
        assertThat(row.payload()).contains("\"limit\":12345678901234567.10");
        assertThat(row.payload() + row.metaData()).doesNotContain("io.plumbline", "java.");
        assertThat(row.metaData()).contains("\"actor\":\"mei\"");
    }

    /** Not by this service's own role either: a truth that can be rewritten proves nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update domain_event set payload = payload",
                "delete from domain_event",
                "truncate domain_event",
                "truncate domain_event cascade"
            })
    void eventsAreOnlyAdded(String change) {
        String id = open();
        assertThatThrownBy(() -> tally.jdbc().sql(change).update()).hasMessageContaining("events are only ever added");
        assertThat(tally.jdbc()
                        .sql("select count(*) from domain_event where aggregate_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void identifiersGrowWithTime() {
        String earlier = TimeOrderedIds.next();
        String later = TimeOrderedIds.next();
        assertThat(earlier).matches("[0-9a-f]{8}-[0-9a-f]{4}-7.*").isLessThan(later);
        List<String> eventIds = tally.jdbc()
                .sql("select event_id from domain_event where aggregate_id = ?")
                .param(open())
                .query(String.class)
                .list();
        assertThat(eventIds).allSatisfy(id -> assertThat(id.charAt(14)).isEqualTo('7'));
    }

    @Test
    void noTransactionMayStandOpen() {
        assertThat(List.of("transaction_timeout", "idle_in_transaction_session_timeout", "lock_timeout"))
                .map(setting -> tally.jdbc()
                        .sql("select current_setting(?)")
                        .param(setting)
                        .query(String.class)
                        .single())
                .containsExactly("5s", "5s", "2s");
    }

    private static String open() {
        return tally.post("/api/tallies", "{\"name\":\"things\",\"limit\":12345678901234567.10}")
                .json()
                .path("id")
                .asString();
    }
}
