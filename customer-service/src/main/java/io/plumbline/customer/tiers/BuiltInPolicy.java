package io.plumbline.customer.tiers;

import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.BackgroundCommands;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Tells the world of the default policy when the service starts for the first time. */
@Component
class BuiltInPolicy implements ApplicationRunner {

    private final BackgroundCommands commands;

    BuiltInPolicy(BackgroundCommands commands) {
        this.commands = commands;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        commands.send(
                new TierPolicyCommand.PublishBuiltIn(PublishedPolicies.aggregateId(null)),
                Actor.service("customer-service"));
    }
}
