package io.plumbline.activity;

import io.plumbline.platform.testing.AsyncApi;
import io.plumbline.platform.testing.ServiceRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ActivityServiceTests {

    @Test
    void architectureHolds() {
        ServiceRules.check("io.plumbline.activity");
    }

    @TestFactory
    Stream<DynamicTest> contractIsDocumented() {
        return AsyncApi.tests("activity-service", "sales.activity.events.v1", "io.plumbline.activity");
    }
}
