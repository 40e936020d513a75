package io.plumbline.reporting;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.testing.DevelopmentRun;

/** Run this from an IDE: reporting-service alone on an embedded PostgreSQL and Kafka, at port 8080. */
final class TestReportingService {

    private TestReportingService() {}

    public static void main(String[] args) {
        DevelopmentRun.start(
                ReportingService.class,
                "plumbline.intake.topics=" + Servers.shared().createTopic("sales.events", 3));
    }
}
