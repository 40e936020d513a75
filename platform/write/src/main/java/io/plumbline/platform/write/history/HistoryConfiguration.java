package io.plumbline.platform.write.history;

import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the history of aggregates into a service. */
@Configuration(proxyBeanMethods = false)
public class HistoryConfiguration {

    @Bean
    History history(EventStore events, List<EventDescription<?>> narrations) {
        return new History(events, narrations);
    }
}
