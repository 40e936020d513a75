package io.plumbline.customer.feeds;

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

/** Feeds the copy of the territories, and what is to be done about orders and contacts, from the topics of other services. */
@Configuration(proxyBeanMethods = false)
class Feeds {

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
            @DefaultValue("customer-service") String group,
            @DefaultValue("500") int maxRecords) {}

    private static Map<String, Class<? extends Record>> types() {
        Map<String, Class<? extends Record>> types = new LinkedHashMap<>();
        types.putAll(TerritoryCopy.TYPES);
        types.put("order.OrderPlaced.v1", Inbox.OrderPlaced.class);
        types.put("activity.ActivityCompleted.v1", Inbox.ActivityCompleted.class);
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
