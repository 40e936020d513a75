package io.plumbline.platform.write.store;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event store: its tables, its serializer, its types. */
@Configuration(proxyBeanMethods = false)
public class StoreConfiguration {

    @Bean
    EventTypes eventTypes(List<Publication<?>> publications) {
        return new EventTypes(publications);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    @Qualifier("eventSerializer") Serializer eventSerializer(EventTypes types) {
        return new LogicalNameSerializer(types);
    }

    @Bean
    Upcasters upcasters(List<EventUpcaster> inOrder) {
        return new Upcasters(new EventUpcasterChain(inOrder));
    }

    @Bean
    RecentEvents recentEvents() {
        return new RecentEvents();
    }

    @Bean
    EventStorage eventStorageEngine(
            @Qualifier("eventSerializer") Serializer eventSerializer,
            Upcasters upcasters,
            ConnectionProvider connections,
            TransactionManager transactions,
            RecentEvents recent) {
        JdbcEventStorageEngine.Builder axon = JdbcEventStorageEngine.builder();
        // there are no snapshots, but a serializer for them is asked for
        axon.snapshotSerializer(eventSerializer)
                .eventSerializer(eventSerializer)
                .upcasterChain(upcasters.chain())
                // pgjdbc reports 23505 as a plain PSQLException, which Axon's own resolver does not recognise
                .persistenceExceptionResolver(SqlStates::meansDuplicateKey)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(EventStorage.SCHEMA);
        return new EventStorage(axon, recent);
    }

    @Bean
    StagedEvents eventStore(EventStorageEngine engine, Clock clock) {
        GenericEventMessage.clock = clock;
        return new StagedEvents(EmbeddedEventStore.builder().storageEngine(engine));
    }

    /** The platform's tables first, with a history of their own, then the service's. */
    @Bean
    FlywayMigrationStrategy platformTablesFirst() {
        return service -> {
            Flyway.configure()
                    .dataSource(service.getConfiguration().getDataSource())
                    .locations("classpath:db/platform-write")
                    .table("platform_write_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            service.migrate();
        };
    }
}
