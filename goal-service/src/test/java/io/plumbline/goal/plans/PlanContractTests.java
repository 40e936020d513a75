package io.plumbline.goal.plans;

import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.testing.Contract;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PlanContractTests {

    static final PlanId ID = new PlanId("0198c1f0-2222-7000-8000-000000000001");
    static final String STRATEGY = "0198c1f0-4444-7000-8000-000000000001";
    static final String RESOURCE = "0198c1f0-8888-7000-8000-000000000001";
    static final String RISK = "0198c1f0-6666-7000-8000-000000000001";
    static final PracticeId PRACTICE = new PracticeId("0198c1f0-5555-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2023-11-20T02:00:00Z");

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        return Contract.tests(
                new PlanPublication(), samples(), event -> event.planId().value());
    }

    static PlanEvent.PlanDrafted drafted() {
        return new PlanEvent.PlanDrafted(
                ID,
                PlanType.ANNUAL,
                "East China 2024",
                new TerritoryCode("EAST-CHINA"),
                "wei.manager",
                Currency.getInstance("CNY"),
                new Period(LocalDate.parse("2024-01-01"), LocalDate.parse("2024-12-31")),
                AT);
    }

    static PlanEvent.ResourceRequested requested(String amount) {
        return new PlanEvent.ResourceRequested(
                ID,
                Resource.requested(
                        RESOURCE,
                        Resource.Kind.BUDGET,
                        Resource.Category.PROMOTION,
                        "fairs in Shanghai and Suzhou",
                        new BigDecimal(amount)),
                AT);
    }

    static List<PlanEvent> samples() {
        return List.of(
                drafted(),
                new PlanEvent.MarketAnalysed(
                        ID,
                        new MarketAnalysis(
                                new BigDecimal("1200000000"),
                                new Period(LocalDate.parse("2024-01-01"), LocalDate.parse("2024-12-31")),
                                new BigDecimal("0.08"),
                                List.of("large"),
                                List.of(new MarketAnalysis.Competitor(
                                        "Northern Drives",
                                        "service within a day",
                                        "no controllers of its own",
                                        "5 % below ours")),
                                "subsidies for automation end in 2025",
                                null),
                        AT),
                new PlanEvent.StrategySet(
                        ID,
                        new Strategy(
                                STRATEGY,
                                Strategy.Kind.CHANNEL,
                                "to be found by those who compare",
                                new Strategy.ChannelShare(
                                        "online",
                                        new BigDecimal("0.20"),
                                        new BigDecimal("0.30"),
                                        Strategy.Yield.LEADS)),
                        AT),
                new PlanEvent.StrategyDropped(ID, STRATEGY, AT),
                new PlanEvent.CapacityAssessed(ID, new CapacityCheck(5, 12, 3, 300), AT),
                requested("300000.00"),
                new PlanEvent.ResourceApproved(ID, RESOURCE, new BigDecimal("250000.00"), "wei.manager", AT),
                new PlanEvent.ResourceRefused(ID, RESOURCE, "wei.manager", "one fair is enough", AT),
                new PlanEvent.ResourceConsumed(
                        ID,
                        RESOURCE,
                        new BigDecimal("80000.00"),
                        "the stand in Shanghai",
                        Instant.parse("2024-03-10T02:00:00Z")),
                new PlanEvent.RiskIdentified(ID, RISK, "the main supplier is late", AT),
                new PlanEvent.RiskAssessed(ID, RISK, 3, 4, AT),
                new PlanEvent.RiskAnswered(ID, RISK, "qualify a second supplier by March", AT),
                new PlanEvent.RiskClosed(
                        ID, RISK, "the second supplier delivers", Instant.parse("2024-04-01T02:00:00Z")),
                new PlanEvent.PracticeCited(ID, PRACTICE, AT),
                new PlanEvent.PlanSubmitted(ID, Instant.parse("2023-12-01T02:00:00Z")),
                new PlanEvent.PlanApproved(ID, "wei.manager", Instant.parse("2023-12-05T02:00:00Z")),
                new PlanEvent.PlanRejected(
                        ID, "wei.manager", "the budget is last year's", Instant.parse("2023-12-05T02:00:00Z")),
                new PlanEvent.PlanActivated(ID, Instant.parse("2023-12-31T16:00:00Z")),
                new PlanEvent.PlanClosed(ID, Instant.parse("2025-01-05T02:00:00Z")));
    }
}
