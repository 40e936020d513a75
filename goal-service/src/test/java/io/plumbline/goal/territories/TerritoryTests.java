package io.plumbline.goal.territories;

import static io.plumbline.goal.territories.TerritoryContractTests.ASSIGNMENT;
import static io.plumbline.goal.territories.TerritoryContractTests.EAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.goal.territories.TerritoryCommand.AssignRepresentative;
import io.plumbline.goal.territories.TerritoryCommand.EndAssignment;
import io.plumbline.goal.territories.TerritoryCommand.MoveTerritory;
import io.plumbline.goal.territories.TerritoryEvent.AssignmentEnded;
import io.plumbline.goal.territories.TerritoryEvent.RepresentativeAssigned;
import io.plumbline.goal.territories.TerritoryEvent.TerritoryMoved;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.testing.RejectedBy;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TerritoryTests {

    private static final Instant NOW = Instant.parse("2025-01-10T00:00:00Z");
    private static final Actor LENA = new Actor("lena.sales-ops", Set.of("sales-ops"), Set.of());
    private static final Actor WEI = new Actor("wei.manager", Set.of("manager"), Set.of("CHINA", "not a code"));
    private static final TerritoryTree TREE = new TerritoryTree(List.of(
            node("CHINA", null), node("EAST-CHINA", "CHINA"), node("SHANGHAI", "EAST-CHINA"), node("ASIA", null)));

    @Test
    void aTerritoryIsMovedAndRemembersFromWhere() {
        when(LENA, move("ASIA"))
                .expectEvents(new TerritoryMoved(
                        EAST, new TerritoryCode("CHINA"), new TerritoryCode("ASIA"), LocalDate.EPOCH, NOW));
    }

    @Test
    void aTerritoryNeverHangsBelowItself() {
        refuses("no-cycle", when(LENA, move("SHANGHAI")));
        refuses("no-cycle", when(LENA, move("EAST-CHINA")));
        refuses("known-territory", when(LENA, move("ATLANTIS")));
        refuses("moved-already", when(LENA, move("CHINA")));
        refuses("sales-ops", when(WEI, move("ASIA")));
    }

    @Test
    void aManagerOfATerritoryAboveAssignsRepresentatives() {
        Assignment mei = assignment(ASSIGNMENT, "2024-07-01", null);

        when(WEI, new AssignRepresentative(EAST, mei, NOW)).expectEvents(new RepresentativeAssigned(EAST, mei, NOW));
        refuses(
                "manager",
                when(
                        new Actor("otto.manager", Set.of("manager"), Set.of("ASIA")),
                        new AssignRepresentative(EAST, mei, NOW)));
    }

    @Test
    void oneAssignmentDoesNotRepeatAnother() {
        RepresentativeAssigned open = new RepresentativeAssigned(EAST, assignment(ASSIGNMENT, "2024-07-01", null), NOW);
        AssignRepresentative later = new AssignRepresentative(
                EAST, assignment("0198c1f0-7777-7000-8000-000000000002", "2025-01-01", null), NOW);

        refuses("no-overlap", when(WEI, later, open));
        when(WEI, later, open, new AssignmentEnded(EAST, ASSIGNMENT, LocalDate.parse("2024-12-31"), NOW))
                .expectEvents(new RepresentativeAssigned(EAST, later.assignment(), NOW));
        refuses(
                "no-overlap",
                when(WEI, later, open, new AssignmentEnded(EAST, ASSIGNMENT, LocalDate.parse("2025-01-01"), NOW)));
        refuses(
                "period-order",
                when(WEI, new EndAssignment(EAST, ASSIGNMENT, LocalDate.parse("2024-06-30"), NOW), open));
    }

    @Test
    void claimsCoverWhatIsBelow() {
        assertThat(TERRITORIES.authority(WEI).mayManage("SHANGHAI")).isTrue();
        assertThat(TERRITORIES.authority(WEI).mayManage("ASIA")).isFalse();
        assertThat(TERRITORIES.authority(WEI).mayManage(null)).isFalse();
        assertThat(TERRITORIES.authority(WEI).visibility().territories())
                .containsExactlyInAnyOrder("CHINA", "EAST-CHINA", "SHANGHAI");
        assertThat(TERRITORIES.authority(LENA).visibility().everything()).isTrue();
    }

    private static MoveTerritory move(String parent) {
        return new MoveTerritory(EAST, new TerritoryCode(parent), LocalDate.EPOCH, NOW);
    }

    private static Assignment assignment(String id, String from, @Nullable String to) {
        return new Assignment(
                id,
                "mei.rep",
                "Mei",
                Assignment.Role.REP,
                null,
                null,
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to));
    }

    private static final ChangeableTerritories TERRITORIES = new ChangeableTerritories() {
        @Override
        public TerritoryTree tree() {
            return TREE;
        }

        @Override
        public TerritoryTree treeForChange() {
            return TREE;
        }

        @Override
        public Set<String> assigned(String representative) {
            return Set.of();
        }

        @Override
        public void requireKnown(String field, @Nullable String code) {
            if (code != null && !TREE.contains(code)) {
                throw CommandRejected.invalid("known-territory", field, "there is no territory " + code);
            }
        }
    };

    private static TerritoryTree.Node node(String code, @Nullable String parent) {
        return new TerritoryTree.Node(code, parent, ZoneId.of("Asia/Shanghai"));
    }

    private static ResultValidator<Territory> when(Actor actor, TerritoryCommand command, Object... given) {
        AggregateTestFixture<Territory> fixture = new AggregateTestFixture<>(Territory.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC)).registerInjectableResource(TERRITORIES);
        return fixture.given(TerritoryContractTests.samples().getFirst())
                .andGiven(Arrays.asList(given))
                .when(command, actor.asMetaData());
    }

    private static void refuses(String rule, ResultValidator<Territory> result) {
        result.expectNoEvents().expectException(RejectedBy.rules(rule));
    }
}
