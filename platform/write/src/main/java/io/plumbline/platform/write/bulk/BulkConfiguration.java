package io.plumbline.platform.write.bulk;

import io.plumbline.platform.write.store.EventStorage;
import jakarta.validation.Validator;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires bulk requests into a service. */
@Configuration(proxyBeanMethods = false)
public class BulkConfiguration {

    @Bean
    Bulk bulk(
            CommandBus bus,
            TransactionManager transactions,
            EventStorage events,
            JsonMapper json,
            Validator validator) {
        return new Bulk(bus, transactions, events, json, validator);
    }
}
