package io.plumbline.activity.opportunities;

import static io.plumbline.activity.opportunities.OpportunitySamples.CNY;
import static io.plumbline.activity.opportunities.OpportunitySamples.CONTROLLERS;
import static io.plumbline.activity.opportunities.OpportunitySamples.ID;
import static io.plumbline.activity.opportunities.OpportunitySamples.ORDER;
import static io.plumbline.activity.opportunities.OpportunitySamples.SENSORS;
import static io.plumbline.activity.opportunities.OpportunitySamples.at;
import static io.plumbline.activity.opportunities.OpportunitySamples.day;
import static io.plumbline.activity.opportunities.OpportunitySamples.moved;
import static io.plumbline.activity.opportunities.OpportunitySamples.opened;

import io.plumbline.platform.testing.Contract;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OpportunityContractTests {

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        return Contract.tests(
                new OpportunityPublication(),
                samples(),
                event -> event.opportunityId().value());
    }

    private static List<OpportunityEvent> samples() {
        return List.of(
                opened(),
                new OpportunityEvent.TemplateFilled(ID, "develop", Map.of("budget", "approved"), day("2024-07-19")),
                moved("develop", "propose", "2024-07-20"),
                new OpportunityEvent.LinesChanged(
                        ID,
                        CNY,
                        new BigDecimal("1250000.00"),
                        new Lines(List.of(CONTROLLERS, SENSORS)),
                        "they take the sensors too",
                        day("2024-08-01")),
                new OpportunityEvent.ExpectedCloseChanged(
                        ID,
                        LocalDate.parse("2024-09-20"),
                        LocalDate.parse("2024-10-15"),
                        "their board meets in October",
                        day("2024-08-02")),
                new OpportunityEvent.OwnerChanged(ID, "mei.rep", "jun.rep", "Mei is on leave", day("2024-08-03")),
                new OpportunityEvent.HeldBack(ID, "the plant is being moved", day("2024-08-04")),
                new OpportunityEvent.Resumed(ID, day("2024-08-20")),
                new OpportunityEvent.OpportunityWon(
                        ID, ORDER, at("propose"), CNY, new BigDecimal("1250000.00"), day("2024-09-02")),
                new OpportunityEvent.OpportunityLost(
                        ID, at("propose"), LossReason.COMPETITOR, "a cheaper bidder", day("2024-09-02")),
                new OpportunityEvent.Reopened(ID, at("quote"), "the other bid fell through", day("2024-10-10")),
                new OpportunityEvent.WinUndone(
                        ID, ORDER, at("propose"), "the customer signed for another line", day("2024-09-05")));
    }
}
