package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.Published;
import io.plumbline.reporting.events.TerritoryEvent;
import io.plumbline.reporting.events.TerritoryEvent.AssignmentEnded;
import io.plumbline.reporting.events.TerritoryEvent.PriorityChanged;
import io.plumbline.reporting.events.TerritoryEvent.RepresentativeAssigned;
import io.plumbline.reporting.events.TerritoryEvent.TerritoryDefined;
import io.plumbline.reporting.events.TerritoryEvent.TerritoryMoved;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A territory's state, without those who are assigned to it. */
record Territory(
        String code,
        String nameEn,
        String nameZh,
        @Nullable String parent,
        String timeZone,
        String currency,
        String priority) {

    static final ReadModel VERSIONS = Versions.of(TerritoryEvent.class, "territory", Territory::versions);

    /** Who is assigned to it makes no version: every report looks its territories up, and each may have had hundreds of them. */
    private static List<Version<Territory>> versions(String id, List<Envelope<Published>> facts) {
        List<Envelope<Published>> changes = facts.stream()
                .filter(fact ->
                        !(fact.event() instanceof RepresentativeAssigned || fact.event() instanceof AssignmentEnded))
                .toList();
        if (changes.isEmpty()) {
            return List.of();
        }
        ZoneId zone = ZoneId.of(((TerritoryDefined) changes.getFirst().event()).timeZone());
        return History.of(id, changes, true, fact -> effective(fact, zone), (before, fact, at) -> apply(before, fact));
    }

    /** A move counts from its day on, which may lie before or after the day on which it was decided. */
    static Instant effective(Envelope<Published> fact, ZoneId zone) {
        return fact.event() instanceof TerritoryMoved moved
                ? moved.from().atStartOfDay(zone).toInstant()
                : fact.event().occurredAt();
    }

    private static Territory apply(@Nullable Territory before, Envelope<Published> fact) {
        return switch ((TerritoryEvent) fact.event()) {
            case TerritoryDefined e ->
                new Territory(e.code(), e.nameEn(), e.nameZh(), e.parent(), e.timeZone(), e.currency(), e.priority());
            case TerritoryMoved e -> requireNonNull(before).under(e.newParent());
            case PriorityChanged e -> requireNonNull(before).ranked(e.priority());
            case RepresentativeAssigned _, AssignmentEnded _ ->
                throw new IllegalArgumentException("no change of a territory: " + fact.event());
        };
    }

    private Territory under(@Nullable String newParent) {
        return new Territory(code, nameEn, nameZh, newParent, timeZone, currency, priority);
    }

    private Territory ranked(String newPriority) {
        return new Territory(code, nameEn, nameZh, parent, timeZone, currency, newPriority);
    }
}
