package io.plumbline.platform.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.platform.kafka.KafkaConnection;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;

/**
 * Feeds what a service keeps of other services' events: a service that has a bean of {@link EventTypes} brings its
 * projections and gets the rest. The read models of the reporting service are fed generation by generation, and not by this.
 */
@AutoConfiguration(
        afterName = {
            "io.plumbline.platform.web.PlatformWeb",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@ConditionalOnBean(EventTypes.class)
@EnableConfigurationProperties(PlatformIntake.Settings.class)
public class PlatformIntake {

    /** The schema of the intake's own tables, beside those of the copies. */
    private static final String SCHEMA = "copies";

    /**
     * How a service reads what others publish.
     *
     * @param topics that are read
     * @param group the consumer group that the service's replicas share; null for the service's name
     * @param maxRecords the most that one transaction takes
     */
    @ConfigurationProperties("plumbline.copies")
    record Settings(
            List<String> topics,
            @Nullable String group,
            @DefaultValue("500") int maxRecords) {}

    @Bean
    @DependsOn("flywayInitializer")
    Intake intake(DataSource dataSource, EventTypes types, List<Projection> projections, MeterRegistry meters) {
        IntakeSchema.migrate(dataSource, SCHEMA);
        return new Intake(dataSource, SCHEMA, types, projections, meters);
    }

    @Bean
    KafkaIntake kafkaIntake(
            Intake intake,
            Settings settings,
            Clock clock,
            MeterRegistry meters,
            @Value("${spring.application.name}") String service,
            KafkaConnection kafka) {
        String group = settings.group() == null ? service : settings.group();
        return new KafkaIntake(
                new KafkaIntake.Settings(kafka, group, settings.topics(), settings.maxRecords(), 1),
                intake,
                clock,
                meters);
    }

    @Bean
    IntakeHealth intakeHealth(KafkaIntake kafka) {
        return new IntakeHealth(kafka);
    }

    @Bean
    IntakeEndpoint intakeEndpoint(Intake intake) {
        return new IntakeEndpoint(intake);
    }
}
