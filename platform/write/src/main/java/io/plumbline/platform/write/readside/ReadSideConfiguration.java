package io.plumbline.platform.write.readside;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes a service's own read side part of each command's transaction. */
@Configuration(proxyBeanMethods = false)
public class ReadSideConfiguration {

    /** A service's own read side is written in the command's transaction, and fails with it. */
    @Bean
    ConfigurerModule readSideInTheSameTransaction() {
        return configurer -> configurer
                .eventProcessing()
                .registerEventProcessorFactory(ReadSideConfiguration::readSide)
                .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerDefaultErrorHandler(c -> PropagatingErrorHandler.instance());
    }

    private static EventProcessor readSide(
            String name, org.axonframework.config.Configuration axon, EventHandlerInvoker handlers) {
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
}
