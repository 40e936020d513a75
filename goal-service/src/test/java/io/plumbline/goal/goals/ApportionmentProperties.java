package io.plumbline.goal.goals;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class ApportionmentProperties {

    @Property
    void moneyNeverGainsOrLosesACent(
            @ForAll @BigRange(min = "0", max = "999999999999999") @Scale(2) BigDecimal total,
            @ForAll @Size(min = 1, max = 50) List<@BigRange(min = "0", max = "1000000") @Scale(6) BigDecimal> weights) {
        BigDecimal cents = total.setScale(2);

        List<BigDecimal> parts = Apportionment.proportional(cents, weights);

        assertThat(Apportionment.sum(parts)).isEqualTo(cents);
        assertThat(parts).hasSameSizeAs(weights).allSatisfy(part -> {
            assertThat(part).isNotNegative();
            assertThat(part.scale()).isEqualTo(2);
        });
    }

    @Property
    void equalPartsDifferInTheLastOnlyAndByLessThanACentAPart(
            @ForAll @BigRange(min = "0", max = "999999999999999") @Scale(2) BigDecimal total,
            @ForAll @IntRange(min = 1, max = 2000) int count) {
        List<BigDecimal> parts = Apportionment.equal(total.setScale(2), count);

        assertThat(parts.subList(0, count - 1)).allMatch(part -> part.equals(parts.getFirst()));
        assertThat(parts.getLast().subtract(parts.getFirst()))
                .isBetween(BigDecimal.ZERO, new BigDecimal("0.01").multiply(BigDecimal.valueOf(count - 1L)));
    }
}
