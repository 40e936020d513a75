package io.plumbline.platform.write.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay runs.
 *
 * @param topic where events go
 * @param partitions of the topic where it must be created; never changed afterwards
 * @param replication of the topic where it must be created; the broker's default where negative
 * @param batch how many events are sent before their acknowledgements are awaited
 * @param poll how long at most until commits of other replicas are seen
 * @param gather how long after one publication the next begins at the earliest, unless it would be full
 * @param lease how long a process that fell silent keeps others from publishing; longer than a delivery may take
 * @param enabled false where a process only takes commands
 */
@ConfigurationProperties("plumbline.relay")
public record RelaySettings(
        String topic,
        @DefaultValue("12") int partitions,
        @DefaultValue("-1") short replication,
        @DefaultValue("2000") int batch,
        @DefaultValue("20ms") Duration poll,
        @DefaultValue("20ms") Duration gather,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("true") boolean enabled) {

    public RelaySettings {
        if (lease.compareTo(KafkaSender.DELIVERY_TIMEOUT) <= 0) {
            throw new IllegalArgumentException("plumbline.relay.lease must be longer than the delivery timeout of "
                    + KafkaSender.DELIVERY_TIMEOUT);
        }
    }

    /** The same for another topic. */
    RelaySettings to(String otherTopic) {
        return new RelaySettings(otherTopic, partitions, replication, batch, poll, gather, lease, enabled);
    }
}
