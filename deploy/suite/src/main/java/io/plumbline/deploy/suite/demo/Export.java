package io.plumbline.deploy.suite.demo;

import io.plumbline.deploy.suite.demo.Geography.Territory;
import io.plumbline.deploy.suite.demo.Organisation.Activity;
import io.plumbline.deploy.suite.demo.Organisation.Customer;
import io.plumbline.deploy.suite.demo.Organisation.Move;
import io.plumbline.deploy.suite.demo.Organisation.Opportunity;
import io.plumbline.deploy.suite.demo.Organisation.Order;
import io.plumbline.deploy.suite.demo.Organisation.Representative;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The organisation as another system would export it: files of one JSON object a line, and the mapping that imports them. */
final class Export {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Organisation organisation;
    private final Instant defined;

    Export(Organisation organisation) {
        this.organisation = organisation;
        this.defined =
                organisation.begin().atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(86_400);
    }

    /** Writes the files and returns where the mapping is. */
    Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            Path mapping = folder.resolve("mapping.yaml");
            try (InputStream own = Objects.requireNonNull(Export.class.getResourceAsStream("/demo/mapping.yaml"))) {
                Files.copy(own, mapping, StandardCopyOption.REPLACE_EXISTING);
            }
            write(folder, "territories", Geography.all(), this::territory);
            write(folder, "representatives", organisation.representatives(), this::representative);
            write(folder, "customers", organisation.customers(), Export::customer);
            write(folder, "opportunities", organisation.opportunities(), Export::opportunity);
            write(
                    folder,
                    "moves",
                    organisation.opportunities().stream()
                            .flatMap(of -> of.moves().stream().map(move -> move(of, move)))
                            .toList(),
                    move -> move);
            write(folder, "orders", organisation.orders(), Export::order);
            write(folder, "activities", organisation.activities(), Export::activity);
            return mapping;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> void write(Path folder, String name, List<T> all, Function<T, Map<String, Object>> line)
            throws IOException {
        try (Writer file = Files.newBufferedWriter(folder.resolve(name + ".ndjson"))) {
            for (T each : all) {
                file.write(JSON.writeValueAsString(line.apply(each)));
                file.write('\n');
            }
        }
    }

    private Map<String, Object> territory(Territory territory) {
        return fields(
                "code", territory.code(),
                "nameEn", territory.nameEn(),
                "nameZh", territory.nameZh(),
                "parent", territory.parent(),
                "timeZone", territory.zone(),
                "currency", territory.money(),
                "priority", territory.key() ? "KEY" : "NORMAL",
                "definedAt", defined);
    }

    private Map<String, Object> representative(Representative of) {
        return fields(
                "id", of.id(),
                "name", of.name(),
                "territory", of.territory().code(),
                "role", "REP",
                "from", LocalDate.ofInstant(defined, ZoneOffset.UTC),
                "assignedAt", defined);
    }

    private static Map<String, Object> customer(Customer customer) {
        return fields(
                "reference", customer.reference(),
                "name", customer.name(),
                "segment", customer.segment(),
                "industry", customer.industry(),
                "size", customer.size(),
                "territory", customer.territory().code(),
                "channel", customer.channel(),
                "owner", customer.owner().id(),
                "registeredAt", customer.registeredAt());
    }

    private static Map<String, Object> opportunity(Opportunity of) {
        return fields(
                "reference", of.reference(),
                "customer", of.customer().reference(),
                "name", of.name(),
                "source", of.source(),
                "currency", of.customer().territory().money(),
                "productLine", of.productLine(),
                "product", of.product(),
                "quantity", of.quantity(),
                "amount", of.amount(),
                "cost", of.cost(),
                "expectedClose", of.expectedClose(),
                "owner", of.customer().owner().id(),
                "openedAt", of.openedAt(),
                "wonAt", of.wonAt(),
                "lostAt", of.lostAt(),
                "lossReason", of.lossReason(),
                "competitor", of.competitor());
    }

    private static Map<String, Object> move(Opportunity of, Move move) {
        return fields("opportunity", of.reference(), "stage", move.stage(), "at", move.at());
    }

    private static Map<String, Object> order(Order order) {
        return fields(
                "reference", order.reference(),
                "customer", order.customer().reference(),
                "representative", order.customer().owner().id(),
                "currency", order.customer().territory().money(),
                "productLine", order.productLine(),
                "product", order.product(),
                "quantity", order.quantity(),
                "amount", order.amount(),
                "cost", order.cost(),
                "orderedAt", order.orderedAt());
    }

    private static Map<String, Object> activity(Activity activity) {
        return fields(
                "reference", activity.reference(),
                "customer", activity.customer().reference(),
                "opportunity", activity.opportunity(),
                "kind", activity.kind(),
                "representative", activity.customer().owner().id(),
                "purpose", activity.purpose(),
                "plannedAt", activity.plannedAt(),
                "plannedOn", activity.plannedOn(),
                "completedAt", activity.completedAt(),
                "outcome", activity.outcome());
    }

    /** Name, value, name, value; what is not there is an empty text, so that every line has every name. */
    private static Map<String, Object> fields(@Nullable Object... all) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < all.length; i += 2) {
            Object value = all[i + 1];
            fields.put(String.valueOf(all[i]), value == null ? "" : value instanceof Number ? value : value.toString());
        }
        return fields;
    }
}
