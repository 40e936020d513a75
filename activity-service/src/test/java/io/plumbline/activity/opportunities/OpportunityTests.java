package io.plumbline.activity.opportunities;

import static io.plumbline.activity.opportunities.OpportunitySamples.CNY;
import static io.plumbline.activity.opportunities.OpportunitySamples.CONTROLLERS;
import static io.plumbline.activity.opportunities.OpportunitySamples.CUSTOMER;
import static io.plumbline.activity.opportunities.OpportunitySamples.ID;
import static io.plumbline.activity.opportunities.OpportunitySamples.KEY_ACCOUNTS;
import static io.plumbline.activity.opportunities.OpportunitySamples.MEI;
import static io.plumbline.activity.opportunities.OpportunitySamples.ORDER;
import static io.plumbline.activity.opportunities.OpportunitySamples.OTTO;
import static io.plumbline.activity.opportunities.OpportunitySamples.SENSORS;
import static io.plumbline.activity.opportunities.OpportunitySamples.WEI;
import static io.plumbline.activity.opportunities.OpportunitySamples.at;
import static io.plumbline.activity.opportunities.OpportunitySamples.day;
import static io.plumbline.activity.opportunities.OpportunitySamples.moved;
import static io.plumbline.activity.opportunities.OpportunitySamples.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.activity.orders.WonOrders;
import io.plumbline.activity.pipelines.Pipeline;
import io.plumbline.activity.pipelines.Stage;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.command.Violation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomMatcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpportunityTests {

    private AggregateTestFixture<Opportunity> opportunity;

    @BeforeEach
    void atTheEndOf2024() {
        opportunity = new AggregateTestFixture<>(Opportunity.class);
        opportunity.registerInjectableResource(Clock.fixed(Instant.parse("2024-12-31T00:00:00Z"), ZoneOffset.UTC));
        opportunity.registerInjectableResource(OpportunitySamples.customers());
        opportunity.registerInjectableResource(OpportunitySamples.pipelines());
        opportunity.registerInjectableResource(OpportunitySamples.territories());
    }

    @Test
    void opensInTheFirstStageInItsCustomersTerritory() {
        opportunity
                .givenNoPriorActivity()
                .when(open(day("2024-07-05")), MEI.asMetaData())
                .expectEvents(opened());
    }

    @Test
    void isNotOpenedInTheFuture() {
        refused(opportunity.givenNoPriorActivity().when(open(day("2025-01-01")), MEI.asMetaData()), "not-in-future");
    }

    @Test
    void isNotOpenedForSomebodyElse() {
        Actor jun = new Actor("jun.rep", MEI.roles(), MEI.territories());
        refused(opportunity.givenNoPriorActivity().when(open(null), jun.asMetaData()), "owner");
    }

    @Test
    void isNotChangedByTheManagerOfAnotherTerritory() {
        refused(opportunity.given(opened()).when(move("propose", "2024-07-20"), OTTO.asMetaData()), "owner");
        opportunity
                .given(opened())
                .when(move("propose", "2024-07-20"), WEI.asMetaData())
                .expectEvents(moved("develop", "propose", "2024-07-20"));
    }

    @Test
    void advancesSkipsAndFallsBack() {
        opportunity
                .given(opened(), moved("develop", "quote", "2024-07-20"))
                .when(move("confirm-need", "2024-08-01"), MEI.asMetaData())
                .expectEvents(moved("quote", "confirm-need", "2024-08-01"));
    }

    @Test
    void doesNotMoveToWhereItIsOrToNoStage() {
        refused(opportunity.given(opened()).when(move("develop", "2024-07-20"), MEI.asMetaData()), "other-stage");
        refused(opportunity.given(opened()).when(move("celebrate", "2024-07-20"), MEI.asMetaData()), "known-stage");
    }

    @Test
    void moveEnteredLateTakesItsPlaceInTheHistory() {
        opportunity
                .given(opened(), moved("develop", "quote", "2024-08-20"))
                .when(move("propose", "2024-07-20"), MEI.asMetaData())
                .expectEvents(moved("develop", "propose", "2024-07-20"));
    }

    @Test
    void moveEnteredLateFitsAlsoWhenTheOpportunityIsClosedByNow() {
        opportunity
                .given(opened(), moved("develop", "quote", "2024-08-20"), won("quote", "2024-09-02"))
                .when(move("propose", "2024-07-20"), MEI.asMetaData())
                .expectEvents(moved("develop", "propose", "2024-07-20"));
    }

    @Test
    void moveThatDoesNotFitTheHistoryIsRefusedWithTheReason() {
        refused(opportunity.given(opened()).when(move("propose", "2024-07-01"), MEI.asMetaData()), "fits-history");
        refused(
                opportunity
                        .given(opened(), moved("develop", "propose", "2024-08-20"))
                        .when(move("propose", "2024-07-20"), MEI.asMetaData()),
                "fits-history");
        refused(
                opportunity
                        .given(opened(), won("develop", "2024-09-02"))
                        .when(move("propose", "2024-09-03"), MEI.asMetaData()),
                "open");
    }

    @Test
    void stageIsNotLeftForwardsBeforeItsTemplateIsFilledIn() {
        refused(
                opportunity.given(opened(KEY_ACCOUNTS, "qualify")).when(move("close", "2024-07-20"), MEI.asMetaData()),
                "exit-template");
        opportunity
                .given(opened(KEY_ACCOUNTS, "qualify"))
                .when(
                        new OpportunityCommand.MoveToStage(
                                ID, "close", Map.of("budget", "approved"), day("2024-07-20")),
                        MEI.asMetaData())
                .expectEvents(
                        new OpportunityEvent.TemplateFilled(
                                ID, "qualify", Map.of("budget", "approved"), day("2024-07-20")),
                        new OpportunityEvent.StageChanged(
                                ID, at(KEY_ACCOUNTS, "qualify"), at(KEY_ACCOUNTS, "close"), day("2024-07-20")));
    }

    @Test
    void stageThatIsSkippedAsksForItsTemplateToo() {
        Map<String, String> onlyPain = Map.of("pain", "line 4 stands still");
        refused(
                opportunity
                        .given(opened(LONG, "develop"))
                        .when(
                                new OpportunityCommand.MoveToStage(ID, "propose", onlyPain, day("2024-07-20")),
                                MEI.asMetaData()),
                "exit-template");
        opportunity
                .given(opened(LONG, "develop"))
                .when(
                        new OpportunityCommand.MoveToStage(
                                ID,
                                "propose",
                                Map.of("pain", "line 4 stands still", "budget", "approved"),
                                day("2024-07-20")),
                        MEI.asMetaData())
                .expectSuccessfulHandlerExecution();
        // what was filled in before stays, and a way back asks for nothing
        OpportunityEvent filled = new OpportunityEvent.TemplateFilled(
                ID, "develop", Map.of("pain", "p", "budget", "b"), day("2024-07-19"));
        opportunity
                .given(opened(LONG, "develop"), filled)
                .when(new OpportunityCommand.MoveToStage(ID, "propose", Map.of(), null), MEI.asMetaData())
                .expectSuccessfulHandlerExecution();
        opportunity
                .given(opened(LONG, "propose"))
                .when(new OpportunityCommand.MoveToStage(ID, "develop", Map.of(), null), MEI.asMetaData())
                .expectSuccessfulHandlerExecution();
        refused(
                opportunity
                        .given(opened(LONG, "develop"))
                        .when(new OpportunityCommand.Win(ID, ORDER, onlyPain, null), MEI.asMetaData()),
                "exit-template");
        refused(
                opportunity
                        .given(
                                opened(LONG, "develop"),
                                new OpportunityEvent.OpportunityLost(
                                        ID, at(LONG, "develop"), LossReason.PRICE, null, day("2024-09-02")))
                        .when(
                                new OpportunityCommand.Reopen(ID, "propose", "it is back", day("2024-10-10")),
                                MEI.asMetaData()),
                "exit-template");
    }

    @Test
    void lenientPipelineAsksForTheTemplateOfTheStageThatIsLeftOnly() {
        assertThat(LONG.passed(1, 3)).extracting(Stage::key).containsExactly("develop", "confirm-need");
        Pipeline lenient = new Pipeline(LONG.pipeline(), 2, LONG.stages(), true);
        assertThat(lenient.passed(1, 3)).extracting(Stage::key).containsExactly("develop");
        assertThat(lenient.passed(3, 1)).isEmpty();
    }

    private static final Pipeline LONG = OpportunitySamples.LONG;

    @Test
    void winningNeedsTheTemplateOfTheLastStage() {
        refused(
                opportunity
                        .given(opened(KEY_ACCOUNTS, "close"))
                        .when(new OpportunityCommand.Win(ID, ORDER, Map.of(), null), MEI.asMetaData()),
                "exit-template");
    }

    @Test
    void keepsItsAmountAsTheSumOfItsLines() {
        opportunity
                .given(opened())
                .when(changeLines(CNY, CONTROLLERS, SENSORS), MEI.asMetaData())
                .expectEvents(new OpportunityEvent.LinesChanged(
                        ID,
                        CNY,
                        new BigDecimal("1250000.00"),
                        new Lines(List.of(CONTROLLERS, SENSORS)),
                        "they take the sensors too",
                        day("2024-08-01")));
        assertThat(new Lines(List.of(CONTROLLERS, SENSORS)).amount()).isEqualByComparingTo("1340000");
    }

    @Test
    void staysInItsCurrency() {
        refused(
                opportunity.given(opened()).when(changeLines(Currency.getInstance("EUR"), SENSORS), MEI.asMetaData()),
                "same-currency");
    }

    @Test
    void sameLinesAgainChangeNothing() {
        opportunity
                .given(opened())
                .when(changeLines(CNY, CONTROLLERS), MEI.asMetaData())
                .expectNoEvents();
    }

    @Test
    void changesOtherThanMovesAreEnteredInTheirOrder() {
        refused(
                opportunity
                        .given(opened(), heldBack("2024-08-04"), new OpportunityEvent.Resumed(ID, day("2024-08-20")))
                        .when(changeLines(CNY, SENSORS), MEI.asMetaData()),
                "fits-history");
    }

    @Test
    void onHoldItNeitherMovesNorIsWonUntilResumed() {
        refused(
                opportunity
                        .given(opened(), heldBack("2024-08-04"))
                        .when(move("propose", "2024-08-10"), MEI.asMetaData()),
                "not-on-hold");
        refused(
                opportunity
                        .given(opened(), heldBack("2024-08-04"))
                        .when(new OpportunityCommand.Win(ID, ORDER, Map.of(), null), MEI.asMetaData()),
                "not-on-hold");
        opportunity
                .given(opened(), heldBack("2024-08-04"))
                .when(new OpportunityCommand.Resume(ID, day("2024-08-20")), MEI.asMetaData())
                .expectEvents(new OpportunityEvent.Resumed(ID, day("2024-08-20")));
    }

    @Test
    void losingNamesReasonAndCompetitor() {
        opportunity
                .given(opened(), moved("develop", "propose", "2024-07-20"))
                .when(
                        new OpportunityCommand.Lose(ID, LossReason.COMPETITOR, "a cheaper bidder", day("2024-09-02")),
                        MEI.asMetaData())
                .expectEvents(lost());
    }

    @Test
    void lossToACompetitorNamesIt() {
        for (String nobody : new String[] {null, "", "  "}) {
            refused(
                    opportunity
                            .given(opened())
                            .when(
                                    new OpportunityCommand.Lose(ID, LossReason.COMPETITOR, nobody, day("2024-09-02")),
                                    MEI.asMetaData()),
                    "competitor-named");
        }
        opportunity
                .given(opened())
                .when(new OpportunityCommand.Lose(ID, LossReason.PRICE, null, day("2024-09-02")), MEI.asMetaData())
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void lostOneIsReopenedWonOneIsNot() {
        opportunity
                .given(opened(), moved("develop", "propose", "2024-07-20"), lost())
                .when(
                        new OpportunityCommand.Reopen(ID, "quote", "the other bid fell through", day("2024-10-10")),
                        MEI.asMetaData())
                .expectEvents(new OpportunityEvent.Reopened(
                        ID, at("quote"), "the other bid fell through", day("2024-10-10")));
        refused(
                opportunity
                        .given(opened(), won("develop", "2024-09-02"))
                        .when(new OpportunityCommand.Reopen(ID, null, "a mistake", null), MEI.asMetaData()),
                "lost");
    }

    @Test
    void isWonNoEarlierThanItsLastMove() {
        refused(
                opportunity
                        .given(opened(), moved("develop", "quote", "2024-08-20"))
                        .when(new OpportunityCommand.Win(ID, ORDER, Map.of(), day("2024-08-01")), MEI.asMetaData()),
                "fits-history");
    }

    @Test
    void isGivenToSomebodyElseByAManagerOnly() {
        OpportunityCommand toJun =
                new OpportunityCommand.ChangeOwner(ID, "jun.rep", "Mei is on leave", day("2024-08-03"));
        refused(opportunity.given(opened()).when(toJun, MEI.asMetaData()), "manager");
        opportunity
                .given(opened())
                .when(toJun, WEI.asMetaData())
                .expectEvents(new OpportunityEvent.OwnerChanged(
                        ID, "mei.rep", "jun.rep", "Mei is on leave", day("2024-08-03")));
    }

    @Test
    void winByMistakeIsUndoneWithItsOrder() {
        List<String> changed = new ArrayList<>();
        opportunity.registerInjectableResource((WonOrders) (order, change) -> changed.add(order.value()));
        opportunity
                .given(opened(), moved("develop", "propose", "2024-07-20"), won("propose", "2024-09-02"))
                .when(undo("2024-09-05"), WEI.asMetaData())
                .expectEvents(new OpportunityEvent.WinUndone(
                        ID, ORDER, at("propose"), "the wrong customer", day("2024-09-05")));
        assertThat(changed).containsExactly(ORDER.value());
    }

    @Test
    void onlyTheWinOfAWonOneIsUndoneAndNotBeforeIt() {
        opportunity.registerInjectableResource((WonOrders) (order, change) -> {});
        refused(opportunity.given(opened()).when(undo("2024-09-05"), MEI.asMetaData()), "won");
        refused(opportunity.given(opened(), lost()).when(undo("2024-09-05"), MEI.asMetaData()), "won");
        refused(
                opportunity.given(opened(), won("develop", "2024-09-02")).when(undo("2024-09-01"), MEI.asMetaData()),
                "fits-history");
        refused(
                opportunity.given(opened(), won("develop", "2024-09-02")).when(undo("2024-09-05"), OTTO.asMetaData()),
                "owner");
    }

    @Test
    void whatWasWonByMistakeIsOpenAndCanBeWonWithAnotherOrder() {
        OpportunityEvent undone =
                new OpportunityEvent.WinUndone(ID, ORDER, at("quote"), "the wrong customer", day("2024-09-05"));
        OrderId another = new OrderId("0198c1f0-4444-7000-8000-000000000002");
        opportunity
                .given(opened(), moved("develop", "quote", "2024-07-20"), won("quote", "2024-09-02"), undone)
                .when(move("negotiate", "2024-09-06"), MEI.asMetaData())
                .expectEvents(moved("quote", "negotiate", "2024-09-06"));
        refused(
                opportunity
                        .given(opened(), moved("develop", "quote", "2024-07-20"), won("quote", "2024-09-02"), undone)
                        .when(new OpportunityCommand.Win(ID, ORDER, Map.of(), day("2024-10-01")), MEI.asMetaData()),
                "new-order");
        opportunity
                .given(opened(), moved("develop", "quote", "2024-07-20"), won("quote", "2024-09-02"), undone)
                .when(new OpportunityCommand.Win(ID, another, Map.of(), day("2024-10-01")), MEI.asMetaData())
                .expectSuccessfulHandlerExecution();
    }

    /** Its order's id is derived from the opportunity's, and the order of that id was taken back. */
    @Test
    void whatAnImportSaysWonAgainMakesAnotherOrder() {
        Actor lena = new Actor("lena.sales-ops", Set.of("sales-ops"), Set.of());
        OpportunityCommand again = new OpportunityCommand.ImportOpportunity(
                ID,
                CUSTOMER,
                "Line 4 controllers",
                "default",
                "develop",
                "quote",
                Source.EXHIBITION,
                CNY,
                new Lines(List.of(CONTROLLERS)),
                LocalDate.parse("2024-09-20"),
                "mei.rep",
                "EAST-CHINA",
                day("2024-07-05"),
                List.of(),
                Map.of(),
                new OpportunityCommand.Closing.Won(ORDER, day("2024-10-01")),
                null);
        OrderId another = new OrderId(Ids.ofReference("order", "opportunity", ID.value() + " again 1"));
        opportunity
                .given(
                        opened(),
                        moved("develop", "quote", "2024-07-20"),
                        won("quote", "2024-09-02"),
                        new OpportunityEvent.WinUndone(ID, ORDER, at("quote"), "the wrong customer", day("2024-09-05")))
                .when(again, lena.asMetaData())
                .expectSuccessfulHandlerExecution()
                .expectState(won -> assertThat(won).extracting("orders").isEqualTo(List.of(ORDER, another)));
    }

    private static OpportunityCommand undo(String on) {
        return new OpportunityCommand.UndoWin(ID, "the wrong customer", day(on));
    }

    private static OpportunityCommand open(@Nullable Instant occurredAt) {
        return new OpportunityCommand.OpenOpportunity(
                ID,
                CUSTOMER,
                "Line 4 controllers",
                "default",
                null,
                Source.EXHIBITION,
                CNY,
                new Lines(List.of(CONTROLLERS)),
                LocalDate.parse("2024-09-20"),
                "mei.rep",
                occurredAt);
    }

    private static OpportunityCommand move(String to, String on) {
        return new OpportunityCommand.MoveToStage(ID, to, Map.of(), day(on));
    }

    private static OpportunityCommand changeLines(Currency currency, Line... lines) {
        return new OpportunityCommand.ChangeLines(
                ID, currency, new Lines(List.of(lines)), "they take the sensors too", day("2024-08-01"));
    }

    private static OpportunityEvent heldBack(String on) {
        return new OpportunityEvent.HeldBack(ID, "the plant is being moved", day(on));
    }

    private static OpportunityEvent won(String from, String on) {
        return new OpportunityEvent.OpportunityWon(ID, ORDER, at(from), CNY, new BigDecimal("1250000.00"), day(on));
    }

    private static OpportunityEvent lost() {
        return new OpportunityEvent.OpportunityLost(
                ID, at("propose"), LossReason.COMPETITOR, "a cheaper bidder", day("2024-09-02"));
    }

    private static void refused(ResultValidator<Opportunity> result, String rule) {
        result.expectNoEvents()
                .expectException(CommandRejected.class)
                .expectException(new CustomMatcher<Throwable>("a refusal by the rule " + rule) {
                    @Override
                    public boolean matches(Object refusal) {
                        return refusal instanceof CommandRejected refused
                                && refused.violations().stream()
                                        .map(Violation::rule)
                                        .anyMatch(rule::equals);
                    }
                });
    }
}
