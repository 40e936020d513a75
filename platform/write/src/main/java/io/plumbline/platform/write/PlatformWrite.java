package io.plumbline.platform.write;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.plumbline.platform.web.PlatformWeb;
import io.plumbline.platform.write.history.EventDescription;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.relay.RelayConfiguration;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.commandhandling.gateway.ExponentialBackOffIntervalRetryScheduler;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.micrometer.MessageTimerMonitor;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Axon on PostgreSQL. With JDBC only, Axon's own auto-configuration leaves a service without transactions or a store
 * and says nothing; so each part is declared here, and {@link #refuseToRunWithoutTransactions} looks again.
 */
@AutoConfiguration(
        after = PlatformWeb.class,
        before = FlywayAutoConfiguration.class,
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration"
        })
@Import({CommandProblems.class, RelayConfiguration.class})
@EnableScheduling
public class PlatformWrite {

    @Bean
    EventTypes eventTypes(List<Publication<?>> publications) {
        return new EventTypes(publications);
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    @Qualifier("eventSerializer") Serializer eventSerializer(EventTypes types) {
        return new LogicalNameSerializer(types);
    }

    /** Lets Axon's own tokens, which it stores with their types, be read back. */
    @Bean
    Jackson3SerializerCustomizer axonTypes() {
        return json -> {
            LogicalNameSerializer.exact(json);
            json.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                    .allowIfSubType("org.axonframework.")
                    .build());
        };
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
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            Upcasters upcasters,
            ConnectionProvider connections,
            TransactionManager transactions,
            RecentEvents recent) {
        JdbcEventStorageEngine.Builder axon = JdbcEventStorageEngine.builder();
        axon.snapshotSerializer(serializer)
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
    EmbeddedEventStore eventStore(EventStorageEngine engine, Clock clock) {
        GenericEventMessage.clock = clock;
        return new StagedEvents(EmbeddedEventStore.builder().storageEngine(engine));
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .contentType(byte[].class)
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .build();
    }

    @Bean
    CommandTargetResolver commandTargetResolver() {
        return new TargetResolver();
    }

    @Bean
    HandlerEnhancerDefinition versionAfterHandling() {
        return new VersionAfterHandling();
    }

    @Bean
    History history(EventStore events, List<EventDescription<?>> narrations) {
        return new History(events, narrations);
    }

    /** What an event's metadata keeps of its command's: who, and the trace. */
    @Bean
    CorrelationDataProvider correlationDataProvider() {
        return new SimpleCorrelationDataProvider(Actor.NAME, Commands.TRACEPARENT);
    }

    @Bean
    IdempotencyStore idempotencyStore(JdbcClient jdbc, CommandTargetResolver targets, Clock clock) {
        return new IdempotencyStore(jdbc, targets, clock);
    }

    /** Its threads are its own: as a bean, the executor would be taken for the scheduler of everything that recurs. */
    @Bean
    RetryScheduler retryScheduler(@Value("${plumbline.commands.retries:5}") int retries) {
        return ExponentialBackOffIntervalRetryScheduler.builder()
                .retryExecutor(Executors.newScheduledThreadPool(
                        2,
                        Thread.ofPlatform().name("command-retry-", 0).daemon().factory()))
                .maxRetryCount(retries)
                .backoffFactor(10)
                .nonTransientFailurePredicate(failure -> !lostAgainstAnother(failure))
                .build();
    }

    /** Only a lost race is worth another try; a refusal by the domain would be refused again. */
    static boolean lostAgainstAnother(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof ConcurrencyException || cause instanceof LockAcquisitionFailedException) {
                return true;
            }
        }
        return SqlStates.meansConflict(failure);
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus, RetryScheduler retries) {
        return DefaultCommandGateway.builder()
                .commandBus(bus)
                .retryScheduler(retries)
                .build();
    }

    @Bean
    Commands commands(CommandGateway gateway, @Value("${plumbline.commands.timeout:15s}") Duration timeout) {
        return new Commands(gateway, timeout);
    }

    @Bean
    Bulk bulk(
            CommandBus bus,
            TransactionManager transactions,
            EventStorage events,
            JsonMapper json,
            Validator validator) {
        return new Bulk(bus, transactions, events, json, validator);
    }

    @Bean
    BackgroundCommands backgroundCommands(Commands commands) {
        return new BackgroundCommands(commands);
    }

    /** A service's own read side is written in the command's transaction, and fails with it. */
    @Bean
    ConfigurerModule readSideInTheSameTransaction() {
        return configurer -> configurer
                .eventProcessing()
                .registerEventProcessorFactory(PlatformWrite::readSide)
                .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerDefaultErrorHandler(c -> PropagatingErrorHandler.instance());
    }

    private static EventProcessor readSide(String name, Configuration axon, EventHandlerInvoker handlers) {
        EventProcessingConfiguration processing = axon.eventProcessingConfiguration();
        return SubscribingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(new HandledTypes(handlers))
                .rollbackConfiguration(processing.rollbackConfiguration(name))
                .errorHandler(processing.errorHandler(name))
                .messageMonitor(processing.messageMonitor(SubscribingEventProcessor.class, name))
                .messageSource(axon.eventBus())
                .transactionManager(processing.transactionManager(name))
                .spanFactory(axon.getComponent(EventProcessorSpanFactory.class))
                .build();
    }

    /**
     * How long each type of command takes. Of Axon's own meters there are ten for each message and processor, and they take more
     * than a tenth of what a command takes.
     */
    @Bean
    ConfigurerModule commandsTimed(MeterRegistry meters) {
        return configurer -> configurer.configureMessageMonitor(
                CommandBus.class,
                axon -> MessageTimerMonitor.builder()
                        .meterNamePrefix("plumbline.commands")
                        .meterRegistry(meters)
                        .tagsBuilder(command ->
                                Tags.of("command", command.getPayloadType().getSimpleName()))
                        .timerCustomization(timer -> timer.publishPercentiles())
                        .build());
    }

    /** Looks at what Axon really got before the first command is taken. */
    @Bean
    ConfigurerModule refuseToRunWithoutTransactions() {
        return configurer -> configurer.onInitialize(axon -> axon.onStart(() -> {
            if (axon.getComponent(TransactionManager.class) instanceof NoTransactionManager
                    || !(axon.eventBus() instanceof EmbeddedEventStore)) {
                throw new IllegalStateException(
                        "Axon has no transactions or no event store: it must not take commands");
            }
        }));
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

    @Bean
    AnswersKept answersKept(IdempotencyStore answered, @Value("${plumbline.commands.answers-kept:7d}") Duration kept) {
        return new AnswersKept(answered, kept);
    }

    /** Forgets old answers once an hour. */
    static final class AnswersKept {

        private final IdempotencyStore answered;
        private final Duration kept;

        AnswersKept(IdempotencyStore answered, Duration kept) {
            this.answered = answered;
            this.kept = kept;
        }

        @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
        void forget() {
            answered.forgetOlderThan(kept);
        }
    }
}
