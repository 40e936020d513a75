package io.plumbline.platform.intake;

import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Down while polls fail or a partition stands still. Parked and quarantined aggregates and lag are shown, but one
 * customer's unreadable event is no reason to take a service out of rotation.
 */
public final class IntakeHealth extends AbstractHealthIndicator {

    private final Supplier<KafkaIntake> running;

    public IntakeHealth(KafkaIntake kafka) {
        this(() -> kafka);
    }

    /** @param running gives the intake that runs at present */
    public IntakeHealth(Supplier<KafkaIntake> running) {
        super("the intake's tables can't be read");
        this.running = running;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        KafkaIntake kafka = running.get();
        Standing standing = kafka.intake().standing();
        String failure = kafka.failure();
        boolean well =
                kafka.isRunning() && failure == null && standing.stopped().isEmpty();
        builder.status(well ? Status.UP : Status.DOWN)
                .withDetail("running", kafka.isRunning())
                .withDetail("lag", kafka.lag())
                .withDetail("stopped", standing.stopped())
                .withDetail("parked", standing.parked())
                .withDetail("quarantined", standing.quarantined());
        if (failure != null) {
            builder.withDetail("failure", failure);
        }
    }
}
