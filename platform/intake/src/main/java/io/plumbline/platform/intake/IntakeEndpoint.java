package io.plumbline.platform.intake;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** On the management port: what is read and what is held back, and the replay of a parked aggregate. */
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
    public record Report(List<Freshness> topics, Standing standing) {}

    @ReadOperation
    public Report report() {
        Intake intake = running.get();
        return new Report(intake.freshness(), intake.standing());
    }

    /** Applies what a parked aggregate has waiting, once its cause is mended. */
    @WriteOperation
    public Map<String, Integer> replay(String source, String aggregateId) {
        return Map.of("replayed", running.get().replay(source, aggregateId));
    }
}
