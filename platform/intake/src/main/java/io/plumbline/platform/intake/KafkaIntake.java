package io.plumbline.platform.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.platform.kafka.KafkaConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads from Kafka into an {@link Intake}, by as many {@linkplain KafkaReader readers} as the settings say. They share the partitions
 * with each other as they do with those of other instances. While one of them fails, {@link IntakeHealth} says so.
 */
public final class KafkaIntake implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KafkaIntake.class);

    /**
     * @param kafka where the topics are
     * @param group the consumer group, one for each read model: its instances share the partitions
     * @param topics at least one; they need not exist yet
     * @param maxRecords the most that one transaction takes
     * @param readers how many transactions there may be at once; at least one
     */
    public record Settings(KafkaConnection kafka, String group, List<String> topics, int maxRecords, int readers) {

        public Settings {
            topics = List.copyOf(topics);
            if (readers < 1) {
                throw new IllegalArgumentException("an intake has at least one reader");
            }
        }
    }

    private final Settings settings;
    private final Intake intake;
    private final Clock clock;
    private volatile List<KafkaReader> readers = List.of();
    private volatile boolean running;

    public KafkaIntake(Settings settings, Intake intake, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.intake = intake;
        this.clock = clock;
        for (String topic : settings.topics()) {
            Gauge.builder("plumbline.intake.lag", () -> lag().getOrDefault(topic, 0L))
                    .description("Records of this instance's partitions that are not read yet")
                    .tags("schema", intake.schema(), "topic", topic)
                    .register(meters);
            Gauge.builder("plumbline.intake.age", () -> ageSeconds(topic))
                    .description("Time since the newest event read was recorded")
                    .baseUnit("seconds")
                    .tags("schema", intake.schema(), "topic", topic)
                    .register(meters);
        }
        Gauge.builder(
                        "plumbline.intake.stopped",
                        () -> readers.stream().mapToInt(KafkaReader::stopped).sum())
                .description("Partitions of this instance that stand still before a gap")
                .tags("schema", intake.schema())
                .register(meters);
        Gauge.builder("plumbline.intake.parked", this::parked)
                .description("Aggregates whose events are set aside, by whichever instance")
                .tags("schema", intake.schema())
                .register(meters);
        Gauge.builder("plumbline.intake.failing", () -> failure() == null ? 0 : 1)
                .description("1 while polls fail")
                .tags("schema", intake.schema())
                .register(meters);
    }

    @Override
    public void start() {
        running = true;
        readers = IntStream.range(0, settings.readers())
                .mapToObj(number -> new KafkaReader(settings, intake, number))
                .toList();
        readers.forEach(KafkaReader::start);
    }

    /** Returns when the last transaction has ended and the partitions have been given back. */
    @Override
    public void stop() {
        running = false;
        List<KafkaReader> ending = readers;
        ending.forEach(KafkaReader::end);
        try {
            for (KafkaReader reader : ending) {
                reader.awaitEnd();
            }
        } catch (InterruptedException e) {
            log.debug("Interrupted while the readers of {} end", settings.group());
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Why polls of a reader fail at present, or null while they succeed. */
    @Nullable String failure() {
        return readers.stream()
                .map(KafkaReader::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Records not yet read of the partitions that this instance owns, by topic. */
    SortedMap<String, Long> lag() {
        SortedMap<String, Long> lag = new TreeMap<>();
        readers.forEach(reader -> reader.lag().forEach((topic, records) -> lag.merge(topic, records, Long::sum)));
        return lag;
    }

    /** What it feeds. */
    public Intake intake() {
        return intake;
    }

    private double parked() {
        try {
            return intake.setAside();
        } catch (RuntimeException e) {
            log.debug("The number of parked aggregates can't be read", e);
            return Double.NaN;
        }
    }

    private double ageSeconds(String topic) {
        return readers.stream()
                .flatMap(reader -> Stream.ofNullable(reader.newest().get(topic)))
                .max(Comparator.naturalOrder())
                .map(newest -> Duration.between(newest, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
