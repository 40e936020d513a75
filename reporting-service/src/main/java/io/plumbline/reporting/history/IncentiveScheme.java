package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.reporting.events.IncentiveEvent;
import io.plumbline.reporting.events.IncentiveEvent.AwardRecorded;
import io.plumbline.reporting.events.IncentiveEvent.Band;
import io.plumbline.reporting.events.IncentiveEvent.Reward;
import io.plumbline.reporting.events.IncentiveEvent.SchemeDefined;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What attainment under a plan earns, and what was awarded. */
record IncentiveScheme(
        String planId,
        String name,
        String currency,
        List<Band> bands,
        @Nullable BigDecimal cap,
        List<Reward> rewards,
        List<AwardRecorded> awards) {

    static final ReadModel VERSIONS = Versions.<IncentiveScheme>of(
            IncentiveEvent.class,
            "incentive_scheme",
            false,
            (before, fact, at) -> apply(before, (IncentiveEvent) fact.event()));

    private static IncentiveScheme apply(@Nullable IncentiveScheme before, IncentiveEvent event) {
        return switch (event) {
            case SchemeDefined e ->
                new IncentiveScheme(e.planId(), e.name(), e.currency(), e.bands(), e.cap(), e.rewards(), List.of());
            case AwardRecorded e -> requireNonNull(before).awarding(e);
        };
    }

    private IncentiveScheme awarding(AwardRecorded award) {
        List<AwardRecorded> all = new ArrayList<>(awards);
        all.add(award);
        return new IncentiveScheme(planId, name, currency, bands, cap, rewards, all);
    }
}
