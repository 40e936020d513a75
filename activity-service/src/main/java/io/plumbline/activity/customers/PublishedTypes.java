package io.plumbline.activity.customers;

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
        types.put("customer.CustomerRegistered.v1", CustomerCopy.CustomerEvent.CustomerRegistered.class);
        types.put("customer.ProfileChanged.v1", CustomerCopy.CustomerEvent.ProfileChanged.class);
        types.put("customer.TierChanged.v1", CustomerCopy.CustomerEvent.TierChanged.class);
        types.put("customer.LifecycleChanged.v1", CustomerCopy.CustomerEvent.LifecycleChanged.class);
        types.put("customer.CustomerTransferred.v1", CustomerCopy.CustomerEvent.CustomerTransferred.class);
        types.put("customer.CustomerShared.v1", CustomerCopy.CustomerEvent.CustomerShared.class);
        types.put("customer.SharingEnded.v1", CustomerCopy.CustomerEvent.SharingEnded.class);
        types.put("customer.CustomerMerged.v1", CustomerCopy.CustomerEvent.CustomerMerged.class);
        types.put("customer.DuplicateAbsorbed.v1", CustomerCopy.CustomerEvent.DuplicateAbsorbed.class);
        types.put("tierpolicy.PolicyPublished.v1", ServicePolicyCopy.PolicyPublished.class);
        return types;
    }
}
