package io.plumbline.activity.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.activity.activities.Kind;
import io.plumbline.activity.visits.FollowUp.Cause;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeekProposalTests {

    private static final Week WEEK = Week.of("2024-W28");

    @Test
    void weekIsOfIso8601() {
        assertThat(WEEK.monday()).isEqualTo("2024-07-08");
        assertThat(Week.of("2020-W53").monday()).isEqualTo("2020-12-28");
        assertThat(Week.of("2020-W53")).hasToString("2020-W53");
        assertThatThrownBy(() -> Week.of("2024-W54")).isInstanceOf(CommandRejected.class);
        assertThatThrownBy(() -> Week.of("28/2024")).isInstanceOf(CommandRejected.class);
    }

    @Test
    void importantOnesComeFirstWhenThereIsNotRoomForAll() {
        List<WeekProposal.Visit> visits = WeekProposal.of(
                WEEK,
                List.of(
                        due("d", "D", "2024-06-01"),
                        due("c", "C", "2024-06-01"),
                        due("prospect", null, "2024-06-01"),
                        due("b", "B", "2024-06-02"),
                        due("b-earlier", "B", "2024-06-01"),
                        due("a", "A", "2024-07-08")),
                1);
        assertThat(visits)
                .extracting(visit -> visit.followUp().customerId())
                .containsExactly("a", "b-earlier", "b", "c", "prospect");
        assertThat(visits)
                .extracting(visit -> visit.day().getDayOfWeek().getValue())
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void eachGetsTheWorkingDayNearestToItsDueDay() {
        assertThat(dayOf(due("thursday", "A", "2024-07-11"))).isEqualTo("2024-07-11");
        assertThat(dayOf(due("overdue", "A", "2024-06-01"))).isEqualTo("2024-07-08");
        assertThat(dayOf(due("sunday", "A", "2024-07-14"))).isEqualTo("2024-07-12");
    }

    @Test
    void fullDayGivesWayToALaterAndThenToAnEarlierOne() {
        List<WeekProposal.Visit> visits = WeekProposal.of(
                WEEK,
                List.of(due("1", "A", "2024-07-12"), due("2", "A", "2024-07-12"), due("3", "A", "2024-07-11")),
                1);
        assertThat(visits)
                .extracting(visit -> visit.followUp().customerId() + " " + visit.day())
                .containsExactly("2 2024-07-10", "3 2024-07-11", "1 2024-07-12");
    }

    @Test
    void noCustomerComesTwiceAndNothingThatIsDueLater() {
        assertThat(WeekProposal.of(
                        WEEK,
                        List.of(
                                due("same", "A", "2024-07-08"),
                                due("same", "A", "2024-07-09"),
                                due("later", "A", "2024-07-15")),
                        10))
                .extracting(visit -> visit.followUp().customerId())
                .containsExactly("same");
    }

    @Test
    void kindIsTheFirstOfTheTiersThatIsKnownHere() {
        LocalDate due = LocalDate.parse("2024-07-08");
        assertThat(new FollowUp("1", "1", "A", due, Cause.CADENCE, List.of("HOLOGRAM", "EMAIL")).kind())
                .isEqualTo(Kind.EMAIL);
        assertThat(new FollowUp("1", "1", "A", due, Cause.CADENCE, List.of()).kind())
                .isEqualTo(Kind.CALL);
        assertThat(new FollowUp("1", "1", "A", due, Cause.FIRST_SALE, List.of("VISIT")).kind())
                .isEqualTo(Kind.CALL);
    }

    private static LocalDate dayOf(FollowUp followUp) {
        return WeekProposal.of(WEEK, List.of(followUp), 1).getFirst().day();
    }

    private static FollowUp due(String customer, @Nullable String tier, String day) {
        return new FollowUp(customer, customer, tier, LocalDate.parse(day), Cause.CADENCE, List.of("VISIT"));
    }
}
