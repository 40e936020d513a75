package io.plumbline.deploy.imports;

import io.plumbline.deploy.imports.Evaluator.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether an opportunity is open, won or lost, and when it was closed. One whose record says that it is closed is closed or
 * refused, never opened: without an instant, or with a status that nobody named, nothing is taken for granted.
 */
final class Closing {

    private static final String STATUS = "status";
    private static final String WON = "wonAt";
    private static final String LOST = "lostAt";
    private static final long LENGTH_OF_DAY = 86_400;
    private static final Map<String, String> INSTANTS = Map.of("won", WON, "lost", LOST);

    private final Entry entry;
    private final Map<String, Expression> fields;
    private final Evaluator evaluator;
    private final List<Fault> faults;
    private final Set<String> spoilt = new HashSet<>();
    private final Set<String> days = new HashSet<>();

    Closing(Entry entry, Map<String, Expression> fields, Evaluator evaluator, List<Fault> faults) {
        this.entry = entry;
        this.fields = fields;
        this.evaluator = evaluator;
        this.faults = faults;
    }

    /** What a status means, however its case is. */
    static String status(Reading read) throws Faulty {
        String status = read.text().toLowerCase(Locale.ROOT);
        if (!status.equals("open") && !INSTANTS.containsKey(status)) {
            throw new Faulty(read.place(), STATUS, "'%s' is neither open, won nor lost".formatted(read.text()));
        }
        return status;
    }

    /** Takes note of a field that is faulty by itself. */
    void spoilt(String field) {
        spoilt.add(field);
    }

    /** Takes note of an instant that was given as a day alone. */
    void read(String field, Temporal date) {
        if (date instanceof LocalDate) {
            days.add(field);
        }
    }

    /** Leaves in the row the one instant that counts, if any, and adds what is wrong to the faults. */
    void settle(ObjectNode row) {
        JsonNode given = row.remove(STATUS);
        try {
            if (fields.containsKey(STATUS)) {
                byStatus(row, given == null ? null : given.asString());
            } else {
                byConditions(row);
            }
            inOrder(row);
        } catch (Faulty faulty) {
            // a condition that can't be judged has been refused with its field
            if (!faults.contains(faulty.fault())) {
                faults.add(faulty.fault());
            }
        }
    }

    private void byStatus(ObjectNode row, @Nullable String status) throws Faulty {
        if (status == null) {
            if (!spoilt.contains(STATUS)) {
                faults.add(new Fault(
                        place(STATUS), "required", "is empty, and whether the opportunity is closed is not known"));
            }
            return;
        }
        for (Map.Entry<String, String> instant : INSTANTS.entrySet()) {
            String field = instant.getValue();
            if (instant.getKey().equals(status)) {
                if (!row.has(field) && !spoilt.contains(field)) {
                    requireInstant(field, Objects.requireNonNull(fields.get(field), field));
                }
            } else if (claims(field)) {
                faults.add(new Fault(
                        place(field),
                        "fits-status",
                        "the condition of %s holds, and the status says %s".formatted(field, status)));
            } else {
                row.remove(field);
            }
        }
    }

    private void byConditions(ObjectNode row) {
        if (row.has(WON) && row.has(LOST)) {
            faults.add(
                    new Fault(place(LOST), "won-or-lost", "the record says both when it was won and when it was lost"));
        }
    }

    /** Refuses a record that says that it is closed and not when. */
    void requireInstant(String field, Expression expression) {
        Fault fault = new Fault(
                Evaluator.place(expression, field),
                "closed-without-instant",
                "is empty, and the record says that it is closed; the field %s is required".formatted(field));
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    private boolean claims(String field) throws Faulty {
        Expression expression = fields.get(field);
        return expression != null && !spoilt.contains(field) && evaluator.claims(entry, expression);
    }

    private String place(String field) {
        Expression expression = fields.get(field);
        return expression == null ? field : Evaluator.place(expression, field);
    }

    /**
     * A day alone begins before whatever happened on it at a time of day. What was moved or closed on the day of its
     * opening, or of its last move, was so right after that.
     */
    private void inOrder(ObjectNode row) {
        Instant latest =
                row.has("openedAt") ? Instant.parse(row.path("openedAt").asString()) : Instant.MIN;
        int i = 0;
        for (JsonNode move : row.path("moves")) {
            Instant at = inOrder("moves[%d].at".formatted(i++), (ObjectNode) move, "at", latest);
            latest = at.isAfter(latest) ? at : latest;
        }
        for (String field : INSTANTS.values()) {
            Instant at = inOrder(field, row, field, latest);
            if (row.has(field) && at.isBefore(latest)) {
                // as the service would say, for the dry run to say so too
                faults.add(new Fault(
                        field, "fits-history", "the opportunity was changed at %s, after that".formatted(latest)));
            }
        }
    }

    private Instant inOrder(String path, ObjectNode holder, String field, Instant latest) {
        if (!holder.has(field)) {
            return latest;
        }
        Instant at = Instant.parse(holder.path(field).asString());
        if (!days.contains(path) || !latest.isAfter(at) || !latest.isBefore(at.plusSeconds(LENGTH_OF_DAY))) {
            return at;
        }
        Instant after = latest.plusMillis(1);
        holder.put(field, after.toString());
        return after;
    }
}
