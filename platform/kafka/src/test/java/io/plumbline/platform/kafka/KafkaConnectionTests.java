package io.plumbline.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConnectionTests {

    @Test
    void aClientHasWhatSecuresTheConnectionAndKeepsItsOwn() {
        var connection = new KafkaConnection(
                "kafka:9093", Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512"));

        assertThat(connection.client(Map.of("acks", "all")))
                .containsOnly(
                        Map.entry("bootstrap.servers", "kafka:9093"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.mechanism", "SCRAM-SHA-512"),
                        Map.entry("acks", "all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acks", "enable.idempotence", "auto.offset.reset", "bootstrap.servers", "securityprotocol"})
    void whatDecidesAboutLossIsNotForADeploymentToChange(String name) {
        assertThatThrownBy(() -> new KafkaConnection("kafka:9092", Map.of(name, "x")))
                .hasMessageContaining(name)
                .hasMessageContaining("security.*, ssl.* and sasl.*");
    }

    @Test
    void anAddressIsNeeded() {
        assertThatThrownBy(() -> new KafkaConnection(" ", Map.of()))
                .hasMessageContaining("plumbline.kafka.bootstrap-servers");
    }

    @Test
    void noPasswordIsEverPrinted() {
        assertThat(new KafkaConnection("kafka:9093", Map.of("ssl.keystore.password", "canary")))
                .asString()
                .contains("ssl.keystore.password")
                .doesNotContain("canary");
    }
}
