package io.plumbline.activity;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.testing.DevelopmentRun;

/** Run this from an IDE: activity-service alone on an embedded PostgreSQL and Kafka, at port 8080. */
final class TestActivityService {

    private TestActivityService() {}

    public static void main(String[] args) {
        DevelopmentRun.start(
                ActivityService.class,
                "plumbline.relay.topic=" + Servers.shared().createTopic("sales.activity.events", 3),
                "plumbline.copies.topics=" + Servers.shared().createTopic("sales.goal.events", 3));
    }
}
