package io.plumbline.goal.territories;

import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.write.store.Publication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class TerritoryPublication implements Publication<TerritoryEvent> {

    @Override
    public Class<TerritoryEvent> domainEvents() {
        return TerritoryEvent.class;
    }

    @Override
    public PublishedTerritoryEvent publish(TerritoryEvent event) {
        return switch (event) {
            case TerritoryEvent.TerritoryDefined e ->
                new PublishedTerritoryEvent.TerritoryDefined(
                        e.code().value(),
                        e.nameEn(),
                        e.nameZh(),
                        value(e.parent()),
                        e.timeZone().getId(),
                        e.currency().getCurrencyCode(),
                        e.priority().name(),
                        e.occurredAt());
            case TerritoryEvent.TerritoryMoved e ->
                new PublishedTerritoryEvent.TerritoryMoved(
                        e.code().value(), value(e.oldParent()), value(e.newParent()), e.from(), e.occurredAt());
            case TerritoryEvent.PriorityChanged e ->
                new PublishedTerritoryEvent.PriorityChanged(
                        e.code().value(), e.priority().name(), e.occurredAt());
            case TerritoryEvent.RepresentativeAssigned e ->
                new PublishedTerritoryEvent.RepresentativeAssigned(
                        e.code().value(),
                        e.assignment().assignmentId(),
                        e.assignment().representative(),
                        e.assignment().displayName(),
                        e.assignment().role().name(),
                        e.assignment().productLine(),
                        e.assignment().segment(),
                        e.assignment().from(),
                        e.assignment().to(),
                        e.occurredAt());
            case TerritoryEvent.AssignmentEnded e ->
                new PublishedTerritoryEvent.AssignmentEnded(e.code().value(), e.assignmentId(), e.to(), e.occurredAt());
        };
    }

    private static @Nullable String value(@Nullable TerritoryCode code) {
        return code == null ? null : code.value();
    }
}
