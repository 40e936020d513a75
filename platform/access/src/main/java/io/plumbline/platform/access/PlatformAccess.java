package io.plumbline.platform.access;

import io.plumbline.platform.intake.Intake;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives a service its authority; one that does not own the territories keeps a copy of them. */
@AutoConfiguration(
        afterName = {
            "io.plumbline.platform.write.PlatformWrite",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "io.plumbline.platform.intake.PlatformIntake"
        })
public class PlatformAccess {

    @Bean
    @ConditionalOnMissingBean(Territories.class)
    TerritoryCopy territoryCopy(JdbcClient jdbc, Clock clock) {
        return new TerritoryCopy(jdbc, clock);
    }

    @Bean
    @ConditionalOnBean(Intake.class)
    FreshnessController freshnessController(Intake intake) {
        return new FreshnessController(intake);
    }

    @Bean
    CurrentAuthority currentAuthority(Territories territories) {
        return new CurrentAuthority(territories);
    }
}
