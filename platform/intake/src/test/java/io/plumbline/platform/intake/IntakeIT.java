package io.plumbline.platform.intake;

import static io.plumbline.platform.intake.Bank.TOPIC;
import static io.plumbline.platform.intake.Bank.deposit;
import static io.plumbline.platform.intake.Bank.headers;
import static io.plumbline.platform.intake.Bank.json;
import static io.plumbline.platform.intake.Bank.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.dao.DataAccessResourceFailureException;

class IntakeIT {

    private static final Shard SHARD = new Shard(TOPIC, 0);

    private static final Instant RECORDED = Instant.parse("2024-07-01T00:00:00Z");

    private final Bank bank = new Bank();
    private final Intake intake = bank.intake();

    @BeforeEach
    void assigned() {
        assertThat(intake.positions(Map.of(SHARD, 0L))).isEqualTo(Map.of(SHARD, 0L));
    }

    @Test
    void whatIsNewIsAppliedAndTheOffsetMovesWithIt() {
        assertThat(take(0, deposit(0, "a", 0, "p"), deposit(1, "b", 0, "q"), deposit(2, "a", 1, "r")))
                .isEqualTo(new Progress(3, null, RECORDED));

        assertThat(bank.notes("a")).isEqualTo("pr");
        assertThat(bank.balance("a")).isEqualByComparingTo("2.20");
        assertThat(bank.notes("b")).isEqualTo("q");
        assertThat(intake.positions(Map.of(SHARD, 0L))).isEqualTo(Map.of(SHARD, 3L));
        assertThat(intake.freshness()).singleElement().satisfies(freshness -> {
            assertThat(freshness.position()).isEqualTo(Map.of(0, 3L));
            assertThat(freshness.lastRecordedAt()).isEqualTo(RECORDED);
        });
    }

    @Test
    void duplicatesAreAppliedOnce() {
        take(0, deposit(0, "a", 0, "p"), deposit(1, "a", 0, "p"), deposit(2, "a", 1, "q"));
        take(3, deposit(3, "a", 0, "p"), deposit(4, "a", 1, "q"), deposit(5, "a", 2, "r"));

        assertThat(bank.notes("a")).isEqualTo("pqr");
        assertThat(bank.count("duplicate")).isEqualTo(3);
    }

    @Test
    void aGapStopsThePartitionBeforeIt() {
        Progress progress = take(0, deposit(0, "a", 0, "p"), deposit(1, "a", 2, "r"), deposit(2, "b", 0, "q"));

        assertThat(progress.next()).isEqualTo(1);
        assertThat(progress.stopped()).contains("jumps from sequence 0 to 2");
        assertThat(bank.notes("a")).isEqualTo("p");
        assertThat(bank.notes("b")).isEmpty();
        assertThat(intake.standing().stopped()).containsOnlyKeys(SHARD);

        assertThat(take(1, deposit(1, "a", 1, "q"), deposit(2, "a", 2, "r")))
                .isEqualTo(new Progress(3, null, RECORDED));
        assertThat(bank.notes("a")).isEqualTo("pqr");
        assertThat(intake.standing().stopped()).isEmpty();
    }

    @Test
    void aRecordThatCanNotBePlacedStopsThePartition() {
        Map<String, String> incomplete = headers("a", 0, "bank.Deposited.v1");
        incomplete.remove("ce_sequence");

        assertThat(take(0, record(0, "a", incomplete, json("p", "1"))).stopped())
                .contains("ce_sequence is missing");
        assertThat(take(0, record(0, null, headers("a", 0, "bank.Deposited.v1"), json("p", "1")))
                        .stopped())
                .contains("key");
        assertThat(take(0, record(0, "a\0", headers("a", 0, "bank.Deposited.v1"), json("p", "1")))
                        .stopped())
                .contains("NUL");
        assertThat(bank.offset(TOPIC, 0)).isZero();
    }

