package io.plumbline.platform.intake;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Down while polls fail or a partition stands still. Parked and quarantined aggregates and lag are shown, but one
 * customer's unreadable event is no reason to take a service out of rotation.
 */
public final class IntakeHealth extends AbstractHealthIndicator {

    private final KafkaIntake kafka;

    public IntakeHealth(KafkaIntake kafka) {
        super("the intake's tables can't be read");
        this.kafka = kafka;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
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
