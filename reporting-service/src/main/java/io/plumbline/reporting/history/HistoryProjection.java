package io.plumbline.reporting.history;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plumbline.platform.intake.BulkProjection;
import io.plumbline.platform.intake.Envelope;
import io.plumbline.platform.intake.EventTypes;
import io.plumbline.platform.intake.Projection;
import io.plumbline.platform.intake.Rows;
import io.plumbline.reporting.events.Published;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the events and folds those of every aggregate that a batch touches anew.
 *
 * <p>Every table is a pure function of an aggregate's events, so a late event needs no case of its own, and what is
 * written is the difference between the rows before and after the batch. Aggregates have few events; folding them again
 * costs less than reading their rows would.
 */
public final class HistoryProjection implements Projection, BulkProjection {

    private static final List<ReadModel> MODELS = List.of(
            Territory.VERSIONS,
            Place.VERSIONS,
            Assignment.VERSIONS,
            Goal.VERSIONS,
            IncentiveScheme.VERSIONS,
            Customer.VERSIONS,
            TierPolicy.VERSIONS,
            Opportunity.VERSIONS,
            Activity.VERSIONS,
            Sale.LEDGER,
            SurveyAnswer.ANSWERS,
            Plan.VERSIONS,
            KeyTask.VERSIONS);

    private record Key(String source, String aggregateId) {}

    private record EventRow(
            String source,
            String aggregateId,
            long sequence,
            String eventId,
            String type,
            Instant occurredAt,
            Instant recordedAt,
            @JsonRawValue String data) {}

    private final EventTypes types;
    private final JdbcTemplate tables;

    /** @param dataSource that of the intake, whose transaction it writes in */
    public HistoryProjection(EventTypes types, DataSource dataSource) {
        this.types = types;
        this.tables = new JdbcTemplate(dataSource);
    }

    @Override
    public void apply(List<Envelope<Record>> events, JdbcClient db) {
        Map<Key, List<Envelope<Published>>> arrived = new LinkedHashMap<>();
        List<EventRow> rows = new ArrayList<>();
        for (Envelope<Record> received : events) {
            Envelope<Published> event = received.as(Published.class);
            arrived.computeIfAbsent(new Key(event.source(), event.aggregateId()), key -> new ArrayList<>())
                    .add(event);
            rows.add(row(event));
        }
        Set<Key> begun = new HashSet<>();
        arrived.forEach((key, facts) -> {
            if (facts.getFirst().sequence() > 0) {
                begun.add(key);
            }
        });
        Map<Key, List<Envelope<Published>>> earlier = facts(begun, db);
        Map<ReadModel, List<Record>> added = new LinkedHashMap<>();
        Map<ReadModel, List<Record>> changed = new LinkedHashMap<>();
        arrived.forEach((key, facts) ->
                collect(key, earlier.getOrDefault(key, List.of()), facts, begun.contains(key) ? changed : added));
        Rows.append(tables, "event", rows);
        added.forEach((model, ofModel) -> Rows.append(tables, model.table(), ofModel));
        changed.forEach((model, ofModel) ->
                Rows.upsert(db, model.table(), ofModel, model.key().toArray(String[]::new)));
    }

    @Override
    public Map<String, List<? extends Record>> rows(List<Envelope<Record>> events) {
        List<Envelope<Published>> facts =
                events.stream().map(event -> event.as(Published.class)).toList();
        Map<String, List<? extends Record>> rows = new LinkedHashMap<>();
        rows.put("event", facts.stream().map(HistoryProjection::row).toList());
        for (ReadModel model : MODELS) {
            if (model.events().isInstance(facts.getFirst().event())) {
                rows.put(model.table(), model.rows().apply(events.getFirst().aggregateId(), facts));
            }
        }
        return rows;
    }

    private static void collect(
            Key key,
            List<Envelope<Published>> earlier,
            List<Envelope<Published>> arrived,
            Map<ReadModel, List<Record>> changes) {
        List<Envelope<Published>> all = new ArrayList<>(earlier);
        all.addAll(arrived);
        for (ReadModel model : MODELS) {
            if (model.events().isInstance(all.getFirst().event())) {
                Set<Record> known = new HashSet<>(model.rows().apply(key.aggregateId(), earlier));
                model.rows().apply(key.aggregateId(), all).stream()
                        .filter(row -> !known.contains(row))
                        .forEach(row -> changes.computeIfAbsent(model, m -> new ArrayList<>())
                                .add(row));
            }
        }
    }

    private Map<Key, List<Envelope<Published>>> facts(Set<Key> keys, JdbcClient db) {
        Map<Key, List<Envelope<Published>>> facts = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            return facts;
        }
        db.sql("""
                        select source, aggregate_id, sequence, event_id, type, recorded_at, data::text from event
                         where (source, aggregate_id) in
                               (select source, aggregate_id from json_populate_recordset(null::event, ?::json))
                         order by source, aggregate_id, sequence
                        """).param(Rows.json(List.copyOf(keys))).query(row -> {
            byte[] data = row.getString(7).getBytes(StandardCharsets.UTF_8);
            Record event = types.decode(row.getString(5), data).orElseThrow();
            facts.computeIfAbsent(new Key(row.getString(1), row.getString(2)), key -> new ArrayList<>())
                    .add(new Envelope<>(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getString(4),
                            row.getString(5),
                            row.getTimestamp(6).toInstant(),
                            null,
                            data,
                            (Published) event));
        });
        return facts;
    }

    private static EventRow row(Envelope<Published> received) {
        return new EventRow(
                received.source(),
                received.aggregateId(),
                received.sequence(),
                received.eventId(),
                received.type(),
                received.event().occurredAt(),
                received.recordedAt(),
                received.json());
    }
}
