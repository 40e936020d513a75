package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ZonesTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneId OTHERWISE = ZoneId.of("Asia/Shanghai");

    private final List<String> asked = new ArrayList<>();
    private final Zones zones = new Zones(OTHERWISE, new Zones.Known() {
        @Override
        public Map<String, ZoneId> territories() {
            asked.add("territories");
            return Map.of("US", ZoneId.of("America/New_York"), "UK", ZoneId.of("Asia/Tokyo"));
        }

        @Override
        public String territoryOf(String customer) {
            asked.add(customer);
            return customer.equals("C2") ? "US" : "";
        }
    });

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ORDERS        | {"territory": "UK"}                                             | Europe/London
            ORDERS        | {"customer": {"reference": "C1"}}                               | Europe/London
            ORDERS        | {"territory": "US", "customer": {"reference": "C1"}}            | America/New_York
            ACTIVITIES    | {"customer": {"reference": "C2"}}                               | America/New_York
            OPPORTUNITIES | {"customer": {"reference": "C9"}}                               | Asia/Shanghai
            OPPORTUNITIES | {"territory": "NOWHERE"}                                        | Asia/Shanghai
            CUSTOMERS     | {"territory": "UK", "externalReference": {"reference": "C3"}}   | Europe/London
            TERRITORIES   | {"code": "FR", "timeZone": "Europe/Paris"}                      | Asia/Shanghai
            """)
    void aDayBeginsWhereARowHasItsTerritory(Kind kind, String row, String zone) {
        zones.learn(Kind.TERRITORIES, row("{'code': 'UK', 'timeZone': 'Europe/London'}"));
        zones.learn(Kind.CUSTOMERS, row("{'externalReference': {'reference': 'C1'}, 'territory': 'UK'}"));
        assertThat(zones.of(kind, row(row))).isEqualTo(ZoneId.of(zone));
    }

    @Test
    void nobodyIsAskedTwice() {
        for (int i = 0; i < 3; i++) {
            zones.of(Kind.ORDERS, row("{'customer': {'reference': 'C2'}}"));
            zones.of(Kind.ORDERS, row("{'customer': {'reference': 'C9'}}"));
        }
        assertThat(asked).containsExactly("C2", "territories", "C9");
    }

    private static ObjectNode row(String json) {
        return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    }
}
