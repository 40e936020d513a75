package io.plumbline.platform.intake;

import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Down while polls fail or a partition stands still, {@link #DEGRADED} while aggregates are parked or quarantined: what the service
 * answers is right but for those, somebody has to look at them, and neither another instance nor a restart would help. So it is
 * answered with 200, and no probe takes the service out of rotation because of one customer's unreadable event.
 */
public final class IntakeHealth extends AbstractHealthIndicator {

    /** The service works and leaves something out. */
    public static final Status DEGRADED = new Status("DEGRADED", "aggregates are parked or quarantined");

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
        IntakeStatus standing = kafka.intake().standing();
        String failure = kafka.failure();
        boolean well =
                kafka.isRunning() && failure == null && standing.stopped().isEmpty();
        boolean complete = standing.parked() + standing.quarantined() == 0;
        builder.status(!well ? Status.DOWN : complete ? Status.UP : DEGRADED)
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
