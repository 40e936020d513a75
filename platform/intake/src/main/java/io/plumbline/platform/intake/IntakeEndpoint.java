package io.plumbline.platform.intake;

import io.plumbline.platform.bounds.Bounds;
import io.plumbline.platform.bounds.OutOfBounds;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** On the management port: what is read and what is held back, and how that is mended. */
@Endpoint(id = "intake")
public final class IntakeEndpoint {

    private final Supplier<Intake> running;

    public IntakeEndpoint(Intake intake) {
        this(() -> intake);
    }

    /** @param running gives the intake that runs at present */
    public IntakeEndpoint(Supplier<Intake> running) {
        this.running = running;
    }

    /** What {@code GET /actuator/intake} answers. */
    public record Report(List<Freshness> topics, IntakeStatus standing) {}

    @ReadOperation
    public Report report() {
        Intake intake = running.get();
        return new Report(intake.freshness(), intake.standing());
    }

    /**
     * Applies what a parked aggregate has waiting, once its cause is mended.
     *
     * @param source of the aggregate; without both, all parked aggregates are replayed
     */
    @WriteOperation
    public Map<String, Integer> replay(@Nullable String source, @Nullable String aggregateId) {
        if (source == null && aggregateId == null) {
            return Map.of("replayed", running.get().replayAll());
        }
        if (source == null || aggregateId == null) {
            throw new InvalidEndpointRequestException("an aggregate has a source and an id", "source or aggregateId");
        }
        return refusing(() -> Map.of("replayed", running.get().replay(Bounds.text(source), Bounds.text(aggregateId))));
    }

    /** A parked event, as it was published. */
    @ReadOperation
    public Parked parked(@Selector String eventId) {
        return refusing(() -> running.get().parked(Bounds.text(eventId)));
    }

    /**
     * Has something else read instead of a parked event, now and in every rebuild, and replays its aggregate.
     *
     * @param data JSON
     */
    @WriteOperation
    public Map<String, Integer> mend(@Selector String eventId, String data, String reason) {
        return refusing(() ->
                Map.of("replayed", running.get().mend(Bounds.text(eventId), Bounds.text(data), Bounds.text(reason))));
    }

    private static <T> T refusing(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (IllegalStateException | OutOfBounds | UndecodableException e) {
            String why = String.valueOf(e.getMessage());
            throw new InvalidEndpointRequestException(why, why, e);
        }
    }
}
