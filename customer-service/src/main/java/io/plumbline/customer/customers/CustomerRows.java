package io.plumbline.customer.customers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.plumbline.customer.tiers.Tier;
import io.plumbline.platform.write.readside.ReadSide.Stored;
import io.plumbline.platform.write.readside.ReadSide.Table;
import io.plumbline.platform.write.readside.SearchTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's events come to in the tables of the customer. The columns that say what others did (contacts, orders,
 * merges) are not among them.
 */
record CustomerRows(Row row, List<ShareRow> shares, List<AnswerRow> answers, List<ComplaintRow> complaints) {

    static final List<Table<CustomerRows>> TABLES = List.of(
            new Table<>("customer", List.of("customer_id"), rows -> List.of(rows.row)),
            new Table<>("customer_share", List.of("customer_id", "territory", "from_day"), CustomerRows::shares),
            new Table<>("survey_answer", List.of("customer_id", "answer_id"), CustomerRows::answers),
            new Table<>("complaint", List.of("customer_id", "complaint_id"), CustomerRows::complaints));

    /** A row of {@code customer}, in the parts that change together. */
    record Row(
            String customerId,
            Instant registeredAt,
            @JsonUnwrapped Profile profile,
            @JsonUnwrapped Place place,
            Lifecycle lifecycle,
            @JsonUnwrapped Assessment assessment,
            @JsonUnwrapped Tiering tiering) {}

    /** @param terms what the name is found by */
    record Profile(
            @Nullable String nameEn,
            @Nullable String nameZh,
            String segment,
            String industry,
            @Nullable Integer size,
            String channel,
            List<String> needs,
            List<String> painPoints,
            List<String> terms) {

        static Profile of(CustomerProfile profile) {
            return new Profile(
                    profile.nameEn(),
                    profile.nameZh(),
                    profile.segment(),
                    profile.industry(),
                    profile.size(),
                    profile.channel(),
                    profile.needs(),
                    profile.painPoints(),
                    List.copyOf(SearchTerms.BEGINNINGS.of(profile.nameEn(), profile.nameZh())));
        }
    }

    /** Who looks after it. */
    record Place(String owner, String territory) {}

    /** The scores of the latest assessment. */
    record Assessment(
            @Nullable Integer money,
            @Nullable Integer authority,
            @Nullable Integer need,
            @Nullable Instant assessedAt) {

        static final Assessment NONE = new Assessment(null, null, null, null);

        /** One that was entered late leaves the latest as it is. */
        Assessment or(CustomerEvent.CustomerAssessed e) {
            return assessedAt != null && assessedAt.isAfter(e.occurredAt())
                    ? this
                    : new Assessment(
                            e.scores().money(),
                            e.scores().authority(),
                            e.scores().need(),
                            e.occurredAt());
        }
    }

    record Tiering(
            @Nullable Tier tier,
            @Nullable Tier computedTier,
            @Nullable String policyTerritory,
            @Nullable Integer policyVersion,
            @Nullable String overrideReason,
            @Nullable Instant overrideUntil) {

        static final Tiering NONE = new Tiering(null, null, null, null, null, null);

        static Tiering of(CustomerEvent.TierChanged e) {
            return new Tiering(
                    e.tier(), e.computedTier(), e.policyTerritory(), e.policyVersion(), e.reason(), e.until());
        }
    }

    record ShareRow(
            String customerId,
            String territory,
            LocalDate fromDay,
            @Nullable LocalDate toDay) {}

    record AnswerRow(String customerId, String answerId, int score, LocalDate answeredOn, String source) {}

    record ComplaintRow(
            String customerId,
            String complaintId,
            Severity severity,
            String subject,
            Instant openedAt,
            @Nullable Instant resolvedAt,
            @Nullable String resolution) {

        static ComplaintRow of(CustomerEvent.ComplaintOpened e) {
            return new ComplaintRow(
                    e.customerId().value(), e.complaintId(), e.severity(), e.subject(), e.occurredAt(), null, null);
        }

        ComplaintRow resolved(CustomerEvent.ComplaintResolved e) {
            return complaintId.equals(e.complaintId())
                    ? new ComplaintRow(
                            customerId, complaintId, severity, subject, openedAt, e.occurredAt(), e.resolution())
                    : this;
        }
    }

