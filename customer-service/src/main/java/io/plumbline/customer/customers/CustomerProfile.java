package io.plumbline.customer.customers;

import io.plumbline.platform.write.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer as an organisation; no personal data.
 *
 * @param nameEn in Latin script; null where there is only the Chinese name
 * @param nameZh in Chinese script; null where there is only the Latin name
 * @param size number of employees; null where not known
 * @param territory the code of the territory that looks after it
 * @param channel through which it came
 * @param owner the representative's id
 */
public record CustomerProfile(
        List<ExternalReference> externalReferences,
        @Nullable String nameEn,
        @Nullable String nameZh,
        String segment,
        String industry,
        @Nullable Integer size,
        String territory,
        String channel,
        String owner) {

    /** @throws Refused where it has no name */
    public CustomerProfile {
        externalReferences = List.copyOf(externalReferences);
        if (nameEn == null && nameZh == null) {
            throw Refused.invalid("name", "nameEn", "a customer has a name in Latin or in Chinese script");
        }
    }
}
