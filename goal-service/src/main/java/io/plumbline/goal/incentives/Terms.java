package io.plumbline.goal.incentives;

import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scheme promises.
 *
 * @param currency of bases, sums and entitlements
 * @param bands in rising order; below the first nothing is earned
 * @param cap the completion above which nothing more is earned, as a fraction; null for no cap
 */
record Terms(Currency currency, List<Band> bands, @Nullable BigDecimal cap, List<Reward> rewards) {

    /** What a completion entitles to; {@code amount} is in the scheme's currency. */
    record Entitlement(BigDecimal amount, List<Reward> rewards) {}

    /** @throws CommandRejected where bands overlap, leave a gap, or lie above the cap */
    Terms {
        bands = List.copyOf(bands);
        rewards = List.copyOf(rewards);
        for (int i = 1; i < bands.size(); i++) {
            BigDecimal end = bands.get(i - 1).to();
            if (end == null || end.compareTo(bands.get(i).from()) != 0) {
                throw CommandRejected.invalid(
                        "bands-adjoin", "bands[" + i + "].from", "each band begins where the one before it ends");
            }
        }
        if (cap != null && cap.compareTo(bands.getLast().from()) < 0) {
            throw CommandRejected.invalid("cap-above-bands", "cap", "the cap lies above where the last band begins");
        }
    }

    /**
     * Base x rate of the band x completion, completion counted up to the cap; or the sum of the band. Rounded half up to
     * the currency's minor unit.
     *
     * @param completion actual over target, as a fraction
     * @param base what a rate applies to, in the scheme's currency
     */
    Entitlement entitlement(BigDecimal completion, BigDecimal base) {
        BigDecimal counted = cap == null ? completion : completion.min(cap);
        BigDecimal amount = bands.stream()
                .filter(band -> band.holds(counted))
                .findFirst()
                .map(band -> earned(band, counted, base))
                .orElse(BigDecimal.ZERO);
        return new Entitlement(
                amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP),
                rewards.stream()
                        .filter(reward -> completion.compareTo(reward.from()) >= 0)
                        .toList());
    }

    private static BigDecimal earned(Band band, BigDecimal completion, BigDecimal base) {
        if (band.sum() != null) {
            return band.sum();
        }
        return band.rate() == null
                ? BigDecimal.ZERO
                : base.multiply(band.rate()).multiply(completion);
    }
}
