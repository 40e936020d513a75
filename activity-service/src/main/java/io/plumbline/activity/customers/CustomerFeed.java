package io.plumbline.activity.customers;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.platform.access.TerritoryCopy;
import io.plumbline.platform.intake.EventTypes;
import io.plumbline.platform.intake.Intake;
import io.plumbline.platform.intake.IntakeEndpoint;
import io.plumbline.platform.intake.IntakeHealth;
import io.plumbline.platform.intake.IntakeSchema;
import io.plumbline.platform.intake.KafkaIntake;
import io.plumbline.platform.intake.Projection;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Feeds the copies of customers and territories from the topics of the services that own them. */
@Configuration(proxyBeanMethods = false)
class CustomerFeed {

    private static final String SCHEMA = "copies";

    /** What this service reads of what others publish. */
    static final EventTypes TYPES = new EventTypes(types());

    /**
     * @param topics that are read
     * @param group the consumer group that this service's replicas share
     */
    @ConfigurationProperties("plumbline.copies")
    record Settings(
            List<String> topics,
            @DefaultValue("activity-service") String group,
            @DefaultValue("500") int maxRecords) {}

    private static Map<String, Class<? extends Record>> types() {
        Map<String, Class<? extends Record>> types = new LinkedHashMap<>();
        types.putAll(TerritoryCopy.TYPES);
        types.put("customer.CustomerRegistered.v1", CustomerCopy.CustomerEvent.CustomerRegistered.class);
        types.put("customer.ProfileChanged.v1", CustomerCopy.CustomerEvent.ProfileChanged.class);
        types.put("customer.TierChanged.v1", CustomerCopy.CustomerEvent.TierChanged.class);
        types.put("customer.LifecycleChanged.v1", CustomerCopy.CustomerEvent.LifecycleChanged.class);
        types.put("customer.CustomerTransferred.v1", CustomerCopy.CustomerEvent.CustomerTransferred.class);
        types.put("customer.CustomerMerged.v1", CustomerCopy.CustomerEvent.CustomerMerged.class);
        types.put("customer.DuplicateAbsorbed.v1", CustomerCopy.CustomerEvent.DuplicateAbsorbed.class);
        types.put("tierpolicy.PolicyPublished.v1", ServicePolicyCopy.PolicyPublished.class);
        return types;
    }

    @Bean
    @DependsOn("flywayInitializer")
    Intake intake(DataSource dataSource, List<Projection> projections, MeterRegistry meters) {
        IntakeSchema.migrate(dataSource, SCHEMA);
        return new Intake(dataSource, SCHEMA, TYPES, projections, meters);
    }

    @Bean
    KafkaIntake kafkaIntake(
            Intake intake,
            Settings settings,
            Clock clock,
            MeterRegistry meters,
            @Value("${plumbline.kafka.bootstrap-servers}") String bootstrapServers) {
        return new KafkaIntake(
                new KafkaIntake.Settings(
                        bootstrapServers, settings.group(), settings.topics(), settings.maxRecords(), 1),
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
