package io.plumbline.activity.opportunities;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.activity.customers.KnownCustomer;
import io.plumbline.activity.opportunities.OpportunityCommand.Closing;
import io.plumbline.activity.opportunities.OpportunityCommand.ImportOpportunity;
import io.plumbline.activity.opportunities.OpportunityCommand.Move;
import io.plumbline.activity.opportunities.OpportunityEvent.At;
import io.plumbline.activity.pipelines.Pipeline;
import io.plumbline.activity.pipelines.Pipelines;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.command.OccurredAt;
import io.plumbline.platform.write.command.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings an opportunity to what another system says of it: opened as it says, then whatever differs is changed, and what
 * nothing can change is refused. Sent again, it changes nothing.
 */
final class OpportunityImport {

    /** Why something differs from what was known before an import. */
    private static final String AS_IMPORTED = "as the import says";

    private final Opportunity opportunity;
    private final ImportOpportunity command;
    private final Clock clock;
    private final Pipelines pipelines;

    OpportunityImport(Opportunity opportunity, ImportOpportunity command, Clock clock, Pipelines pipelines) {
        this.opportunity = opportunity;
        this.command = command;
        this.clock = clock;
        this.pipelines = pipelines;
    }

    /** Opens it where it opened there: in the territory and the stage that the import names, else the customer's and the first. */
    void open(KnownCustomer known, Territories territories) {
        String territory = Objects.requireNonNullElse(command.territory(), known.territory());
        territories.requireKnown("territory", territory);
        Pipeline newest = pipelines.newest(command.pipeline());
        String began = command.openedIn() == null && command.moves().isEmpty() ? command.stage() : command.openedIn();
        At at = Opportunity.at(began == null ? newest.first() : newest.stage("stage", began));
        Instant openedAt = OccurredAt.of("openedAt", command.openedAt(), clock);
        apply(new OpportunityEvent.OpportunityOpened(
                command.opportunityId(),
                command.customerId(),
                command.name(),
                newest.pipeline(),
                newest.version(),
                at,
                command.source(),
                command.currency(),
                command.lines(),
                command.expectedClose(),
                command.owner(),
                territory,
                known.channel(),
                openedAt));
        if (!command.answers().isEmpty()) {
            apply(new OpportunityEvent.TemplateFilled(
                    command.opportunityId(), at.stage(), command.answers(), openedAt));
        }
    }

    /** @throws CommandRejected naming every field that differs and that nothing can change */
    void requireSame() {
        List<Violation> differing = new ArrayList<>();
        differs(differing, "customer", opportunity.customer, command.customerId());
        differs(differing, "name", opportunity.name, command.name());
        differs(differing, "pipeline", opportunity.pipeline, command.pipeline());
        differs(differing, "source", opportunity.source, command.source());
        differs(differing, "currency", opportunity.currency, command.currency());
        differs(differing, "openedAt", opportunity.stages.openedAt(), command.openedAt());
        differs(
                differing,
                "territory",
                opportunity.territory,
                Objects.requireNonNullElse(command.territory(), opportunity.territory));
        String first = opportunity.stages.first();
        differs(differing, "openedIn", first, Objects.requireNonNullElse(command.openedIn(), first));
        requireSameClosing(differing);
        if (!differing.isEmpty()) {
            throw CommandRejected.invalid(differing);
        }
    }

    private void requireSameClosing(List<Violation> differing) {
        Closing closing = command.closing();
        boolean won = opportunity.status == OpportunityStatus.WON;
        boolean lostAgain = opportunity.status == OpportunityStatus.LOST && closing instanceof Closing.Lost;
        if (won) {
            differs(differing, "wonAt", opportunity.lastChange, closing instanceof Closing.Won at ? at.at() : null);
        } else if (lostAgain && closing instanceof Closing.Lost lost) {
            differs(differing, "lostAt", opportunity.lastChange, lost.at());
            differs(differing, "lossReason", opportunity.lossReason, lost.reason());
        }
        if (won || lostAgain) {
            if (!opportunity.lines.saysTheSameAs(command.lines())) {
                differing.add(new Violation(
                        "same-opportunity",
                        "lines",
                        "known with other lines, of %s in all, and an import cannot change that"
                                .formatted(opportunity.lines.amount().toPlainString())));
            }
            differs(differing, "expectedClose", opportunity.expectedClose, command.expectedClose());
            differs(differing, "owner", opportunity.owner, command.owner());
        }
    }

