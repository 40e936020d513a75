package io.plumbline.reporting;

import io.plumbline.platform.intake.Batch;
import io.plumbline.platform.intake.Incoming;
import io.plumbline.platform.intake.Intake;
import io.plumbline.platform.intake.Progress;
import io.plumbline.platform.intake.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Events as the services publish them, told in order and taken in by the real intake. */
final class Story {

    private static final JsonMapper JSON = new JsonMapper();
    private static int stories;

    private final Shard shard = new Shard("story", stories++);
    private final @Nullable Intake intake;
    private final Map<String, Integer> sequences = new HashMap<>();
    private final List<Incoming> pending = new ArrayList<>();
    private long offset;
    private @Nullable Instant recordedAt;

    /** @param intake null where the story is only to be written down */
    Story(@Nullable Intake intake) {
        this.intake = intake;
        if (intake != null) {
            intake.positions(Map.of(shard, 0L));
        }
    }

    /** What follows was recorded at this instant, whenever it happened; null: when it happened. */
    Story recordedAt(@Nullable String instant) {
        recordedAt = instant == null ? null : Instant.parse(instant);
        return this;
    }

    /** @param fields of the event but for {@code occurredAt}: name, value, name, value */
    Story tell(String type, String aggregateId, String occurredAt, @Nullable Object... fields) {
        Map<String, @Nullable Object> data = map(fields);
        data.put("occurredAt", occurredAt);
        String source = switch (type.substring(0, type.indexOf('.'))) {
            case "goal", "territory", "plan", "task", "incentive" -> "/goal-service";
            case "customer" -> "/customer-service";
            default -> "/activity-service";
        };
        int sequence = sequences.merge(aggregateId, 1, Integer::sum) - 1;
        Map<String, String> headers = Map.of(
                "ce_id",
                aggregateId + "/" + sequence,
                "ce_type",
                type + ".v1",
                "ce_source",
                source,
                "ce_time",
                Objects.requireNonNullElse(recordedAt, Instant.parse(occurredAt))
                        .toString(),
                "ce_sequence",
                Integer.toString(sequence));
        pending.add(new Incoming(
                offset++, aggregateId, headers, JSON.writeValueAsString(data).getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** The four records of an opportunity that was opened, moved, changed and won. */
    static List<Incoming> wonOpportunity(String id, String name) {
        Story story = new Story(null);
        story.opportunity(id, "c", "T", "100.10", "CNY", "2024-07-01T00:00:00Z")
                .stage(id, "propose", 3, "0.4", "2024-07-03T00:00:00Z")
                .tell(
                        "opportunity.LinesChanged",
                        id,
                        "2024-07-02T00:00:00Z",
                        "amount",
                        new java.math.BigDecimal("90.01"),
                        "lines",
                        List.of(line(name, "1", "90.01")))
                .won(id, "2024-07-09T00:00:00Z");
        return List.copyOf(story.pending);
    }

    /** Lets the intake take what was told. */
    void end() {
        Intake taking = Objects.requireNonNull(intake);
        long from = offset - pending.size();
        Progress progress =
                Objects.requireNonNull(taking.take(List.of(new Batch(shard, from, offset, List.copyOf(pending))))
                        .get(shard));
        pending.clear();
        if (progress.stopped() != null) {
            throw new AssertionError(progress.stopped());
        }
        if (taking.standing().parked() > 0) {
            throw new AssertionError(taking.standing().waiting().toString());
        }
    }

    /** What was told since it was asked last, for a real topic. */
    List<Incoming> told() {
        List<Incoming> told = List.copyOf(pending);
        pending.clear();
        return told;
    }

    static Map<String, @Nullable Object> map(@Nullable Object... fields) {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            map.put((String) Objects.requireNonNull(fields[i]), fields[i + 1]);
        }
        return map;
    }

    Story territory(String code, @Nullable String parent, String timeZone) {
        return tell(
                "territory.TerritoryDefined",
                "territory-" + code,
                "2024-01-01T00:00:00Z",
                "code",
                code,
                "nameEn",
                code,
                "nameZh",
                code,
                "parent",
                parent,
                "timeZone",
                timeZone,
                "currency",
                "CNY",
                "priority",
                "NORMAL");
    }

    Story customer(String id, String segment, String industry, String territory) {
        return tell(
                "customer.CustomerRegistered",
                id,
                "2024-01-01T00:00:00Z",
                "nameEn",
                id,
                "segment",
                segment,
                "industry",
                industry,
                "territory",
                territory,
                "channel",
                "online",
                "owner",
                "mei.rep");
    }

    /** Opened in stage develop (5 %), with one line of product line {@code controllers} that carries the whole amount. */
    Story opportunity(String id, String customer, String territory, String amount, String currency, String at) {
        return tell(
                "opportunity.OpportunityOpened",
                id,
                at,
                "customerId",
                customer,
                "name",
                id,
                "pipeline",
                "default",
                "stage",
                "develop",
                "stageRank",
                1,
                "probability",
                new java.math.BigDecimal("0.05"),
                "source",
                "EXHIBITION",
                "currency",
                currency,
                "amount",
                new java.math.BigDecimal(amount),
                "lines",
                List.of(line("controllers", "1", amount)),
                "expectedClose",
                "2024-09-20",
                "owner",
                "mei.rep",
                "territory",
                territory,
                "channel",
                "online");
    }

    static Map<String, @Nullable Object> line(String productLine, String quantity, String amount) {
        return map(
                "lineId",
                "line",
                "productLine",
                productLine,
                "product",
                productLine + "-1",
                "quantity",
                new java.math.BigDecimal(quantity),
                "amount",
                new java.math.BigDecimal(amount));
    }

    Story stage(String id, String to, int rank, String probability, String at) {
        return tell(
                "opportunity.StageChanged",
                id,
                at,
                "to",
                to,
                "toRank",
                rank,
                "probability",
                new java.math.BigDecimal(probability));
    }

    Story won(String id, String at) {
        return tell("opportunity.OpportunityWon", id, at, "orderId", "order-of-" + id);
    }

    Story lost(String id, String reason, String at) {
        return tell("opportunity.OpportunityLost", id, at, "reason", reason);
    }

    Story order(String id, String customer, String territory, String amount, String currency, String at) {
        return order(id, customer, territory, "mei.rep", currency, at, line("controllers", "1", amount));
    }

    @SafeVarargs
    final Story order(
            String id,
            String customer,
            String territory,
            String representative,
            String currency,
            String at,
            Map<String, @Nullable Object>... lines) {
        return tell(
                "order.OrderPlaced",
                id,
                at,
                "customerId",
                customer,
                "representative",
                representative,
                "channel",
                "online",
                "territory",
                territory,
                "currency",
                currency,
                "lines",
                List.of(lines),
                "orderedAt",
                at);
    }

    /** Drafted, approved and active from the given instant on. */
    Story goal(
            String id,
            String at,
            String target,
            String from,
            String to,
            Map<String, @Nullable Object> scope,
            String... phases) {
        return goal(id, at, target, from, to, scope, Map.of(), phases);
    }

    /** @param further fields of the draft, or others than those of a goal for a sales amount in CNY */
    Story goal(
            String id,
            String at,
            String target,
            String from,
            String to,
            Map<String, @Nullable Object> scope,
            Map<String, ?> further,
            String... phases) {
        List<Map<String, @Nullable Object>> phasing = new ArrayList<>();
        for (int i = 0; i < phases.length; i += 3) {
            phasing.add(map("from", phases[i], "to", phases[i + 1], "target", new java.math.BigDecimal(phases[i + 2])));
        }
        Map<String, @Nullable Object> draft = map(
                "name",
                id,
                "metric",
                "SALES_AMOUNT",
                "unit",
                "CNY",
                "currency",
                "CNY",
                "target",
                new java.math.BigDecimal(target),
                "period",
                map("from", from, "to", to),
                "scope",
                scope,
                "owner",
                "wei.manager",
                "phasing",
                phasing,
                "completionTolerance",
                new java.math.BigDecimal("0.05"));
        draft.putAll(further);
        Object[] fields = draft.entrySet().stream()
                .flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
                .toArray();
        tell("goal.GoalDrafted", id, at, fields);
        return tell("goal.GoalSubmitted", id, at)
                .tell("goal.GoalApproved", id, at)
                .tell("goal.GoalActivated", id, at);
    }

    static Map<String, @Nullable Object> scope(@Nullable String territory, String... industries) {
        return map(
                "territory",
                territory,
                "productLines",
                List.of(),
                "segments",
                List.of(),
                "industries",
                List.of(industries),
                "channels",
                List.of(),
                "representative",
                null);
    }
}
