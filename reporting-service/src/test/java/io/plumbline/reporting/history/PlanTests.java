package io.plumbline.reporting.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.GoalEvent.Period;
import io.plumbline.reporting.events.PlanEvent;
import io.plumbline.reporting.events.PlanEvent.PlanDrafted;
import io.plumbline.reporting.events.PlanEvent.ResourceApproved;
import io.plumbline.reporting.events.PlanEvent.ResourceConsumed;
import io.plumbline.reporting.events.PlanEvent.ResourceRefused;
import io.plumbline.reporting.events.PlanEvent.ResourceRequested;
import io.plumbline.reporting.events.Published;
import io.plumbline.reporting.history.Plan.Resource;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTests {

    private final List<Envelope<Published>> facts = new ArrayList<>();

    PlanTests() {
        tell(new PlanDrafted(
                "ANNUAL",
                "a plan",
                "EAST",
                "wei",
                "CNY",
                new Period(LocalDate.parse("2024-01-01"), LocalDate.parse("2024-12-31")),
                day(1)));
    }

    @Test
    void whatIsConsumedAddsUp() {
        tell(new ResourceRequested("fairs", "BUDGET", "PROMOTION", "fairs", amount("300"), day(2)));
        tell(new ResourceApproved("fairs", amount("250"), day(3)));
        tell(new ResourceConsumed("fairs", amount("80"), day(4)));
        tell(new ResourceConsumed("fairs", amount("20"), day(5)));

        assertThat(resources())
                .containsExactly(new Resource(
                        "fairs", "BUDGET", "PROMOTION", "fairs", amount("300"), amount("250"), amount("100")));
    }

    @Test
    void whatIsDatedBeforeTheRequestCountsNoneTheLess() {
        tell(new ResourceRequested("fairs", "BUDGET", null, "fairs", amount("300"), day(6)));
        tell(new ResourceApproved("fairs", amount("250"), day(6)));
        tell(new ResourceConsumed("fairs", amount("80"), day(4)));

        assertThat(resources())
                .containsExactly(
                        new Resource("fairs", "BUDGET", null, "fairs", amount("300"), amount("250"), amount("80")));
    }

    @Test
    void ofARefusedResourceNothingIsApproved() {
        tell(new ResourceRequested("fairs", "TOOL", null, "a tent", amount("2"), day(2)));
        tell(new ResourceRefused("fairs", day(3)));

        assertThat(resources()).extracting(Resource::approved).containsExactly(BigDecimal.ZERO);
    }

    private void tell(PlanEvent event) {
        facts.add(new Envelope<>(
                "/goal-service",
                "p",
                facts.size(),
                "event-" + facts.size(),
                "plan",
                day(9).plusSeconds(facts.size()),
                null,
                new byte[0],
                event));
    }

    /** As they stand at last. */
    private List<Resource> resources() {
        return Plan.VERSIONS.rows().apply("plan", facts).stream()
                .map(row -> (Version<?>) row)
                .filter(version -> version.validTo().equals(Instant.MAX)
                        && version.knownTo().equals(Instant.MAX))
                .map(version -> ((Plan) version.state()).resources())
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal amount(String amount) {
        return new BigDecimal(amount);
    }

    private static Instant day(int day) {
        return Instant.parse("2024-01-01T00:00:00Z").plusSeconds(86_400L * day);
    }
}