    static CustomerRows after(@Nullable CustomerRows before, Stored<CustomerEvent> stored) {
        if (stored.event() instanceof CustomerEvent.CustomerRegistered e) {
            return registered(e);
        }
        CustomerRows rows = Objects.requireNonNull(before, "a customer's first event is its registration");
        Row row = rows.row;
        return switch (stored.event()) {
            case CustomerEvent.CustomerRegistered e -> registered(e);
            case CustomerEvent.ProfileChanged e ->
                rows.with(Profile.of(e.profile()), row.place(), row.lifecycle(), row.assessment(), row.tiering());
            case CustomerEvent.CustomerTransferred e ->
                rows.with(
                        row.profile(),
                        new Place(e.owner(), e.territory()),
                        row.lifecycle(),
                        row.assessment(),
                        row.tiering());
            case CustomerEvent.LifecycleChanged e ->
                rows.with(row.profile(), row.place(), e.lifecycle(), row.assessment(), row.tiering());
            case CustomerEvent.CustomerAssessed e ->
                rows.with(
                        row.profile(),
                        row.place(),
                        row.lifecycle(),
                        row.assessment().or(e),
                        row.tiering());
            case CustomerEvent.TierChanged e ->
                rows.with(row.profile(), row.place(), row.lifecycle(), row.assessment(), Tiering.of(e));
            case CustomerEvent.CustomerShared e ->
                rows.sharing(append(rows.shares, new ShareRow(row.customerId(), e.territory(), e.from(), e.to())));
            case CustomerEvent.SharingEnded e -> rows.sharing(ended(rows.shares, e));
            case CustomerEvent.SurveyAnswered e ->
                new CustomerRows(
                        row,
                        rows.shares,
                        append(
                                rows.answers,
                                new AnswerRow(row.customerId(), e.answerId(), e.score(), e.answeredOn(), e.source())),
                        rows.complaints);
            case CustomerEvent.ComplaintOpened e -> rows.complaining(append(rows.complaints, ComplaintRow.of(e)));
            case CustomerEvent.ComplaintResolved e ->
                rows.complaining(rows.complaints.stream()
                        .map(complaint -> complaint.resolved(e))
                        .toList());
            case CustomerEvent.CustomerMerged _, CustomerEvent.DuplicateAbsorbed _, CustomerEvent.ContactsErased _ ->
                rows;
        };
    }

    private static CustomerRows registered(CustomerEvent.CustomerRegistered e) {
        CustomerProfile profile = e.profile();
        Row row = new Row(
                e.customerId().value(),
                e.occurredAt(),
                Profile.of(profile),
                new Place(profile.owner(), profile.territory()),
                Lifecycle.PROSPECT,
                Assessment.NONE,
                Tiering.NONE);
        return new CustomerRows(row, List.of(), List.of(), List.of());
    }

    private CustomerRows with(
            Profile profile, Place place, Lifecycle lifecycle, Assessment assessment, Tiering tiering) {
        return new CustomerRows(
                new Row(row.customerId(), row.registeredAt(), profile, place, lifecycle, assessment, tiering),
                shares,
                answers,
                complaints);
    }

    private CustomerRows sharing(List<ShareRow> changed) {
        return new CustomerRows(row, changed, answers, complaints);
    }

    private CustomerRows complaining(List<ComplaintRow> changed) {
        return new CustomerRows(row, shares, answers, changed);
    }

    /** The sharing that began last is the one that ends. */
    private static List<ShareRow> ended(List<ShareRow> shares, CustomerEvent.SharingEnded e) {
        LocalDate latest = shares.stream()
                .filter(share -> share.territory().equals(e.territory()))
                .map(ShareRow::fromDay)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return shares.stream()
                .map(share -> share.territory().equals(e.territory())
                                && share.fromDay().equals(latest)
                        ? new ShareRow(share.customerId(), share.territory(), share.fromDay(), e.to())
                        : share)
                .toList();
    }

    private static <T> List<T> append(List<T> rows, T row) {
        return Stream.concat(rows.stream(), Stream.of(row)).toList();
    }
}
