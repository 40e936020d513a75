package io.plumbline.reporting.history;

import io.plumbline.reporting.events.CustomerEvent;
import io.plumbline.reporting.events.CustomerEvent.CustomerRegistered;
import org.jspecify.annotations.Nullable;

record Customer(
        @Nullable String nameEn,
        @Nullable String nameZh,
        String segment,
        String industry,
        @Nullable Integer size,
        String territory,
        String channel,
        String owner,
        @Nullable String tier) {

    static final ReadModel VERSIONS = Versions.of(
            CustomerEvent.class, "customer", true, (before, fact, at) -> switch ((CustomerEvent) fact.event()) {
                case CustomerRegistered e ->
                    new Customer(
                            e.nameEn(),
                            e.nameZh(),
                            e.segment(),
                            e.industry(),
                            e.size(),
                            e.territory(),
                            e.channel(),
                            e.owner(),
                            null);
            });
}
