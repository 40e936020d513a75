package io.plumbline.customer.customers;

import static io.plumbline.customer.customers.CustomerSamples.DUPLICATE;
import static io.plumbline.customer.customers.CustomerSamples.ERP;
import static io.plumbline.customer.customers.CustomerSamples.EVIDENCE;
import static io.plumbline.customer.customers.CustomerSamples.HIGH;
import static io.plumbline.customer.customers.CustomerSamples.ID;
import static io.plumbline.customer.customers.CustomerSamples.MEI;
import static io.plumbline.customer.customers.CustomerSamples.OTTO;
import static io.plumbline.customer.customers.CustomerSamples.SERVICE;
import static io.plumbline.customer.customers.CustomerSamples.WEI;
import static io.plumbline.customer.customers.CustomerSamples.assessed;
import static io.plumbline.customer.customers.CustomerSamples.day;
import static io.plumbline.customer.customers.CustomerSamples.lifecycle;
import static io.plumbline.customer.customers.CustomerSamples.overridden;
import static io.plumbline.customer.customers.CustomerSamples.profile;
import static io.plumbline.customer.customers.CustomerSamples.registered;
import static io.plumbline.customer.customers.CustomerSamples.tier;
import static io.plumbline.platform.testing.RejectedBy.refused;

import io.plumbline.customer.tiers.PolicyTerms;
import io.plumbline.customer.tiers.Scores;
import io.plumbline.customer.tiers.Tier;
import io.plumbline.customer.tiers.TierPolicy;
import io.plumbline.customer.tiers.TierRule;
import io.plumbline.platform.write.command.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class CustomerTests {

    private static final Scores LOW = new Scores(40, 30, 20);

    @Test
    void isRegisteredByItsRepresentative() {
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .givenNoPriorActivity()
                .when(register(), MEI.asMetaData())
                .expectEvents(registered());
        Actor jun = new Actor("jun.rep", MEI.roles(), MEI.territories());
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                        .givenNoPriorActivity()
                        .when(register(), jun.asMetaData()),
                "owner");
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-01-01")
                        .givenNoPriorActivity()
                        .when(register(), MEI.asMetaData()),
                "not-in-future");
    }

    @Test
    void getsATierByItsFirstAssessment() {
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered())
                .when(assess(HIGH, "2024-07-04"), MEI.asMetaData())
                .expectEvents(
                        assessed(HIGH, "2024-07-04"),
                        tier(null, Tier.A, Tier.A, TierCause.ASSESSMENT, HIGH, "2024-07-04"));
    }

    @Test
    void keepsItsTierWhereTheScoresMakeTheSame() {
        Scores higher = new Scores(85, 80, 95);
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered(), assessed(HIGH, "2024-07-04"), firstTier())
                .when(assess(higher, "2024-08-04"), MEI.asMetaData())
                .expectEvents(assessed(higher, "2024-08-04"));
    }

    @Test
    void anAssessmentThatIsEnteredLateChangesNoTier() {
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered(), assessed(HIGH, "2024-07-04"), firstTier())
                .when(assess(LOW, "2024-07-03"), MEI.asMetaData())
                .expectEvents(assessed(LOW, "2024-07-03"));
    }

    @Test
    void aNewPolicyDecidesAgainByTheScoresThatStand() {
        TierPolicy stricter = new TierPolicy("CHINA", 3, stricter());
        customer(stricter, "2024-12-31")
                .given(registered(), assessed(HIGH, "2024-07-04"), firstTier(), assessed(LOW, "2024-07-03"))
                .when(new CustomerCommand.ApplyPolicy(ID), SERVICE.asMetaData())
                .expectEvents(new CustomerEvent.TierChanged(
                        ID, Tier.A, Tier.B, Tier.B, TierCause.POLICY, HIGH, "CHINA", 3, null, null, day("2024-12-31")));
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered(), assessed(HIGH, "2024-07-04"), firstTier())
                .when(new CustomerCommand.ApplyPolicy(ID), SERVICE.asMetaData())
                .expectNoEvents();
    }

    @Test
    void aManagerOverridesTheTierUntilADay() {
        customer(TierPolicy.FIRST_DEFAULT, "2024-07-05")
                .given(registered(), assessed(HIGH, "2024-07-04"), firstTier())
                .when(override("2024-07-10"), WEI.asMetaData())
                .expectEvents(overridden(Tier.A, Tier.C, Tier.A, HIGH, "2024-07-10T16:00:00Z", "2024-07-05"));
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-07-05")
                        .given(registered(), assessed(HIGH, "2024-07-04"), firstTier())
                        .when(override("2024-07-10"), MEI.asMetaData()),
                "manager");
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-07-05")
                        .given(registered(), assessed(HIGH, "2024-07-04"), firstTier())
                        .when(override("2024-07-10"), OTTO.asMetaData()),
                "manager");
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-07-05")
                        .given(registered(), assessed(HIGH, "2024-07-04"), firstTier())
                        .when(override("2024-07-04"), WEI.asMetaData()),
                "not-over");
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-07-05")
                        .given(registered())
                        .when(override("2024-07-10"), WEI.asMetaData()),
                "assessed");
    }

    @Test
    void anAssessmentUnderAnOverrideChangesOnlyWhatIsComputed() {
        customer(TierPolicy.FIRST_DEFAULT, "2024-07-08")
                .given(registered(), assessed(HIGH, "2024-07-04"), firstTier(), override())
                .when(assess(LOW, "2024-07-07"), MEI.asMetaData())
                .expectEvents(
                        assessed(LOW, "2024-07-07"),
                        new CustomerEvent.TierChanged(
                                ID,
                                Tier.C,
                                Tier.C,
                                Tier.C,
                                TierCause.ASSESSMENT,
                                LOW,
                                null,
                                1,
                                "the chairman asked for it",
                                Instant.parse("2024-07-10T16:00:00Z"),
                                day("2024-07-07")));
    }

    @Test
    void theComputedTierReturnsWhenTheOverrideIsOver() {
        List<CustomerEvent> before = List.of(registered(), assessed(HIGH, "2024-07-04"), firstTier(), override());
        customer(TierPolicy.FIRST_DEFAULT, "2024-07-10")
                .given(before)
                .when(new CustomerCommand.EndOverride(ID), SERVICE.asMetaData())
                .expectNoEvents();
        customer(TierPolicy.FIRST_DEFAULT, "2024-07-11")
                .given(before)
                .when(new CustomerCommand.EndOverride(ID), SERVICE.asMetaData())
                .expectEvents(new CustomerEvent.TierChanged(
                        ID,
                        Tier.C,
                        Tier.A,
                        Tier.A,
                        TierCause.OVERRIDE_ENDED,
                        HIGH,
                        null,
                        1,
                        null,
                        null,
                        Instant.parse("2024-07-10T16:00:00Z")));
    }

    @Test
    void becomesACustomerByItsFirstOrderAndIsLostAndRegained() {
        CustomerEvent won =
                lifecycle(Lifecycle.PROSPECT, Lifecycle.CUSTOMER, LifecycleCause.FIRST_ORDER, null, "2024-09-02");
        CustomerEvent lost =
                lifecycle(Lifecycle.CUSTOMER, Lifecycle.LOST, LifecycleCause.DECLARED, "went bankrupt", "2024-10-02");
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered())
                .when(order("2024-09-02"), SERVICE.asMetaData())
                .expectEvents(won);
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered(), won)
                .when(order("2024-09-03"), SERVICE.asMetaData())
                .expectNoEvents();
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered(), won)
                .when(new CustomerCommand.DeclareLost(ID, "went bankrupt", day("2024-10-02")), MEI.asMetaData())
                .expectEvents(lost);
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered(), won, lost)
                .when(order("2024-11-02"), SERVICE.asMetaData())
                .expectEvents(
                        lifecycle(Lifecycle.LOST, Lifecycle.REGAINED, LifecycleCause.NEW_ORDER, null, "2024-11-02"));
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered(), won, lost)
                .when(order("2024-10-01"), SERVICE.asMetaData())
                .expectNoEvents();
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                        .given(registered())
                        .when(new CustomerCommand.DeclareLost(ID, "silent", null), MEI.asMetaData()),
                "customer");
    }

    @Test
    void isTransferredByAManagerOfBothTerritories() {
        CustomerCommand transfer = new CustomerCommand.TransferCustomer(
                ID, "jun.rep", "JIANGSU", "the plant lies there", day("2024-10-01"));
        CustomerEvent transferred = new CustomerEvent.CustomerTransferred(
                ID, "mei.rep", "jun.rep", "EAST-CHINA", "JIANGSU", "the plant lies there", day("2024-10-01"));
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered())
                .when(transfer, WEI.asMetaData())
                .expectEvents(transferred);
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered(), transferred)
                .when(transfer, WEI.asMetaData())
                .expectNoEvents();
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                        .given(registered())
                        .when(transfer, MEI.asMetaData()),
                "manager");
    }

    @Test
    void aDuplicateIsNoMoreWorkedOn() {
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                        .given(
                                registered(),
                                new CustomerEvent.CustomerMerged(ID, DUPLICATE, "twice", day("2024-10-02")))
                        .when(assess(HIGH, "2024-10-03"), MEI.asMetaData()),
                "not-merged");
    }

    @Test
    void aComplaintIsOpenedOnceAndResolvedOnce() {
        CustomerEvent opened = new CustomerEvent.ComplaintOpened(ID, "C-1", Severity.HIGH, "late", day("2024-10-05"));
        CustomerEvent resolved = new CustomerEvent.ComplaintResolved(ID, "C-1", "refunded", day("2024-10-06"));
        CustomerCommand resolve = new CustomerCommand.ResolveComplaint(ID, "C-1", "refunded", day("2024-10-06"));
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered(), opened)
                .when(resolve, MEI.asMetaData())
                .expectEvents(resolved);
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                        .given(registered(), opened, resolved)
                        .when(resolve, MEI.asMetaData()),
                "open");
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                        .given(registered())
                        .when(resolve, MEI.asMetaData()),
                "not-found");
    }

    @Test
    void aSurveyAnswerCountsOnce() {
        CustomerCommand answer = new CustomerCommand.RecordSurveyAnswer(
                ID, "S-1", 92, LocalDate.parse("2024-10-01"), "autumn survey", day("2024-10-03"));
        CustomerEvent answered = new CustomerEvent.SurveyAnswered(
                ID, "S-1", 92, LocalDate.parse("2024-10-01"), "autumn survey", day("2024-10-03"));
        customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                .given(registered())
                .when(answer, MEI.asMetaData())
                .expectEvents(answered);
        refused(
                customer(TierPolicy.FIRST_DEFAULT, "2024-12-31")
                        .given(registered(), answered)
                        .when(answer, MEI.asMetaData()),
                "unique-answer");
    }

    private static AggregateTestFixture<Customer> customer(TierPolicy inForce, String today) {
        AggregateTestFixture<Customer> customer = new AggregateTestFixture<>(Customer.class);
        customer.registerInjectableResource(Clock.fixed(day(today), ZoneOffset.UTC));
        customer.registerInjectableResource(CustomerSamples.territories());
        customer.registerInjectableResource(CustomerSamples.policies(inForce));
        customer.registerInjectableResource(new References());
        customer.registerInjectableResource(new Nobody());
        return customer;
    }

    /** Gives whatever is asked for. */
    private static final class References implements ExternalReferences {
        @Override
        public void claim(List<ExternalReference> references, CustomerId customer) {}

        @Override
        public void release(List<ExternalReference> references) {}
    }

    private static final class Nobody implements Customers {
        @Override
        public void change(CustomerId customer, Consumer<Customer> change) {
            throw new AssertionError("no other customer is to be changed");
        }
    }

    private static PolicyTerms stricter() {
        PolicyTerms builtIn = PolicyTerms.BUILT_IN;
        return new PolicyTerms(
                List.of(
                        new TierRule(Tier.A, 90, 90, 90, null),
                        builtIn.rules().get(1),
                        builtIn.rules().get(2),
                        builtIn.rules().get(3)),
                builtIn.services(),
                7,
                30);
    }

    private static CustomerEvent firstTier() {
        return tier(null, Tier.A, Tier.A, TierCause.ASSESSMENT, HIGH, "2024-07-04");
    }

    private static CustomerEvent override() {
        return overridden(Tier.A, Tier.C, Tier.A, HIGH, "2024-07-10T16:00:00Z", "2024-07-05");
    }

    private static CustomerCommand register() {
        return new CustomerCommand.RegisterCustomer(ID, profile("Huadong Precision", 850, ERP), day("2024-07-02"));
    }

    private static CustomerCommand assess(Scores scores, String on) {
        return new CustomerCommand.AssessCustomer(ID, scores, EVIDENCE, day(on));
    }

    private static CustomerCommand override(String lastDay) {
        return new CustomerCommand.OverrideTier(
                ID, Tier.C, "the chairman asked for it", LocalDate.parse(lastDay), day("2024-07-05"));
    }

    private static CustomerCommand order(String on) {
        return new CustomerCommand.RecordOrder(ID, day(on));
    }
}
