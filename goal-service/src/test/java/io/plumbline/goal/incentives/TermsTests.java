package io.plumbline.goal.incentives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTests {

    private static final Currency CNY = Currency.getInstance("CNY");

    /** [80 %, 90 %) pays 0.5, [90 %, 100 %) pays 0.8, from 100 % on 1.0, over 120 % nothing more. */
    static Terms bonus() {
        return new Terms(
                CNY,
                List.of(rate("0.8", "0.9", "0.5"), rate("0.9", "1.0", "0.8"), rate("1.0", null, "1.0")),
                new BigDecimal("1.2"),
                List.of(
                        new Reward(Reward.Kind.PUBLIC_PRAISE, "named at the annual meeting", new BigDecimal("1.0")),
                        new Reward(Reward.Kind.TRAINING_PLACE, "a week at the academy", new BigDecimal("1.2"))));
    }

    @ParameterizedTest
    @CsvSource({
        "0.7999, 0.00",
        "0.80, 4000.00",
        "0.8999, 4499.50",
        "0.90, 7200.00",
        "0.9999, 7999.20",
        "1.00, 10000.00",
        "1.10, 11000.00",
        "1.20, 12000.00",
        "1.50, 12000.00"
    })
    void entitlementFollowsTheBandsUpToTheCap(String completion, String amount) {
        assertThat(bonus().entitlement(new BigDecimal(completion), new BigDecimal("10000"))
                        .amount())
                .isEqualTo(new BigDecimal(amount));
    }

    @Test
    void aBandCanPayASum() {
        Terms terms = new Terms(
                CNY, List.of(new Band(new BigDecimal("0.9"), null, null, new BigDecimal("5000"))), null, List.of());

        assertThat(terms.entitlement(new BigDecimal("0.95"), new BigDecimal("10000"))
                        .amount())
                .isEqualTo(new BigDecimal("5000.00"));
    }

    @Test
    void rewardsThatAreNotMoneyAreEarnedFromTheirCompletionOn() {
        assertThat(bonus().entitlement(new BigDecimal("1.19"), BigDecimal.TEN).rewards())
                .extracting(Reward::kind)
                .containsExactly(Reward.Kind.PUBLIC_PRAISE);
        assertThat(bonus().entitlement(new BigDecimal("1.25"), BigDecimal.TEN).rewards())
                .extracting(Reward::kind)
                .containsExactly(Reward.Kind.PUBLIC_PRAISE, Reward.Kind.TRAINING_PLACE);
    }

    @Test
    void bandsAdjoin() {
        refused("bands-adjoin", () -> terms("1.2", rate("0.8", "0.9", "0.5"), rate("0.95", null, "1")));
        refused("bands-adjoin", () -> terms("1.2", rate("0.8", "0.9", "0.5"), rate("0.85", null, "1")));
        refused("bands-adjoin", () -> terms("1.2", rate("0.8", null, "0.5"), rate("0.9", null, "1")));
        refused("cap-above-bands", () -> terms("0.7", rate("0.8", null, "0.5")));
        refused("band-order", () -> rate("0.9", "0.8", "0.5"));
        refused("rate-or-sum", () -> new Band(BigDecimal.ONE, null, BigDecimal.ONE, BigDecimal.ONE));
    }

    private static Terms terms(String cap, Band... bands) {
        return new Terms(CNY, List.of(bands), new BigDecimal(cap), List.of());
    }

    private static Band rate(String from, @Nullable String to, String rate) {
        return new Band(new BigDecimal(from), to == null ? null : new BigDecimal(to), new BigDecimal(rate), null);
    }

    private static void refused(String rule, Runnable command) {
        assertThatExceptionOfType(CommandRejected.class)
                .isThrownBy(command::run)
                .satisfies(refusal ->
                        assertThat(refusal.violations().getFirst().rule()).isEqualTo(rule));
    }
}
