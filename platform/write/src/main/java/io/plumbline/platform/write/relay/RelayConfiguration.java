package io.plumbline.platform.write.relay;

import io.plumbline.platform.kafka.KafkaConnection;
import io.plumbline.platform.write.store.Publication;
import io.plumbline.platform.write.store.RecentEvents;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.plumbline.platform.write.store.Upcasters;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Wires the relay into a service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelaySettings.class)
public class RelayConfiguration {

    @Bean
    CloudEvents cloudEvents(
            @Value("${spring.application.name}") String service,
            @Qualifier("eventSerializer") Serializer serializer,
            Upcasters upcasters,
            RecentEvents recent,
            List<Publication<?>> publications,
            JsonMapper json) {
        return new CloudEvents("/" + service, serializer, upcasters.chain(), recent, publications, json);
    }

    @Bean
    Relay relay(
            RelaySettings settings,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            CloudEvents cloudEvents,
            KafkaConnection kafka) {
        String owner = ProcessHandle.current().pid() + "-" + TimeOrderedIds.next();
        TransactionTemplate template = new TransactionTemplate(transactions);
        return new Relay(
                settings,
                () -> Lease.take(jdbc, template, owner, settings),
                stillAlive -> new UnpublishedEvents(jdbc, stillAlive),
                new KafkaSender(settings, kafka, cloudEvents));
    }

    @Bean
    RelayStatus relayStatus(Relay relay, JdbcClient jdbc, Clock clock) {
        return new RelayStatus(relay, jdbc, clock);
    }

    @Bean
    Republish republish(RelaySettings settings, JdbcClient jdbc, CloudEvents cloudEvents, KafkaConnection kafka) {
        return new Republish(settings, jdbc, topic -> new KafkaSender(settings.to(topic), kafka, cloudEvents));
    }

    @Bean
    RepublishEndpoint republishEndpoint(Republish republish) {
        return new RepublishEndpoint(republish);
    }

    /** After a commit the relay looks at once. */
    @Bean
    MessageHandlerInterceptor<CommandMessage<?>> nudgeAfterCommit(Relay relay) {
        return (work, chain) -> {
            work.afterCommit(done -> relay.nudge());
            return chain.proceed();
        };
    }

    @Bean
    SmartLifecycle relayLifecycle(Relay relay, RelaySettings settings) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                running = true;
                if (settings.enabled()) {
                    relay.start();
                }
            }

            @Override
            public void stop() {
                running = false;
                try {
                    relay.stop();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public boolean isRunning() {
                return running;
            }
        };
    }
}
