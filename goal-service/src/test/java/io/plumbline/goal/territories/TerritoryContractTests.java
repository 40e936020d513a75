package io.plumbline.goal.territories;

import io.plumbline.goal.territories.TerritoryEvent.AssignmentEnded;
import io.plumbline.goal.territories.TerritoryEvent.PriorityChanged;
import io.plumbline.goal.territories.TerritoryEvent.RepresentativeAssigned;
import io.plumbline.goal.territories.TerritoryEvent.TerritoryDefined;
import io.plumbline.goal.territories.TerritoryEvent.TerritoryMoved;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.testing.Contract;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TerritoryContractTests {

    static final TerritoryCode EAST = new TerritoryCode("EAST-CHINA");
    static final String ASSIGNMENT = "0198c1f0-7777-7000-8000-000000000001";

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        return Contract.tests(new TerritoryPublication(), samples(), event -> Territory.aggregateId(event.code()));
    }

    static List<TerritoryEvent> samples() {
        return List.of(
                new TerritoryDefined(
                        EAST,
                        "East China",
                        "华东",
                        new TerritoryCode("CHINA"),
                        ZoneId.of("Asia/Shanghai"),
                        Currency.getInstance("CNY"),
                        Priority.KEY,
                        Instant.parse("2024-06-01T02:00:00Z")),
                new TerritoryMoved(
                        EAST,
                        new TerritoryCode("CHINA"),
                        new TerritoryCode("ASIA-PACIFIC"),
                        LocalDate.parse("2025-01-01"),
                        Instant.parse("2024-12-20T02:00:00Z")),
                new PriorityChanged(EAST, Priority.NORMAL, Instant.parse("2024-12-20T02:00:00Z")),
                new RepresentativeAssigned(
                        EAST,
                        new Assignment(
                                ASSIGNMENT,
                                "mei.rep",
                                "Mei",
                                Assignment.Role.REP,
                                "controllers",
                                null,
                                LocalDate.parse("2024-07-01"),
                                null),
                        Instant.parse("2024-06-20T02:00:00Z")),
                new AssignmentEnded(
                        EAST, ASSIGNMENT, LocalDate.parse("2024-09-30"), Instant.parse("2024-09-15T02:00:00Z")));
    }
}
