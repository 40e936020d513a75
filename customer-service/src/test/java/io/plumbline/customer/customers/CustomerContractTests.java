package io.plumbline.customer.customers;

import static io.plumbline.customer.customers.CustomerSamples.CRM;
import static io.plumbline.customer.customers.CustomerSamples.DUPLICATE;
import static io.plumbline.customer.customers.CustomerSamples.ERP;
import static io.plumbline.customer.customers.CustomerSamples.HIGH;
import static io.plumbline.customer.customers.CustomerSamples.ID;
import static io.plumbline.customer.customers.CustomerSamples.assessed;
import static io.plumbline.customer.customers.CustomerSamples.day;
import static io.plumbline.customer.customers.CustomerSamples.lifecycle;
import static io.plumbline.customer.customers.CustomerSamples.profile;
import static io.plumbline.customer.customers.CustomerSamples.registered;
import static io.plumbline.customer.customers.CustomerSamples.tier;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.customer.tiers.Tier;
import io.plumbline.platform.testing.Contract;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CustomerContractTests {

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        return Contract.tests(
                new CustomerPublication(),
                samples(),
                event -> event.customerId().value());
    }

    @Test
    void aProfileThatWasStoredBeforeThereWereNeedsStillReads() throws Exception {
        String stored = """
                {"externalReferences": [], "nameEn": "Acme", "nameZh": null, "segment": "large", "industry": "retail",
                 "size": null, "territory": "EUROPE", "channel": "online", "owner": "mei"}""";
        assertThat(Contract.JSON.readValue(stored, CustomerProfile.class).needs())
                .isEmpty();
    }

    private static List<CustomerEvent> samples() {
        return List.of(
                registered(),
                new CustomerEvent.ProfileChanged(ID, profile("Huadong Precision Ltd", 900, ERP), day("2024-07-03")),
                assessed(HIGH, "2024-07-04"),
                tier(null, Tier.A, Tier.A, TierCause.ASSESSMENT, HIGH, "2024-07-04"),
                lifecycle(Lifecycle.PROSPECT, Lifecycle.CUSTOMER, LifecycleCause.FIRST_ORDER, null, "2024-09-02"),
                new CustomerEvent.CustomerTransferred(
                        ID,
                        "mei.rep",
                        "jun.rep",
                        "EAST-CHINA",
                        "JIANGSU",
                        "the plant lies in Jiangsu",
                        day("2024-10-01")),
                new CustomerEvent.CustomerShared(
                        ID,
                        "NORTH-CHINA",
                        LocalDate.parse("2024-10-01"),
                        null,
                        "their second plant lies there",
                        day("2024-09-20")),
                new CustomerEvent.SharingEnded(
                        ID, "NORTH-CHINA", LocalDate.parse("2025-03-31"), "the plant was sold", day("2025-03-20")),
                new CustomerEvent.CustomerMerged(DUPLICATE, ID, "registered twice", day("2024-10-02")),
                new CustomerEvent.DuplicateAbsorbed(ID, DUPLICATE, List.of(ERP, CRM), day("2024-10-02")),
                new CustomerEvent.SurveyAnswered(
                        ID, "2024-Q3-17", 92, LocalDate.parse("2024-10-01"), "autumn survey", day("2024-10-03")),
                new CustomerEvent.ComplaintOpened(
                        ID, "C-2024-118", Severity.HIGH, "the delivery came a week late", day("2024-10-05")),
                new CustomerEvent.ComplaintResolved(
                        ID, "C-2024-118", "freight refunded, the carrier was changed", day("2024-10-09")),
                new CustomerEvent.ContactsErased(ID, day("2024-11-01")));
    }
}
