package io.plumbline.platform.write.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.commandhandling.gateway.ExponentialBackOffIntervalRetryScheduler;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.micrometer.MessageTimerMonitor;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** How commands are sent, retried, timed and answered. */
@Configuration(proxyBeanMethods = false)
@Import(CommandProblems.class)
public class CommandConfiguration {

    @Bean
    CommandTargetResolver commandTargetResolver() {
        return new TargetResolver();
    }

    @Bean
    HandlerEnhancerDefinition versionAfterHandling() {
        return new VersionAfterHandling();
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
                .nonTransientFailurePredicate(failure -> !ConcurrentChange.caused(failure))
                .build();
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
    BackgroundCommands backgroundCommands(Commands commands) {
        return new BackgroundCommands(commands);
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
