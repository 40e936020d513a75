package io.plumbline.goal.practices;

import io.plumbline.goal.values.PracticeId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a practice. An {@code occurredAt} of null means now. */
sealed interface PracticeCommand {

    PracticeId practiceId();

    record RetirePractice(
            @TargetAggregateIdentifier PracticeId practiceId,
            String reason,
            @Nullable Instant occurredAt) implements PracticeCommand {}
}
