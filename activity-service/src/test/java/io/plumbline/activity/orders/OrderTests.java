package io.plumbline.activity.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.activity.customers.KnownCustomer;
import io.plumbline.activity.customers.KnownCustomers;
import io.plumbline.activity.orders.OrderCommand.LineQuantity;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.testing.Contract;
import io.plumbline.platform.testing.FixedTerritories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OrderTests {

    private static final OrderId ID = new OrderId("0198c1f0-4444-7000-8000-000000000001");
    private static final CustomerId CUSTOMER = new CustomerId("0198c1f0-2222-7000-8000-000000000001");
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Actor MEI = new Actor("mei.rep", Set.of("rep"), Set.of("EAST-CHINA"));
    private static final Instant ORDERED = Instant.parse("2024-09-02T02:00:00Z");
    private static final Instant OCTOBER = Instant.parse("2024-10-01T02:00:00Z");

    private AggregateTestFixture<Order> order;

    @BeforeEach
    void atTheEndOf2024() {
        order = new AggregateTestFixture<>(Order.class);
        order.registerInjectableResource(Clock.fixed(Instant.parse("2024-12-31T00:00:00Z"), ZoneOffset.UTC));
        KnownCustomers customers =
                customer -> new KnownCustomer(customer.value(), "EAST-CHINA", "online", "mei.rep", null);
        Territories territories = new FixedTerritories(
                new TerritoryTree(List.of(new TerritoryTree.Node("EAST-CHINA", null, ZoneOffset.UTC))));
        order.registerInjectableResource(customers);
        order.registerInjectableResource(territories);
    }

    @Test
    void sameOrderAgainChangesNothing() {
        OrderContent content = content(null, line("1", "40", "1250000.00"));
        order.givenNoPriorActivity()
                .when(new OrderCommand.PlaceOrder(ID, content, ORDERED), MEI.asMetaData())
                .expectEvents(new OrderEvent.OrderPlaced(ID, content, ORDERED));
        order.given(new OrderEvent.OrderPlaced(ID, content, ORDERED))
                .when(new OrderCommand.PlaceOrder(ID, content, ORDERED), MEI.asMetaData())
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void anotherContentUnderTheSameReferenceIsRefused() {
        order.given(placed("40", "1250000.00"))
                .when(
                        new OrderCommand.PlaceOrder(ID, content(null, line("1", "41", "1250000.00")), ORDERED),
                        MEI.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class);
    }

    @Test
    void partOfALineIsReturnedAtItsShareOfTheAmount() {
        order.given(placed("40", "1250000.00"))
                .when(giveBack("5"), MEI.asMetaData())
                .expectEvents(returned("5", "156250.00"));
    }

    @Test
    void lastPartTakesWhatIsLeftToTheCent() {
        order.given(placed("3", "100.00"), returned("1", "33.33"), returned("1", "33.34"))
                .when(giveBack("1"), MEI.asMetaData())
                .expectEvents(returned("1", "33.33"));
    }

    @Test
    void noMoreIsReturnedThanWasBoughtLessWhatWasCancelled() {
        order.given(
                        placed("40", "1250000.00"),
                        new OrderEvent.LinesCancelled(
                                ID,
                                CNY,
                                List.of(new Reduction("1", new BigDecimal("30"), new BigDecimal("937500.00"))),
                                "ordered twice",
                                OCTOBER))
                .when(giveBack("11"), MEI.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class)
                .expectExceptionMessage("only 10 of the line are left");
    }

    @Test
    void nothingIsReturnedBeforeItWasOrdered() {
        order.given(placed("40", "1250000.00"))
                .when(
                        new OrderCommand.ReturnLines(
                                ID,
                                List.of(new LineQuantity("1", BigDecimal.ONE)),
                                "early",
                                Instant.parse("2024-09-01T02:00:00Z")),
                        MEI.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class);
    }

    @Test
    void amountIsTheSumOfTheLines() {
        assertThat(content(null, line("1", "1", "0.10"), line("2", "1", "0.20")).amount())
                .isEqualByComparingTo("0.30");
    }

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        OrderLine line = new OrderLine(
                "1",
                "controllers",
                "PLC-200",
                new BigDecimal("40"),
                new BigDecimal("1250000.00"),
                new BigDecimal("900000.00"));
        List<OrderEvent> samples = List.of(
                new OrderEvent.OrderPlaced(
                        ID, content(new OpportunityId("0198c1f0-3333-7000-8000-000000000001"), line), ORDERED),
                new OrderEvent.LinesCancelled(
                        ID,
                        CNY,
                        List.of(new Reduction("1", new BigDecimal("5"), new BigDecimal("156250.00"))),
                        "ordered twice",
                        OCTOBER),
                returned("5", "156250.00"));
        return Contract.tests(
                new OrderPublication(), samples, event -> event.orderId().value());
    }

    private static OrderContent content(@Nullable OpportunityId opportunity, OrderLine... lines) {
        return new OrderContent(opportunity, null, CUSTOMER, "mei.rep", "online", "EAST-CHINA", CNY, List.of(lines));
    }

    private static OrderLine line(String id, String quantity, String amount) {
        return new OrderLine(id, "controllers", "PLC-200", new BigDecimal(quantity), new BigDecimal(amount), null);
    }

    private static OrderEvent placed(String quantity, String amount) {
        return new OrderEvent.OrderPlaced(ID, content(null, line("1", quantity, amount)), ORDERED);
    }

    private static OrderEvent returned(String quantity, String amount) {
        return new OrderEvent.LinesReturned(
                ID,
                CNY,
                List.of(new Reduction("1", new BigDecimal(quantity), new BigDecimal(amount))),
                "damaged in transit",
                OCTOBER);
    }

    private static OrderCommand giveBack(String quantity) {
        return new OrderCommand.ReturnLines(
                ID, List.of(new LineQuantity("1", new BigDecimal(quantity))), "damaged in transit", OCTOBER);
    }
}
