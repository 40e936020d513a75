package io.plumbline.customer.customers;

import io.plumbline.platform.write.command.CommandRejected;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
 * @param needs what it needs
 * @param painPoints what troubles it
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
        String owner,
        List<String> needs,
        List<String> painPoints) {

    /** @throws CommandRejected where it has no name */
    public CustomerProfile {
        externalReferences = List.copyOf(externalReferences);
        // profiles were stored without these at first
        needs = needs == null ? List.of() : List.copyOf(needs);
        painPoints = painPoints == null ? List.of() : List.copyOf(painPoints);
        if (nameEn == null && nameZh == null) {
            throw CommandRejected.invalid("name", "nameEn", "a customer has a name in Latin or in Chinese script");
        }
    }

    CustomerProfile with(List<ExternalReference> references) {
        return new CustomerProfile(
                references, nameEn, nameZh, segment, industry, size, territory, channel, owner, needs, painPoints);
    }

    /** This profile with all that another one says; null and an empty list say nothing, references are added. */
    CustomerProfile extendedBy(CustomerProfile other) {
        Set<ExternalReference> references = new LinkedHashSet<>(externalReferences);
        references.addAll(other.externalReferences);
        return new CustomerProfile(
                List.copyOf(references),
                other.nameEn == null ? nameEn : other.nameEn,
                other.nameZh == null ? nameZh : other.nameZh,
                other.segment,
                other.industry,
                other.size == null ? size : other.size,
                other.territory,
                other.channel,
                other.owner,
                other.needs.isEmpty() ? needs : other.needs,
                other.painPoints.isEmpty() ? painPoints : other.painPoints);
    }

    CustomerProfile of(String newOwner, String newTerritory) {
        return new CustomerProfile(
                externalReferences,
                nameEn,
                nameZh,
                segment,
                industry,
                size,
                newTerritory,
                channel,
                newOwner,
                needs,
                painPoints);
    }
}
