package io.plumbline.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.platform.embedded.LocalKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that takes TLS and a password only, with a certificate made for it here. */
class SecuredKafkaIT {

    private static final String PASSWORD = "a-password-of-this-test";

    @TempDir
    static Path folder;

    private static LocalKafka broker;

    @BeforeAll
    static void start() throws Exception {
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                "broker.p12");
        keytool("-exportcert", "-keystore", "broker.p12", "-file", "broker.cer");
        keytool("-importcert", "-noprompt", "-file", "broker.cer", "-keystore", "trusted.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=somebody", "-keystore", "other.p12");
        keytool("-exportcert", "-keystore", "other.p12", "-file", "other.cer");
        keytool("-importcert", "-noprompt", "-file", "other.cer", "-keystore", "somebody.p12");
        broker = LocalKafka.startDisposable(
                "SASL_SSL",
                Map.of(
                        "ssl.keystore.location",
                        folder.resolve("broker.p12").toString(),
                        "ssl.keystore.password",
                        PASSWORD,
                        // a broker checks that it could speak to itself
                        "ssl.truststore.location",
                        folder.resolve("trusted.p12").toString(),
                        "ssl.truststore.password",
                        PASSWORD,
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.sasl_ssl.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\""
                                + " password=\"%1$s\" user_broker=\"%1$s\" user_plumbline=\"%1$s\";"
                                        .formatted(PASSWORD)));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void everyKindOfClientGetsThrough() throws Exception {
        KafkaConnection connection = connection("trusted.p12", PASSWORD);
        try (Admin admin = Admin.create(connection.client(Map.of()))) {
            admin.createTopics(List.of(new NewTopic("secured", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        try (var producer = new KafkaProducer<>(
                connection.client(Map.of("acks", "all")), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("secured", "key", "value")).get(30, TimeUnit.SECONDS);
        }
        try (var consumer = new KafkaConsumer<>(
                connection.client(Map.of("auto.offset.reset", "earliest")),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("secured", 0)));
            assertThat(consumer.poll(Duration.ofSeconds(30)))
                    .singleElement()
                    .satisfies(found -> assertThat(found.value()).isEqualTo("value"));
        }
    }

    @Test
    void whoHasAnotherPasswordIsRefused() {
        assertRefused(connection("trusted.p12", "another"), SaslAuthenticationException.class);
    }

    @Test
    void aBrokerThatNobodyVouchesForIsRefused() {
        assertRefused(connection("somebody.p12", PASSWORD), SslAuthenticationException.class);
    }

    private static void assertRefused(KafkaConnection connection, Class<? extends Throwable> reason) {
        try (Admin admin = Admin.create(
                connection.client(Map.of("default.api.timeout.ms", 20_000, "request.timeout.ms", 10_000)))) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(reason);
        }
    }

    private static KafkaConnection connection(String trusted, String password) {
        return new KafkaConnection(
                broker.bootstrapServers(),
                Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "ssl.truststore.location",
                        folder.resolve(trusted).toString(),
                        "ssl.truststore.password",
                        PASSWORD,
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"plumbline\" password=\"%s\";"
                                .formatted(password)));
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "key", "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).as(String.join(" ", command)).isZero();
    }
}
