package io.plumbline.customer.retiering;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.access.TerritoryTree;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTests {

    private static final TerritoryTree TREE = new TerritoryTree(List.of(
            new TerritoryTree.Node("CHINA", null, ZoneOffset.UTC),
            new TerritoryTree.Node("EAST", "CHINA", ZoneOffset.UTC),
            new TerritoryTree.Node("SHANGHAI", "EAST", ZoneOffset.UTC),
            new TerritoryTree.Node("NORTH", "CHINA", ZoneOffset.UTC),
            new TerritoryTree.Node("EUROPE", null, ZoneOffset.UTC)));

    @Test
    void aPolicyCoversWhatIsBelowUnlessThatHasItsOwn() {
        Coverage china = Coverage.of("CHINA", TREE, Set.of("CHINA", "EAST"));
        assertThat(china.inside()).isTrue();
        assertThat(china.territories()).containsExactlyInAnyOrder("CHINA", "NORTH");
        assertThat(Coverage.of("EAST", TREE, Set.of("CHINA", "EAST")).territories())
                .containsExactlyInAnyOrder("EAST", "SHANGHAI");
    }

    @Test
    void theDefaultCoversAllThatNoOtherCovers() {
        Coverage rest = Coverage.of(null, TREE, Set.of("EAST"));
        assertThat(rest.inside()).isFalse();
        assertThat(rest.territories()).containsExactlyInAnyOrder("EAST", "SHANGHAI");
    }
}
