package io.plumbline.reporting;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.platform.intake.EventTypes;
import io.plumbline.platform.intake.Intake;
import io.plumbline.platform.intake.IntakeEndpoint;
import io.plumbline.platform.intake.IntakeHealth;
import io.plumbline.platform.intake.KafkaIntake;
import io.plumbline.reporting.events.PublishedTypes;
import io.plumbline.reporting.history.HistoryProjection;
import io.plumbline.reporting.history.ReadModelSchema;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From Kafka to the read models. */
@Configuration(proxyBeanMethods = false)
class ReportingConfiguration {

    @Bean
    ReadModelSchema readModelSchema(DataSource dataSource) {
        return new ReadModelSchema(dataSource);
    }

    @Bean
    Intake intake(DataSource dataSource, ReadModelSchema schema, MeterRegistry meters) {
        EventTypes types = PublishedTypes.all();
        return new Intake(dataSource, schema.migrate(), types, List.of(new HistoryProjection(types)), meters);
    }

    @Bean
    KafkaIntake kafkaIntake(
            @Value("${plumbline.kafka.bootstrap-servers}") String bootstrapServers,
            @Value("${plumbline.intake.topics}") List<String> topics,
            @Value("${plumbline.intake.group}") String group,
            @Value("${plumbline.intake.max-records}") int maxRecords,
            Intake intake,
            Clock clock,
            MeterRegistry meters) {
        return new KafkaIntake(
                new KafkaIntake.Settings(bootstrapServers, group, topics, maxRecords), intake, clock, meters);
    }

    @Bean
    IntakeHealth intakeHealthIndicator(KafkaIntake kafkaIntake) {
        return new IntakeHealth(kafkaIntake);
    }

    @Bean
    IntakeEndpoint intakeEndpoint(Intake intake) {
        return new IntakeEndpoint(intake);
    }
}
