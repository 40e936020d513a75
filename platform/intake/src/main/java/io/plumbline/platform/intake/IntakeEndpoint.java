package io.plumbline.platform.intake;

import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** On the management port: what is read and what is held back, and the replay of a parked aggregate. */
@Endpoint(id = "intake")
public final class IntakeEndpoint {

    private final Intake intake;

    public IntakeEndpoint(Intake intake) {
        this.intake = intake;
    }

    /** What {@code GET /actuator/intake} answers. */
    public record Report(List<Freshness> topics, Standing standing) {}

    @ReadOperation
    public Report report() {
        return new Report(intake.freshness(), intake.standing());
    }

    /** Applies what a parked aggregate has waiting, once its cause is mended. */
    @WriteOperation
    public Map<String, Integer> replay(String source, String aggregateId) {
        return Map.of("replayed", intake.replay(source, aggregateId));
    }
}
