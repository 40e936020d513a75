package io.plumbline.activity.opportunities;

import static io.plumbline.activity.opportunities.OpportunitySamples.CNY;
import static io.plumbline.activity.opportunities.OpportunitySamples.ID;
import static io.plumbline.activity.opportunities.OpportunitySamples.MEI;
import static io.plumbline.activity.opportunities.OpportunitySamples.OPENED;
import static io.plumbline.activity.opportunities.OpportunitySamples.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.activity.customers.KnownCustomers;
import io.plumbline.activity.orders.Order;
import io.plumbline.activity.orders.WonOrders;
import io.plumbline.activity.pipelines.Pipeline;
import io.plumbline.activity.pipelines.Pipelines;
import io.plumbline.activity.pipelines.Stage;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MetaData;

/** What holds of an opportunity whatever is asked of it, in whatever order, however late. */
class OpportunityProperties {

    private static final Instant NOW = Instant.parse("2024-12-31T00:00:00Z");

    private record Entered(Instant at, long sequence, String stage) {}

    @Property(tries = 150, seed = "20260101")
    void stagesFollowOneAnotherAndTheAmountIsTheSumOfTheLines(@ForAll("commands") List<OpportunityCommand> commands) {
        List<OpportunityEvent> events = carriedOut(commands);
        List<Entered> entered = new ArrayList<>();
        List<Instant> closed = new ArrayList<>();
        BigDecimal amount = BigDecimal.ZERO;
        for (int i = 0; i < events.size(); i++) {
            switch (events.get(i)) {
                case OpportunityEvent.OpportunityOpened e -> {
                    entered.add(new Entered(e.occurredAt(), i, e.at().stage()));
                    amount = e.lines().amount();
                }
                case OpportunityEvent.StageChanged e -> entered.add(new Entered(e.occurredAt(), i, e.to().stage()));
                case OpportunityEvent.WinUndone e ->
                    entered.add(new Entered(e.occurredAt(), i, "undone in " + e.to().stage()));
                case OpportunityEvent.Reopened e ->
                    entered.add(new Entered(e.occurredAt(), i, "reopened in " + e.to().stage()));
                case OpportunityEvent.LinesChanged e -> {
                    assertThat(e.oldAmount()).isEqualByComparingTo(amount);
                    amount = e.lines().lines().stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
                    assertThat(e.lines().amount()).isEqualByComparingTo(amount);
                }
                case OpportunityEvent.OpportunityWon e -> {
                    assertThat(e.amount()).isEqualByComparingTo(amount);
                    closed.add(e.occurredAt());
                }
                case OpportunityEvent.OpportunityLost e -> closed.add(e.occurredAt());
                default -> {}
            }
        }
        entered.sort(Comparator.comparing(Entered::at).thenComparing(Entered::sequence));
        assertThat(entered.getFirst().at()).isEqualTo(OPENED);
        for (int i = 1; i < entered.size(); i++) {
            assertThat(entered.get(i).stage()).isNotEqualTo(entered.get(i - 1).stage());
        }
        Statistics.label("closed").collect(!closed.isEmpty());
    }

    @Property(tries = 100, seed = "20260101")
    void replayGivesTheSameState(@ForAll("commands") List<OpportunityCommand> commands) {
        List<OpportunityEvent> events = carriedOut(commands);
        Opportunity once = new Opportunity();
        events.forEach(once::on);
        Opportunity again = new Opportunity();
        events.forEach(again::on);
        assertThat(again).usingRecursiveComparison().isEqualTo(once);
    }

    /** What came of the commands; those that are refused change nothing. */
    private static List<OpportunityEvent> carriedOut(List<OpportunityCommand> commands) {
        Configuration axon = DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(c -> new InMemoryEventStorageEngine())
                .configureAggregate(Opportunity.class)
                .configureAggregate(Order.class)
                .registerComponent(Clock.class, c -> Clock.fixed(NOW, ZoneOffset.UTC))
                .registerComponent(KnownCustomers.class, c -> OpportunitySamples.customers())
                .registerComponent(Pipelines.class, c -> OpportunitySamples.pipelines())
                .registerComponent(Territories.class, c -> OpportunitySamples.territories())
                .registerComponent(
                        WonOrders.class,
                        c -> (order, change) ->
                                c.repository(Order.class).load(order.value()).execute(change))
                .start();
        try {
            send(
                    axon,
                    new OpportunityCommand.OpenOpportunity(
                            ID,
                            OpportunitySamples.CUSTOMER,
                            "Line 4 controllers",
                            Pipeline.DEFAULT,
                            null,
                            Source.EXHIBITION,
                            CNY,
                            new Lines(List.of(OpportunitySamples.CONTROLLERS)),
                            LocalDate.parse("2024-09-20"),
                            "mei.rep",
                            OPENED));
            for (OpportunityCommand command : commands) {
                try {
                    send(axon, command);
                } catch (CommandRejected refused) {
                    Statistics.label("refused")
                            .collect(refused.violations().getFirst().rule());
                }
            }
            return axon.eventStore()
                    .readEvents(ID.value())
                    .asStream()
                    .map(DomainEventMessage::getPayload)
                    .map(OpportunityEvent.class::cast)
                    .toList();
        } finally {
            axon.shutdown();
        }
    }

    private static void send(Configuration axon, OpportunityCommand command) {
        axon.commandGateway().sendAndWait(new GenericCommandMessage<>(command, MetaData.from(MEI.asMetaData())));
    }

    @Provide
    Arbitrary<List<OpportunityCommand>> commands() {
        Arbitrary<Instant> when =
                Arbitraries.integers().between(-5, 120).map(days -> OPENED.plus(Duration.ofDays(days)));
        Arbitrary<String> stage = Arbitraries.of(
                Pipeline.FIRST_DEFAULT.stages().stream().map(Stage::key).toList());
        Arbitrary<OpportunityCommand> move = Combinators.combine(stage, when)
                .as((to, at) -> new OpportunityCommand.MoveToStage(ID, to, Map.of(), at));
        Arbitrary<Lines> lines = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1000000"))
                .ofScale(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(OpportunityProperties::lines);
        Arbitrary<OpportunityCommand> change = Combinators.combine(lines, when)
                .as((to, at) -> new OpportunityCommand.ChangeLines(ID, CNY, to, null, at));
        Arbitrary<OpportunityCommand> other = when.flatMap(at -> Arbitraries.of(
                new OpportunityCommand.PutOnHold(ID, "waiting", at),
                new OpportunityCommand.Resume(ID, at),
                new OpportunityCommand.Lose(ID, LossReason.PRICE, null, at),
                new OpportunityCommand.Reopen(ID, null, "a second chance", at),
                new OpportunityCommand.UndoWin(ID, "a mistake", at),
                new OpportunityCommand.Win(ID, ORDER, Map.of(), at)));
        return Arbitraries.frequencyOf(Tuple.of(6, move), Tuple.of(2, change), Tuple.of(1, other))
                .list()
                .ofMaxSize(25);
    }

    private static Lines lines(List<BigDecimal> amounts) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < amounts.size(); i++) {
            lines.add(
                    new Line(Integer.toString(i + 1), "controllers", "PLC-200", BigDecimal.ONE, amounts.get(i), null));
        }
        return new Lines(lines);
    }
}
