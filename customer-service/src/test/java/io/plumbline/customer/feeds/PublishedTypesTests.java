package io.plumbline.customer.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.access.TerritoryCopy;
import io.plumbline.platform.testing.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PublishedTypesTests {

    @Test
    void readsWhatOtherServicesPromise() throws IOException {
        assertThat(golden("goal-service", "territory.TerritoryDefined.v1"))
                .isEqualTo(new TerritoryCopy.TerritoryDefined("EAST-CHINA", "CHINA", "Asia/Shanghai"));
        assertThat(golden("goal-service", "territory.TerritoryMoved.v1"))
                .isInstanceOfSatisfying(
                        TerritoryCopy.TerritoryMoved.class,
                        moved -> assertThat(moved.code()).isEqualTo("EAST-CHINA"));
        assertThat(golden("activity-service", "order.OrderPlaced.v1"))
                .isEqualTo(new Inbox.OrderPlaced(
                        "0198c1f0-4444-7000-8000-000000000001",
                        "0198c1f0-2222-7000-8000-000000000001",
                        Instant.parse("2024-09-02T02:00:00Z")));
        assertThat(golden("activity-service", "activity.ActivityCompleted.v1"))
                .isInstanceOfSatisfying(
                        Inbox.ActivityCompleted.class,
                        completed ->
                                assertThat(completed.customerId()).isEqualTo("0198c1f0-2222-7000-8000-000000000001"));
    }

    private static Object golden(String service, String type) throws IOException {
        JsonNode message = Contract.JSON.readTree(Files.readString(Path.of("..", service, "contract", type + ".json")));
        return PublishedTypes.TYPES
                .decode(type, Contract.JSON.writeValueAsBytes(message.path("data")))
                .orElseThrow();
    }
}
