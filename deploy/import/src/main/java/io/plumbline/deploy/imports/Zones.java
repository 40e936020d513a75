package io.plumbline.deploy.imports;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The time zone in which a row's days begin: that of its territory or of its customer's, as the import has brought them
 * before or the services know them, and the mapping's where neither is known.
 */
final class Zones {

    /** What the services know from before. */
    interface Known {

        Known NOTHING = new Known() {
            @Override
            public Map<String, ZoneId> territories() {
                return Map.of();
            }

            @Override
            public String territoryOf(String customer) {
                return "";
            }
        };

        /** Zones by the codes of territories. */
        Map<String, ZoneId> territories();

        /** @param customer by the other system's reference; the answer is empty where there is none, or more than one */
        String territoryOf(String customer);
    }

    private final ZoneId otherwise;
    private final Known known;
    private final Map<String, ZoneId> territories = new HashMap<>();

    /** The territories of customers, by their references; empty where nobody knows it. */
    private final Map<String, String> customers = new HashMap<>();

    private boolean asked;

    /** @param otherwise the mapping's */
    Zones(ZoneId otherwise, Known known) {
        this.otherwise = otherwise;
        this.known = known;
    }

    /** The zone of a row whose texts are read. */
    ZoneId of(Kind kind, ObjectNode row) {
        if (kind == Kind.TERRITORIES || kind == Kind.ASSIGNMENTS) {
            // in one zone for all of them: none may come before its parent of the same day
            return otherwise;
        }
        String territory = row.path("territory").stringValue(null);
        if (territory != null) {
            return ofTerritory(territory);
        }
        String customer = row.at("/customer/reference").asString("");
        return customer.isEmpty() ? otherwise : ofTerritory(customers.computeIfAbsent(customer, known::territoryOf));
    }

    /** Takes note of what a row says about territories and customers. */
    void learn(Kind kind, ObjectNode row) {
        if (kind == Kind.TERRITORIES) {
            territories.put(
                    row.path("code").asString(""), zone(row.path("timeZone").stringValue(null)));
        } else if (kind == Kind.CUSTOMERS) {
            customers.put(
                    row.at("/externalReference/reference").asString(""),
                    row.path("territory").asString(""));
        }
    }

    private ZoneId ofTerritory(String code) {
        ZoneId zone = territories.get(code);
        if (zone == null && !asked && !code.isEmpty()) {
            asked = true;
            known.territories().forEach(territories::putIfAbsent);
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
