package io.plumbline.reporting.history;

import io.plumbline.reporting.events.TerritoryEvent;
import io.plumbline.reporting.events.TerritoryEvent.TerritoryDefined;
import org.jspecify.annotations.Nullable;

record Territory(
        String code,
        String nameEn,
        String nameZh,
        @Nullable String parent,
        String timeZone,
        String currency,
        String priority) {

    static final ReadModel VERSIONS = new Versions<Territory>(
            TerritoryEvent.class, "territory", true, (before, fact, at) -> switch ((TerritoryEvent) fact.event()) {
                case TerritoryDefined e ->
                    new Territory(
                            e.code(), e.nameEn(), e.nameZh(), e.parent(), e.timeZone(), e.currency(), e.priority());
            });
}
