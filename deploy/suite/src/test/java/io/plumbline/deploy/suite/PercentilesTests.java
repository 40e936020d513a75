package io.plumbline.deploy.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTests {

    @Test
    void percentilesAreNearestRanks() {
        List<Duration> hundredDownTo1 = IntStream.range(0, 100)
                .mapToObj(i -> Duration.ofMillis(100 - i))
                .toList();

        assertThat(Percentiles.of(hundredDownTo1))
                .isEqualTo(new Percentiles(
                        100,
                        Duration.ofMillis(50),
                        Duration.ofMillis(95),
                        Duration.ofMillis(99),
                        Duration.ofMillis(100)));
    }

    @Test
    void oneMeasurementIsEveryPercentile() {
        Duration only = Duration.ofMillis(7);

        assertThat(Percentiles.of(List.of(only))).isEqualTo(new Percentiles(1, only, only, only, only));
    }
}
