package io.plumbline.deploy.imports;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The time zone in which a row's days begin: that of its territory or of its customer's, as the import has brought them
 * before or the services know them, and the mapping's where neither is known.
 */
final class Zones {

    private final ZoneId otherwise;
    private final Supplier<Map<String, ZoneId>> known;
    private final Map<String, ZoneId> territories = new HashMap<>();

    /** By reference, where it is not the mapping's. */
    private final Map<String, ZoneId> customers = new HashMap<>();

    private boolean asked;

    /**
     * @param otherwise the mapping's
     * @param known the zones of the territories that the services have, by code
     */
    Zones(ZoneId otherwise, Supplier<Map<String, ZoneId>> known) {
        this.otherwise = otherwise;
        this.known = known;
    }

    /** The zone of a row whose texts are read. */
    ZoneId of(Kind kind, ObjectNode row) {
        String territory =
                kind == Kind.TERRITORIES ? null : row.path("territory").stringValue(null);
        if (kind == Kind.TERRITORIES) {
            return zone(row.path("timeZone").stringValue(null));
        }
        if (territory != null) {
            return ofTerritory(territory);
        }
        return customers.getOrDefault(row.at("/customer/reference").asString(""), otherwise);
    }

    /** Takes note of what a row says about territories and customers. */
    void learn(Kind kind, ObjectNode row) {
        if (kind == Kind.TERRITORIES) {
            territories.put(row.path("code").asString(""), of(kind, row));
        } else if (kind == Kind.CUSTOMERS) {
            JsonNode reference = row.at("/externalReference/reference");
            ZoneId zone = of(kind, row);
            if (!zone.equals(otherwise)) {
                customers.put(reference.asString(""), zone);
            }
        }
    }

    private ZoneId ofTerritory(String code) {
        ZoneId zone = territories.get(code);
        if (zone == null && !asked) {
            asked = true;
            known.get().forEach(territories::putIfAbsent);
            zone = territories.get(code);
        }
        return zone == null ? otherwise : zone;
    }

    private ZoneId zone(@Nullable String name) {
        try {
            return name == null ? otherwise : ZoneId.of(name);
        } catch (DateTimeException e) {
            // the service refuses it
            return otherwise;
        }
    }
}
