package io.plumbline.customer.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.platform.write.command.CommandRejected;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PolicyTermsProperties {

    private static final PolicyTerms DEFAULT = PolicyTerms.BUILT_IN;

    @Property
    void everyAssessmentHasATierUnderTheDefaultPolicy(
            @ForAll @IntRange(max = 100) int money,
            @ForAll @IntRange(max = 100) int authority,
            @ForAll @IntRange(max = 100) int need) {
        double mean = (money + authority + need) / 3.0;
        Tier expected = Math.min(money, Math.min(authority, need)) >= 70
                ? Tier.A
                : need >= 50 && mean >= 50 ? Tier.B : mean >= 30 ? Tier.C : Tier.D;
        assertThat(DEFAULT.tier(new Scores(money, authority, need))).isEqualTo(expected);
    }

    @Property
    void betterScoresNeverMakeALowerTier(
            @ForAll @IntRange(max = 100) int money,
            @ForAll @IntRange(max = 100) int authority,
            @ForAll @IntRange(max = 100) int need,
            @ForAll @IntRange(max = 100) int moreMoney,
            @ForAll @IntRange(max = 100) int moreAuthority,
            @ForAll @IntRange(max = 100) int moreNeed) {
        Tier before = DEFAULT.tier(new Scores(money, authority, need));
        Tier after = DEFAULT.tier(new Scores(
                Math.min(100, money + moreMoney),
                Math.min(100, authority + moreAuthority),
                Math.min(100, need + moreNeed)));
        assertThat(after).isLessThanOrEqualTo(before);
    }

    @Example
    void theMeanIsNotRounded() {
        assertThat(DEFAULT.tier(new Scores(30, 30, 30))).isEqualTo(Tier.C);
        assertThat(DEFAULT.tier(new Scores(30, 30, 29))).isEqualTo(Tier.D);
        assertThat(DEFAULT.tier(new Scores(50, 49, 50))).isEqualTo(Tier.C);
        assertThat(DEFAULT.tier(new Scores(50, 50, 50))).isEqualTo(Tier.B);
        assertThat(DEFAULT.tier(new Scores(70, 70, 70))).isEqualTo(Tier.A);
        assertThat(DEFAULT.tier(new Scores(70, 69, 70))).isEqualTo(Tier.B);
    }

    @Example
    void aPolicyLeavesNobodyWithoutATier() {
        List<TierRule> rules = List.of(
                DEFAULT.rules().get(0),
                DEFAULT.rules().get(1),
                DEFAULT.rules().get(2),
                new TierRule(Tier.D, null, null, 10, null));
        assertThatThrownBy(() -> new PolicyTerms(rules, DEFAULT.services(), 7, 30))
                .isInstanceOf(CommandRejected.class);
        assertThatThrownBy(() -> new PolicyTerms(DEFAULT.rules().subList(0, 3), DEFAULT.services(), 7, 30))
                .isInstanceOf(CommandRejected.class);
    }
}
