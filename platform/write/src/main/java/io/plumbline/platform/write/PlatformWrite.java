package io.plumbline.platform.write;

import io.plumbline.platform.web.PlatformWeb;
import io.plumbline.platform.write.bulk.BulkConfiguration;
import io.plumbline.platform.write.command.CommandConfiguration;
import io.plumbline.platform.write.history.HistoryConfiguration;
import io.plumbline.platform.write.readside.ReadSideConfiguration;
import io.plumbline.platform.write.relay.RelayConfiguration;
import io.plumbline.platform.write.store.StoreConfiguration;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon on PostgreSQL. With JDBC only, Axon's own auto-configuration leaves a service without transactions or a store
 * and says nothing; so each part is declared here, and {@link #refuseToRunWithoutTransactions} looks again.
 */
@AutoConfiguration(
        after = PlatformWeb.class,
        before = FlywayAutoConfiguration.class,
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration"
        })
@Import({
    StoreConfiguration.class,
    CommandConfiguration.class,
    BulkConfiguration.class,
    ReadSideConfiguration.class,
    HistoryConfiguration.class,
    RelayConfiguration.class
})
@EnableScheduling
public class PlatformWrite {

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
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
}
