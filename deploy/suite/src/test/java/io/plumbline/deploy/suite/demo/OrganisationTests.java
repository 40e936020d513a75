package io.plumbline.deploy.suite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.deploy.imports.Importer;
import io.plumbline.deploy.suite.demo.Organisation.Activity;
import io.plumbline.deploy.suite.demo.Organisation.Move;
import io.plumbline.deploy.suite.demo.Organisation.Opportunity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganisationTests {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final Organisation ORGANISATION = new Organisation(NOW, Demonstration.Size.FULL);

    @TempDir
    Path folder;

    @Test
    void hasTheSizeOfALargeSalesOrganisation() {
        assertThat(Geography.regions()).hasSize(4);
        assertThat(Geography.leaves()).hasSize(30);
        assertThat(Geography.all().stream().map(Geography.Territory::money).distinct())
                .hasSize(3);
        assertThat(Geography.all().stream().map(Geography.Territory::zone).distinct())
                .hasSize(3);
        assertThat(ORGANISATION.representatives()).hasSize(150);
        assertThat(ORGANISATION.customers()).hasSize(5_000);
        assertThat(ORGANISATION.opportunities()).hasSizeBetween(4_000, 8_000);
        assertThat(ORGANISATION.orders()).hasSizeGreaterThan(300);
        assertThat(ORGANISATION.activities()).hasSizeBetween(10_000, 30_000);
    }

    @Test
    void aSmallOneHasTheSameTerritories() {
        Organisation small = new Organisation(NOW, Demonstration.Size.SMALL);
        assertThat(small.representatives()).hasSize(60);
        assertThat(small.customers()).hasSize(600);
        assertThat(small.opportunities()).hasSizeBetween(1_000, 3_000);
    }

    @Test
    void isTheSameForTheSameInstant() {
        assertThat(new Organisation(NOW, Demonstration.Size.FULL).opportunities())
                .isEqualTo(ORGANISATION.opportunities());
        assertThat(new Organisation(NOW, Demonstration.Size.FULL).activities()).isEqualTo(ORGANISATION.activities());
    }

    @Test
    void nothingHappensAfterItsInstantOrOutOfOrder() {
        for (Opportunity each : ORGANISATION.opportunities()) {
            List<Instant> history = Stream.of(
                            Stream.of(each.customer().registeredAt(), each.openedAt()),
                            each.moves().stream().map(Move::at),
                            Stream.ofNullable(each.wonAt()),
                            Stream.ofNullable(each.lostAt()))
                    .flatMap(times -> times)
                    .toList();
            assertThat(history).as(each.reference()).isSorted().allMatch(NOW::isAfter);
        }
        for (Activity each : ORGANISATION.activities()) {
            assertThat(each.plannedOn()).as(each.reference()).isBefore(NOW);
            if (each.completedAt() != null) {
                assertThat(each.completedAt()).as(each.reference()).isBefore(NOW);
            }
        }
        assertThat(ORGANISATION.orders()).allMatch(order -> order.orderedAt().isBefore(NOW));
    }

    @Test
    void someOpportunitiesAreOpenSomeWonAndSomeLost() {
        long open = ORGANISATION.opportunities().stream()
                .filter(Opportunity::isOpen)
                .count();
        long won = ORGANISATION.opportunities().stream()
                .filter(each -> each.wonAt() != null)
                .count();
        assertThat(open).isGreaterThan(500);
        assertThat(won).isGreaterThan(1_000);
        assertThat(ORGANISATION.opportunities().size() - open - won).isGreaterThan(1_000);
    }

    @Test
    void everyRowOfItsFilesIsMapped() throws Exception {
        Path mapping = new Export(ORGANISATION).write(folder);
        var said = new StringWriter();

        boolean complete = Importer.run(
                new Importer.Settings(mapping, folder, true, false, null, false), "", "", new PrintWriter(said));

        assertThat(complete).as(said.toString()).isTrue();
        assertThat(Files.readAllLines(folder.resolve("customers.ndjson"))).hasSize(5_000);
    }
}