    @Test
    void anotherEventInAPlaceAlreadyTakenQuarantinesTheAggregate() {
        take(0, deposit(0, "a", 0, "p"));
        Map<String, String> other = headers("a", 0, "bank.Deposited.v1");
        other.put("ce_id", "another");

        assertThat(take(1, record(1, "a", other, json("x", "5")), deposit(2, "a", 1, "q"), deposit(3, "b", 0, "r")))
                .isEqualTo(new Progress(4, null, RECORDED));

        assertThat(bank.notes("a")).isEqualTo("p");
        assertThat(bank.notes("b")).isEqualTo("r");
        IntakeStatus standing = intake.standing();
        assertThat(standing.quarantined()).isEqualTo(1);
        assertThat(standing.waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.aggregateId()).isEqualTo("a");
            assertThat(waiting.reason()).contains("a-0").contains("another");
            assertThat(waiting.events()).isEqualTo(2);
        });
        assertThatThrownBy(() -> intake.replay(Bank.SOURCE, "a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUnreadableEventParksItsAggregateAndWhatFollowsAndAReplayAppliesThemInOrder() {
        take(
                0,
                deposit(0, "a", 0, "p"),
                record(1, "a", headers("a", 1, "bank.Deposited.v1"), json("q", "\"much\"")),
                deposit(2, "a", 2, "r"),
                deposit(3, "b", 0, "s"));
        take(4, deposit(4, "a", 3, "t"));

        assertThat(bank.notes("a")).isEqualTo("p");
        assertThat(bank.notes("b")).isEqualTo("s");
        assertThat(intake.standing().parked()).isEqualTo(1);
        assertThat(bank.count("parked")).isEqualTo(3);
        assertThat(intake.replay(Bank.SOURCE, "a")).isZero();

        bank.db
                .sql("update rm_v1.intake_parked set data = convert_to(?, 'UTF8') where sequence = 1")
                .param(json("q", "3"))
                .update();

        assertThat(intake.replay(Bank.SOURCE, "a")).isEqualTo(3);
        assertThat(bank.notes("a")).isEqualTo("pqrt");
        assertThat(intake.standing().parked()).isZero();
        take(5, deposit(5, "a", 4, "u"));
        assertThat(bank.notes("a")).isEqualTo("pqrtu");
    }

    @Test
    void anEventThatCanNotBeFoldedParksItsAggregateAndNoOther() {
        bank.failOn("q", new IllegalArgumentException("a deposit of nothing"));
        take(0, deposit(0, "a", 0, "p"), deposit(1, "a", 1, "q"), deposit(2, "b", 0, "s"), deposit(3, "a", 2, "r"));

        assertThat(bank.notes("a")).isEqualTo("p");
        assertThat(bank.notes("b")).isEqualTo("s");
        assertThat(intake.standing().waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.reason()).contains("a deposit of nothing");
            assertThat(waiting.events()).isEqualTo(2);
        });

        bank.mend();
        assertThat(intake.replay(Bank.SOURCE, "a")).isEqualTo(2);
        assertThat(bank.notes("a")).isEqualTo("pqr");
    }

    @Test
    void aReplayThatFailsAgainKeepsWhatItAppliedAndWhatWaits() {
        bank.failOn("q", new IllegalArgumentException("no"));
        take(0, deposit(0, "a", 0, "p"), deposit(1, "a", 1, "q"), deposit(2, "a", 2, "r"));
        bank.mend();
        bank.failOn("r", new IllegalArgumentException("neither"));

        assertThat(intake.replay(Bank.SOURCE, "a")).isEqualTo(1);

        assertThat(bank.notes("a")).isEqualTo("pq");
        assertThat(intake.standing().waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.events()).isEqualTo(1);
            assertThat(waiting.reason()).contains("neither");
        });
    }

    @Test
    void aValueThatTheTableRefusesIsTheEventsFault() {
        Incoming tooMuch = record(0, "a", headers("a", 0, "bank.Deposited.v1"), json("p", "1000000"));
        take(0, tooMuch, deposit(1, "b", 0, "q"));

        assertThat(intake.standing().parked()).isEqualTo(1);
        assertThat(bank.notes("b")).isEqualTo("q");
    }

    @Test
    void aValueThatIsTooLargeForAnIndexIsTheEventsFaultToo() {
        bank.db.sql("create index on rm_v1.account (notes)").update();
        take(0, deposit(0, "a", 0, random(8_000)), deposit(1, "b", 0, "q"));

        assertThat(intake.standing().parked()).isEqualTo(1);
        assertThat(bank.notes("b")).isEqualTo("q");
    }

    @Test
    void aNumberThatWouldTakeMillionsOfDigitsIsTheEventsFaultToo() {
        take(
                0,
                record(0, "a", headers("a", 0, "bank.Deposited.v1"), json("p", "1e999999999")),
                deposit(1, "b", 0, "q"));

        assertThat(intake.standing().waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.reason()).contains("digits");
            assertThat(waiting.topic()).isEqualTo(TOPIC);
            assertThat(waiting.type()).isEqualTo("bank.Deposited.v1");
            assertThat(waiting.eventId()).isEqualTo("a-0");
        });
        assertThat(bank.notes("b")).isEqualTo("q");
    }

    @Test
    void headersThatCanNotBeStoredStopThePartitionOrAreLeftOut() {
        Map<String, String> early = headers("a", 0, "bank.Deposited.v1");
        early.put("ce_time", "-5000-01-01T00:00:00Z");
        assertThat(take(0, record(0, "a", early, json("p", "1"))).stopped()).contains("years");

        Map<String, String> traced = headers("a", 0, "bank.Deposited.v1");
        traced.put("ce_traceparent", "00-\0");
        assertThat(take(0, record(0, "a", traced, json("p", "\"much\""))).stopped())
                .isNull();
        assertThat(intake.standing().parked()).isEqualTo(1);
    }

    @Test
    void whatIsParkedIsReplayedTogether() {
        bank.failOn("p", new IllegalArgumentException("no"));
        take(0, deposit(0, "a", 0, "p"), deposit(1, "b", 0, "p"), deposit(2, "b", 1, "q"));
        assertThat(intake.setAside()).isEqualTo(2);
        IntakeEndpoint endpoint = new IntakeEndpoint(intake);
        assertThat(endpoint.replay(null, null)).containsEntry("replayed", 0);

        bank.mend();

        assertThat(endpoint.replay(null, null)).containsEntry("replayed", 3);
        assertThat(intake.setAside()).isZero();
        assertThatThrownBy(() -> endpoint.replay(Bank.SOURCE, "a")).isInstanceOf(InvalidEndpointRequestException.class);
        assertThatThrownBy(() -> endpoint.replay(Bank.SOURCE, "a\0"))
                .isInstanceOf(InvalidEndpointRequestException.class);
    }

    @Test
    void aParkedEventIsMendedByWhatIsReadInsteadAndStaysSo() {
        take(0, record(0, "a", headers("a", 0, "bank.Deposited.v1"), json("p", "\"much\"")), deposit(1, "a", 1, "q"));
        IntakeEndpoint endpoint = new IntakeEndpoint(intake);
        assertThat(endpoint.parked("a-0").data()).contains("much");
        assertThatThrownBy(() -> endpoint.parked("a-7")).isInstanceOf(InvalidEndpointRequestException.class);
        assertThatThrownBy(() -> endpoint.mend("a-0", json("p", "\"more\""), "a typing error"))
                .isInstanceOf(InvalidEndpointRequestException.class);

        assertThat(endpoint.mend("a-0", json("p", "3"), "a typing error")).containsEntry("replayed", 2);

        assertThat(bank.notes("a")).isEqualTo("pq");
        assertThat(bank.balance("a")).isEqualByComparingTo("4.10");
        assertThat(intake.setAside()).isZero();
        // read from its beginning again, it is the same
        bank.db
                .sql("truncate rm_v1.account, rm_v1.intake_aggregate, rm_v1.intake_position")
                .update();
        assigned();
        take(0, record(0, "a", headers("a", 0, "bank.Deposited.v1"), json("p", "\"much\"")), deposit(1, "a", 1, "q"));
        assertThat(bank.balance("a")).isEqualByComparingTo("4.10");
    }

    /** So long that it can't be compressed to what an index takes. */
    private static String random(int length) {
        return new java.util.Random(1)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void troubleOfTheDatabaseParksNothing() {
        bank.failOn("p", new DataAccessResourceFailureException("gone"));

        assertThatThrownBy(() -> take(0, deposit(0, "a", 0, "p")))
                .isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(bank.offset(TOPIC, 0)).isZero();
        assertThat(intake.standing().parked()).isZero();
        bank.mend();
        take(0, deposit(0, "a", 0, "p"));
        assertThat(bank.notes("a")).isEqualTo("p");
    }

    @Test
    void aMissingTableParksNothing() {
        bank.db.sql("alter table rm_v1.account rename to elsewhere").update();
        assertThatThrownBy(() -> take(0, deposit(0, "a", 0, "p")))
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
        assertThat(bank.offset(TOPIC, 0)).isZero();
        assertThat(intake.standing().parked()).isZero();
    }

    @Test
    void typesThatAreNotReadPassTheGate() {
        take(0, record(0, "a", headers("a", 0, "bank.Renamed.v1"), "{}"), deposit(1, "a", 1, "p"));

        assertThat(bank.notes("a")).isEqualTo("p");
        assertThat(bank.count("unknown")).isEqualTo(1);
    }

    @Test
    void aggregatesOfAKindOfWhichNothingIsReadAreNotKnown() {
        take(0, record(0, "b", headers("b", 41, "ship.Sailed.v1"), "{}"), deposit(1, "a", 0, "p"));

        assertThat(bank.notes("a")).isEqualTo("p");
        assertThat(bank.offset(TOPIC, 0)).isEqualTo(2);
        assertThat(bank.count("unread")).isEqualTo(1);
        assertThat(bank.db
                        .sql("select aggregate_id from rm_v1.intake_aggregate")
                        .query(String.class)
                        .list())
                .containsExactly("a");
    }

    @Test
    void anOwnerThatWasFencedOffAppliesNothing() {
        Intake newOwner = bank.intake();
        newOwner.take(List.of(new Batch(SHARD, 0, 1, List.of(deposit(0, "a", 0, "p")))));

        assertThatThrownBy(() -> take(0, deposit(0, "a", 0, "p"), deposit(1, "b", 0, "q")))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("expected at offset 0 and stands at 1");

        assertThat(bank.notes("a")).isEqualTo("p");
        assertThat(bank.notes("b")).isEmpty();
    }

    @Test
    void aPartitionIsKnownByItsTableEvenWhereTheTopicBeginsLater() {
        take(0, deposit(0, "a", 0, "p"));
        assertThat(intake.positions(Map.of(SHARD, 50L))).isEqualTo(Map.of(SHARD, 1L));
    }

    private Progress take(long from, Incoming... records) {
        long next = records[records.length - 1].offset() + 1;
        return java.util.Objects.requireNonNull(intake.take(List.of(new Batch(SHARD, from, next, List.of(records))))
                .get(SHARD));
    }
}
