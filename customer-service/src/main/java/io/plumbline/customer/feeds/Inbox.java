package io.plumbline.customer.feeds;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.platform.intake.Projection;
import io.plumbline.platform.intake.Rows;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes what is to be done about orders and contacts. What arrives is noted in the transaction that moves the intake's
 * offsets, and done later: so none is lost when the service dies, and a customer that cannot take a command for now holds
 * up nobody else.
 */
@Component
class Inbox implements Projection {

    /** {@code order.OrderPlaced.v1}, as far as it is read here. */
    record OrderPlaced(String orderId, String customerId, Instant orderedAt) {}

    /** {@code activity.ActivityCompleted.v1}, as far as it is read here. */
    record ActivityCompleted(String activityId, String customerId, Instant occurredAt) {}

    /** What is to be done. */
    enum Kind {
        ORDER,
        CONTACT
    }

    private record Row(Kind kind, String sourceId, String customerId, Instant occurredAt) {}

    @Override
    public void apply(List<Envelope<Record>> events, JdbcClient db) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Envelope<Record> received : events) {
            switch (received.event()) {
                case OrderPlaced e ->
                    rows.put(e.orderId(), new Row(Kind.ORDER, e.orderId(), e.customerId(), e.orderedAt()));
                case ActivityCompleted e ->
                    rows.put(e.activityId(), new Row(Kind.CONTACT, e.activityId(), e.customerId(), e.occurredAt()));
                default -> {}
            }
        }
        Rows.insert(db, "arrival", List.copyOf(rows.values()), "kind", "source_id");
    }
}
