package io.plumbline.goal.incentives;

import io.plumbline.goal.values.PlanId;
import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What happened to an incentive scheme. */
@EventNames("incentive")
sealed interface SchemeEvent {

    SchemeId schemeId();

    Instant occurredAt();

    @Revision("1")
    record SchemeDefined(SchemeId schemeId, PlanId planId, String name, Terms terms, Instant occurredAt)
            implements SchemeEvent {}

    @Revision("1")
    record AwardRecorded(SchemeId schemeId, Award award, String by, Instant occurredAt) implements SchemeEvent {}
}
