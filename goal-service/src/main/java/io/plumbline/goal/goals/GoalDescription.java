package io.plumbline.goal.goals;

import io.plumbline.goal.reports.Measurement;
import io.plumbline.platform.write.history.EventDescription;
import java.math.BigDecimal;
import org.springframework.stereotype.Component;

@Component
class GoalDescription implements EventDescription<GoalEvent> {

    @Override
    public Class<GoalEvent> domainEvents() {
        return GoalEvent.class;
    }

    @Override
    public Sentence tell(GoalEvent event) {
        return switch (event) {
            case GoalEvent.GoalDrafted e ->
                Sentence.of("was drafted as “" + e.definition().name() + "”", e.occurredAt());
            case GoalEvent.GoalAmended e ->
                Sentence.of("was amended as “" + e.definition().name() + "”", e.occurredAt());
            case GoalEvent.GoalSubmitted e -> new Sentence("was submitted", e.justification(), e.occurredAt());
            case GoalEvent.GoalApproved e -> Sentence.of("was approved by " + e.by(), e.occurredAt());
            case GoalEvent.GoalRejected e -> new Sentence("was rejected by " + e.by(), e.reason(), e.occurredAt());
            case GoalEvent.GoalActivated e -> Sentence.of("was activated", e.occurredAt());
            case GoalEvent.TargetRevised e ->
                new Sentence(
                        "its target was revised from %s to %s%s"
                                .formatted(
                                        plain(e.oldTarget()),
                                        plain(e.newTarget()),
                                        e.loweredLate() ? ", lowered in the last fifth of its period" : ""),
                        e.reason(),
                        e.occurredAt());
            case GoalEvent.GoalRephased e ->
                new Sentence(
                        "was phased anew in %d phases".formatted(e.phasing().size()), e.reason(), e.occurredAt());
            case GoalEvent.GoalDecomposed e ->
                Sentence.of(
                        "was decomposed by %s into %d parts"
                                .formatted(
                                        e.decomposition().dimension(),
                                        e.decomposition().allotments().size()),
                        e.occurredAt());
            case GoalEvent.TargetReallotted e ->
                new Sentence(
                        "re-allotted %s from %s to %s"
                                .formatted(
                                        plain(e.amount()),
                                        e.parts().getFirst().goalId(),
                                        e.parts().getLast().goalId()),
                        e.reason(),
                        e.occurredAt());
            case GoalEvent.DecompositionWithdrawn e ->
                new Sentence("withdrew decomposition " + e.decompositionId(), e.reason(), e.occurredAt());
            case GoalEvent.ClosingRequested e ->
                new Sentence(
                        "%s asked to close it with %s, where %s"
                                .formatted(e.by(), plain(e.actual()), measured(e.measured())),
                        e.reason(),
                        e.occurredAt());
            case GoalEvent.ClosingDeclined e ->
                new Sentence("%s declined to close it so".formatted(e.by()), e.reason(), e.occurredAt());
            case GoalEvent.GoalClosed e ->
                new Sentence(
                        "was closed as %s with %s against %s%s"
                                .formatted(e.outcome(), plain(e.actual()), plain(e.target()), exception(e)),
                        e.stated() == null ? null : e.stated().reason(),
                        e.occurredAt());
            case GoalEvent.GoalAbandoned e -> new Sentence("was abandoned", e.reason(), e.occurredAt());
        };
    }

    private static String exception(GoalEvent.GoalClosed closed) {
        return closed.stated() == null || closed.measured() == null
                ? ""
                : ", where %s, as %s asked and %s confirmed"
                        .formatted(measured(closed.measured()), closed.stated().by(), closed.by());
    }

    private static String measured(Measurement measured) {
        return measured.actual() == null
                ? "the reports have no figure (%s)".formatted(measured.refusal())
                : "the reports measure " + plain(measured.actual());
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }
}
