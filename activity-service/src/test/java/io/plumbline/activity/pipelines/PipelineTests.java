package io.plumbline.activity.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PipelineTests {

    private static final Actor LENA = new Actor("lena.sales-ops", Set.of("sales-ops"), Set.of());
    private static final Instant JUNE = Instant.parse("2024-06-01T02:00:00Z");
    private static final List<Stage> STAGES = List.of(
            new Stage("qualify", "Qualify", "资格确认", 1, new BigDecimal("0.10"), List.of("budget")),
            new Stage("close", "Close", "签约", 2, new BigDecimal("0.70"), List.of("contract")));

    private AggregateTestFixture<PipelineDefinition> pipeline;

    @BeforeEach
    void fixture() {
        pipeline = new AggregateTestFixture<>(PipelineDefinition.class);
        Territories territories = new FixedTerritories(new TerritoryTree(List.of()));
        pipeline.registerInjectableResource(Clock.fixed(Instant.parse("2024-12-31T00:00:00Z"), ZoneOffset.UTC));
        pipeline.registerInjectableResource(territories);
    }

    @Test
    void everybodyHasTheDefaultOne() {
        assertThat(Pipeline.FIRST_DEFAULT.stages())
                .extracting(stage -> stage.key() + " " + stage.probability())
                .containsExactly("develop 0.05", "confirm-need 0.20", "propose 0.40", "quote 0.60", "negotiate 0.80");
    }

    @Test
    void versionsCountFromOne() {
        pipeline.givenNoPriorActivity()
                .when(define("key-accounts"), LENA.asMetaData())
                .expectEvents(defined("key-accounts", 1));
    }

    @Test
    void nextVersionFollowsTheLast() {
        pipeline.given(defined("key-accounts", 1))
                .when(define("key-accounts"), LENA.asMetaData())
                .expectEvents(defined("key-accounts", 2));
    }

    @Test
    void firstVersionOfTheDefaultIsBuiltIn() {
        pipeline.givenNoPriorActivity()
                .when(define("default"), LENA.asMetaData())
                .expectEvents(defined("default", 2));
    }

    @Test
    void isDefinedBySalesOperationsOnly() {
        Actor wei = new Actor("wei.manager", Set.of("manager"), Set.of("CHINA"));
        pipeline.givenNoPriorActivity()
                .when(define("key-accounts"), wei.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class);
    }

    @Test
    void stagesDifferAndGrowMoreProbable() {
        Stage quote = new Stage("quote", "Quote", "报价", 1, new BigDecimal("0.60"), List.of());
        Stage lower = new Stage("propose", "Propose", "方案提供", 2, new BigDecimal("0.40"), List.of());
        assertThatThrownBy(() -> new Pipeline("odd", 1, List.of(quote, quote), false))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Pipeline("odd", 1, List.of(quote, lower), false))
                .hasMessageContaining("probable");
        assertThatThrownBy(() -> new Pipeline("odd", 1, List.of(), false)).isInstanceOf(CommandRejected.class);
    }

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        return Contract.tests(
                new PipelinePublication(), List.of(defined("key-accounts", 1)), event -> "pipeline-key-accounts");
    }

    @Test
    void versionThatWasDefinedBeforePipelinesCouldBeLenientIsNot() {
        PipelineEvent.PipelineDefined old = Contract.JSON.readValue("""
                {"pipeline": "key-accounts", "version": 1, "stages": [], "occurredAt": "2024-06-01T02:00:00Z"}
                """, PipelineEvent.PipelineDefined.class);

        assertThat(old.lenient()).isNull();
    }

    private static PipelineCommand define(String name) {
        return new PipelineCommand.DefinePipeline(PipelineDefinition.aggregateId(name), name, STAGES, false, JUNE);
    }

    private static PipelineEvent defined(String name, int version) {
        return new PipelineEvent.PipelineDefined(name, version, STAGES, false, JUNE);
    }
}
