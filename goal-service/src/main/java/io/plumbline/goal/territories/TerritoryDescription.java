package io.plumbline.goal.territories;

import io.plumbline.goal.territories.TerritoryEvent.AssignmentEnded;
import io.plumbline.goal.territories.TerritoryEvent.PriorityChanged;
import io.plumbline.goal.territories.TerritoryEvent.RepresentativeAssigned;
import io.plumbline.goal.territories.TerritoryEvent.TerritoryDefined;
import io.plumbline.goal.territories.TerritoryEvent.TerritoryMoved;
import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class TerritoryDescription implements EventDescription<TerritoryEvent> {

    @Override
    public Class<TerritoryEvent> domainEvents() {
        return TerritoryEvent.class;
    }

    @Override
    public Sentence tell(TerritoryEvent event) {
        return Sentence.of(
                switch (event) {
                    case TerritoryDefined e -> "was defined as " + e.nameEn() + " (" + e.nameZh() + ")";
                    case TerritoryMoved e ->
                        "was moved from %s to %s as of %s".formatted(e.oldParent(), e.newParent(), e.from());
                    case PriorityChanged e -> "became " + e.priority();
                    case RepresentativeAssigned e ->
                        "was given %s as %s from %s"
                                .formatted(
                                        e.assignment().representative(),
                                        e.assignment().role(),
                                        e.assignment().from());
                    case AssignmentEnded e -> "assignment " + e.assignmentId() + " ends on " + e.to();
                },
                event.occurredAt());
    }
}
