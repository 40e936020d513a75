package io.plumbline.goal;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.testing.DevelopmentRun;

/** Run this from an IDE: goal-service alone on an embedded PostgreSQL and Kafka, at port 8080. */
final class TestGoalService {

    private TestGoalService() {}

    public static void main(String[] args) {
        DevelopmentRun.start(
                GoalService.class, "plumbline.relay.topic=" + Servers.shared().createTopic("sales.goal.events", 3));
    }
}
