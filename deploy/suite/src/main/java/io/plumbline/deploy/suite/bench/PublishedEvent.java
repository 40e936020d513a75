package io.plumbline.deploy.suite.bench;

import java.time.Instant;

/**
 * An event as a service publishes it.
 *
 * @param sequence its place among its aggregate's events, from 0
 * @param type such as {@code order.OrderPlaced.v1}
 * @param recordedAt at or after what {@code json} says of when it happened
 */
public record PublishedEvent(
        Publisher publisher, String aggregateId, int sequence, String type, Instant recordedAt, String json) {

    /** Who publishes, and where. */
    public enum Publisher {
        GOAL("/goal-service", "sales.goal.events.v1"),
        CUSTOMER("/customer-service", "sales.customer.events.v1"),
        ACTIVITY("/activity-service", "sales.activity.events.v1");

        private final String source;
        private final String topic;

        Publisher(String source, String topic) {
            this.source = source;
            this.topic = topic;
        }

        String source() {
            return source;
        }

        String topic() {
            return topic;
        }
    }
}
