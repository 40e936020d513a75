package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.Published;
import io.plumbline.reporting.events.TerritoryEvent;
import io.plumbline.reporting.events.TerritoryEvent.TerritoryDefined;
import io.plumbline.reporting.events.TerritoryEvent.TerritoryMoved;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a territory stood in the tree. What else happened to it makes no row, so that one is asked for moves alone.
 *
 * @param parent null for the top of a tree
 */
record Place(String code, @Nullable String parent) {

    static final ReadModel VERSIONS = Versions.of(TerritoryEvent.class, "territory_place", Place::versions);

    private static List<Version<Place>> versions(String id, List<Envelope<Published>> facts) {
        List<Envelope<Published>> moves = facts.stream()
                .filter(fact -> fact.event() instanceof TerritoryDefined || fact.event() instanceof TerritoryMoved)
                .toList();
        if (moves.isEmpty()) {
            return List.of();
        }
        ZoneId zone = ZoneId.of(((TerritoryDefined) moves.getFirst().event()).timeZone());
        return History.of(
                id, moves, true, fact -> Territory.effective(fact, zone), (before, fact, at) -> apply(before, fact));
    }

    private static Place apply(@Nullable Place before, Envelope<Published> fact) {
        return switch (fact.event()) {
            case TerritoryDefined e -> new Place(e.code(), e.parent());
            case TerritoryMoved e -> new Place(requireNonNull(before).code, e.newParent());
            default -> throw new IllegalArgumentException("no move: " + fact.event());
        };
    }
}
