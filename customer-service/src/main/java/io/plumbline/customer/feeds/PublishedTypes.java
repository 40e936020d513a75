package io.plumbline.customer.feeds;

import io.plumbline.platform.access.TerritoryCopy;
import io.plumbline.platform.intake.EventTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service reads of what others publish. */
@Configuration(proxyBeanMethods = false)
class PublishedTypes {

    static final EventTypes TYPES = new EventTypes(types());

    @Bean
    EventTypes eventTypesRead() {
        return TYPES;
    }

    private static Map<String, Class<? extends Record>> types() {
        Map<String, Class<? extends Record>> types = new LinkedHashMap<>();
        types.putAll(TerritoryCopy.TYPES);
        types.put("order.OrderPlaced.v1", Inbox.OrderPlaced.class);
        types.put("activity.ActivityCompleted.v1", Inbox.ActivityCompleted.class);
        return types;
    }
}
