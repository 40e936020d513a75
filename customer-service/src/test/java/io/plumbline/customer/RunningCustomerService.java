package io.plumbline.customer;

import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.embedded.TokenIssuer;
import io.plumbline.platform.testing.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** customer-service, with the topics of its neighbours; one for all tests of this JVM. */
public final class RunningCustomerService {

    /** Prepares everywhere. */
    public static final String LENA = TokenIssuer.shared().token("lena.sales-ops", List.of("sales-ops"), List.of());

    /** Manages all of China. */
    public static final String WEI = TokenIssuer.shared().token("wei.manager", List.of("manager"), List.of("CHINA"));

    /** Manages what is not China. */
    public static final String OTTO = TokenIssuer.shared().token("otto.manager", List.of("manager"), List.of("EUROPE"));

    /** Sells in East China. */
    public static final String MEI = TokenIssuer.shared().token("mei.rep", List.of("rep"), List.of("EAST-CHINA"));

    public static final String GOALS = Servers.shared().createTopic("sales.goal.events", 3);
    public static final String ACTIVITIES = Servers.shared().createTopic("sales.activity.events", 3);

    private static final class Shared {
        private static final Database DATABASE = Servers.shared().createDatabase("customer");
        private static final RunningService SERVICE = withTerritories(start(DATABASE, "shared"));

        private static RunningService withTerritories(RunningService service) {
            defineTerritory("CHINA", "");
            defineTerritory("EAST-CHINA", "CHINA");
            defineTerritory("EUROPE", "");
            defineTerritory("JIANGSU", "EAST-CHINA");
            await().pollInSameThread()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> service.bean(JdbcClient.class)
                                    .sql("select count(*) from territory_copy")
                                    .query(Long.class)
                                    .single()
                            >= 4);
            return service;
        }
    }

    private RunningCustomerService() {}

    public static RunningService shared() {
        return Shared.SERVICE;
    }

    public static RunningService start(Database database, String group, String... settings) {
        String[] all = new String[settings.length + 7];
        all[0] = "plumbline.relay.topic=" + Servers.shared().createTopic("sales.customer.events", 3);
        all[1] = "plumbline.copies.topics=" + GOALS + "," + ACTIVITIES;
        all[2] = "plumbline.copies.group=customer-" + group;
        all[3] = "plumbline.contacts.master-key=a-secret-of-these-tests-alone";
        all[4] = "plumbline.customers.override-sweep=PT0.2S";
        all[5] = "plumbline.jobs.lease=3s";
        all[6] = "plumbline.jobs.pause=PT0.05S";
        System.arraycopy(settings, 0, all, 7, settings.length);
        return new RunningService(CustomerService.class, database, all);
    }

    /** The first event of an aggregate, as another service publishes it. */
    public static void publish(String topic, String source, String aggregate, String type, String data) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Servers.shared().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            ProducerRecord<String, String> message = new ProducerRecord<>(topic, aggregate, data);
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            UUID.randomUUID().toString(),
                            "ce_type",
                            type,
                            "ce_source",
                            source,
                            "ce_subject",
                            aggregate,
                            "ce_time",
                            "2024-09-02T02:00:00Z",
                            "ce_sequence",
                            "0")
                    .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(message).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static void defineTerritory(String code, String parent) {
        publish(
                GOALS,
                "/goal-service",
                "territory-" + code,
                "territory.TerritoryDefined.v1",
                "{\"code\": \"%s\", \"parent\": %s, \"timeZone\": \"Asia/Shanghai\"}"
                        .formatted(code, parent.isEmpty() ? "null" : '"' + parent + '"'));
    }
}