    private static void differs(
            List<Violation> differing, String field, @Nullable Object known, @Nullable Object claimed) {
        if (!Objects.equals(known, claimed)) {
            differing.add(new Violation(
                    "same-opportunity", field, "known as " + known + ", and an import cannot change that"));
        }
    }

    /** Everything that differs, in the order in which it happened: the moves, a reopening, changes, the closing. */
    void change() throws Exception {
        Instant changedAt = changedAt();
        for (Move move : command.moves()) {
            if (!opportunity.stages.wasIn(move.to(), move.at())) {
                opportunity.move(move.to(), Map.of(), OccurredAt.of("moves", move.at(), clock), pipelines);
            }
        }
        Closing closing = command.closing();
        if (opportunity.status == OpportunityStatus.LOST && !(closing instanceof Closing.Lost)) {
            opportunity.stages.requireLatest(changedAt);
            apply(new OpportunityEvent.Reopened(opportunity.id, opportunity.stages.last(), AS_IMPORTED, changedAt));
        }
        changeStage(changedAt);
        changeContent(changedAt);
        if (closing != null && !opportunity.status.isClosed()) {
            close(closing);
        }
    }

    private Instant changedAt() {
        Instant changedAt = OccurredAt.of("changedAt", command.changedAt(), clock);
        Closing closing = command.closing();
        return closing != null && closing.at().isBefore(changedAt) ? closing.at() : changedAt;
    }

    private void changeStage(Instant changedAt) {
        String stage = command.stage();
        String last = opportunity.stages.last().stage();
        if (stage != null && !last.equals(stage)) {
            if (!command.moves().isEmpty()) {
                throw CommandRejected.invalid("fits-history", "stage", "the moves end in the stage " + last);
            }
            opportunity.move(stage, Map.of(), changedAt, pipelines);
        }
    }

    private void changeContent(Instant changedAt) {
        if (!opportunity.lines.saysTheSameAs(command.lines())) {
            apply(new OpportunityEvent.LinesChanged(
                    opportunity.id,
                    opportunity.currency,
                    opportunity.lines.amount(),
                    command.lines(),
                    AS_IMPORTED,
                    opportunity.requireChange("changedAt", changedAt)));
        }
        if (!opportunity.expectedClose.equals(command.expectedClose())) {
            apply(new OpportunityEvent.ExpectedCloseChanged(
                    opportunity.id,
                    opportunity.expectedClose,
                    command.expectedClose(),
                    AS_IMPORTED,
                    opportunity.requireChange("changedAt", changedAt)));
        }
        if (!opportunity.owner.equals(command.owner())) {
            apply(new OpportunityEvent.OwnerChanged(
                    opportunity.id,
                    opportunity.owner,
                    command.owner(),
                    AS_IMPORTED,
                    opportunity.requireChange("changedAt", changedAt)));
        }
    }

    private void close(Closing closing) throws Exception {
        switch (closing) {
            case Closing.Won won ->
                opportunity.win(
                        orderNotMadeYet(won.orderId()),
                        Map.of(),
                        opportunity.requireChange("wonAt", OccurredAt.of("wonAt", won.at(), clock)),
                        pipelines);
            case Closing.Lost lost ->
                opportunity.lose(
                        lost.reason(),
                        lost.competitor(),
                        opportunity.requireChange("lostAt", OccurredAt.of("lostAt", lost.at(), clock)));
        }
    }

    /** An import derives the order's id from the opportunity's, and after an undone win the order of that id is there. */
    private OrderId orderNotMadeYet(OrderId derived) {
        List<OrderId> made = opportunity.orders;
        return made.contains(derived)
                ? new OrderId(Ids.ofReference("order", "opportunity", opportunity.id.value() + " again " + made.size()))
                : derived;
    }
}
