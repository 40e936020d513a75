package io.plumbline.deploy.imports;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Asks the services for the territories that they have, and where customers of earlier imports are. */
final class KnownZones implements Zones.Known {

    private final Sender sender;

    KnownZones(Sender sender) {
        this.sender = sender;
    }

    @Override
    public Map<String, ZoneId> territories() {
        Map<String, ZoneId> zones = new HashMap<>();
        for (JsonNode territory : items(sender.ask("/api/territories"))) {
            try {
                zones.put(
                        territory.path("code").asString(""),
                        ZoneId.of(territory.path("timeZone").asString("")));
            } catch (DateTimeException e) {
                // this machine does not know the zone
            }
        }
        return zones;
    }

    @Override
    public String territoryOf(String customer) {
        Set<String> territories = new HashSet<>();
        String reference = URLEncoder.encode(customer, StandardCharsets.UTF_8);
        for (JsonNode found : items(sender.ask("/api/customers?limit=10&reference=" + reference))) {
            territories.add(found.path("territory").asString(""));
        }
        return territories.size() == 1 ? territories.iterator().next() : "";
    }

    private static JsonNode items(JsonNode answer) {
        return answer.isArray() ? answer : answer.path("items");
    }
}
