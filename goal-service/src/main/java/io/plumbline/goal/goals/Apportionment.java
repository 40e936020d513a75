package io.plumbline.goal.goals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Splits a total so that the parts add up to it exactly. */
final class Apportionment {

    private Apportionment() {}

    /**
     * Parts in proportion to the weights, each rounded down to the total's scale; what remains goes to the last part. So
     * no part is ever negative, and a part of weight zero is zero unless it is the last.
     *
     * @param total not negative
     * @param weights not negative, at least one; all zero is taken as all equal
     */
    static List<BigDecimal> proportional(BigDecimal total, List<BigDecimal> weights) {
        BigDecimal sum = sum(weights);
        if (sum.signum() == 0) {
            return equal(total, weights.size());
        }
        List<BigDecimal> parts = new ArrayList<>(weights.size());
        BigDecimal left = total;
        for (BigDecimal weight : weights.subList(0, weights.size() - 1)) {
            BigDecimal part = total.multiply(weight).divide(sum, total.scale(), RoundingMode.DOWN);
            parts.add(part);
            left = left.subtract(part);
        }
        parts.add(left);
        return parts;
    }

    static List<BigDecimal> equal(BigDecimal total, int parts) {
        return proportional(total, Collections.nCopies(parts, BigDecimal.ONE));
    }

    static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
