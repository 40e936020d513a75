package io.plumbline.customer.customers;

import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.BackgroundCommands;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives customers their computed tiers back when overrides are over. Several replicas may sweep at once: the customer itself
 * decides, and the second of two finds nothing left to do.
 */
@Component
class OverrideSweep {

    private static final Logger log = LoggerFactory.getLogger(OverrideSweep.class);
    private static final Actor SELF = Actor.service("customer-service");
    private static final int BATCH = 200;
    private static final int MOST_BATCHES = 50;

    private final CustomerView view;
    private final BackgroundCommands commands;

    OverrideSweep(CustomerView view, BackgroundCommands commands) {
        this.view = view;
        this.commands = commands;
    }

    @Scheduled(
            fixedDelayString = "${plumbline.customers.override-sweep:PT1M}",
            initialDelayString = "${plumbline.customers.override-sweep:PT1M}")
    void sweep() {
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            List<CustomerId> over = view.overridesOver(BATCH);
            for (CustomerId customer : over) {
                try {
                    commands.send(new CustomerCommand.EndOverride(customer), SELF);
                } catch (RuntimeException e) {
                    log.warn("the override of customer {} could not be ended; the next sweep tries again", customer, e);
                    return;
                }
            }
            if (over.size() < BATCH) {
                return;
            }
        }
    }
}
