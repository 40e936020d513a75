package io.plumbline.platform.kafka;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Reads {@code plumbline.kafka.*}. */
@AutoConfiguration
@EnableConfigurationProperties(KafkaConnection.class)
class PlatformKafka {}
