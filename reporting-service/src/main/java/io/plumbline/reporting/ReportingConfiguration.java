package io.plumbline.reporting;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.platform.intake.IntakeEndpoint;
import io.plumbline.platform.intake.IntakeHealth;
import io.plumbline.platform.intake.KafkaIntake;
import io.plumbline.platform.kafka.KafkaConnection;
import io.plumbline.reporting.alerts.ReadingProgress;
import io.plumbline.reporting.events.PublishedTypes;
import io.plumbline.reporting.history.ReadModelSchema;
import io.plumbline.reporting.history.ReadModels;
import io.plumbline.reporting.history.RebuildEndpoint;
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
    ReadModels generations(
            KafkaConnection kafka,
            @Value("${plumbline.intake.topics}") List<String> topics,
            @Value("${plumbline.intake.group}") String group,
            @Value("${plumbline.intake.max-records}") int maxRecords,
            @Value("${plumbline.intake.readers}") int readers,
            DataSource dataSource,
            Clock clock,
            MeterRegistry meters) {
        return new ReadModels(
                dataSource,
                new ReadModelSchema(dataSource),
                PublishedTypes.all(),
                new KafkaIntake.Settings(kafka, group, topics, maxRecords, readers),
                clock,
                meters);
    }

    @Bean
    ReadingProgress readingProgress(ReadModels generations) {
        return generations::published;
    }

    @Bean
    IntakeHealth intakeHealthIndicator(ReadModels generations) {
        return new IntakeHealth(generations::feeding);
    }

    @Bean
    IntakeEndpoint intakeEndpoint(ReadModels generations) {
        return new IntakeEndpoint(() -> generations.feeding().intake());
    }

    @Bean
    RebuildEndpoint rebuildEndpoint(ReadModels generations) {
        return new RebuildEndpoint(generations);
    }
}
