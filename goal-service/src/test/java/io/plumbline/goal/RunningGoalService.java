package io.plumbline.goal;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.embedded.TokenIssuer;
import io.plumbline.platform.testing.RunningService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** goal-service with a few territories; one for all tests of this JVM. */
final class RunningGoalService {

    /** Prepares everywhere. */
    static final String LENA = TokenIssuer.shared().token("lena.sales-ops", List.of("sales-ops"), List.of());

    /** Manages all of China. */
    static final String WEI = TokenIssuer.shared().token("wei.manager", List.of("manager"), List.of("CHINA"));

    /** Manages East China. */
    static final String CHEN = TokenIssuer.shared().token("chen.manager", List.of("manager"), List.of("EAST-CHINA"));

    /** Manages what is not China. */
    static final String OTTO = TokenIssuer.shared().token("otto.manager", List.of("manager"), List.of("EUROPE"));

    /** Sells in East China. */
    static final String MEI = TokenIssuer.shared().token("mei.rep", List.of("rep"), List.of("EAST-CHINA"));

    static final String TOPIC = Servers.shared().createTopic("sales.goal.events", 3);

    /** What goal-service takes for reporting-service. */
    static final StandInReports REPORTS = new StandInReports();

    private static final class Shared {
        private static final RunningService SERVICE = start();
    }

    private RunningGoalService() {}

    static RunningService shared() {
        return Shared.SERVICE;
    }

    private static RunningService start() {
        RunningService service = new RunningService(
                GoalService.class,
                Servers.shared().createDatabase("goal"),
                "plumbline.relay.topic=" + TOPIC,
                "plumbline.reports.url=" + REPORTS.url());
        define(service, "CHINA", null);
        define(service, "EAST-CHINA", "CHINA");
        define(service, "SHANGHAI", "EAST-CHINA");
        define(service, "JIANGSU", "EAST-CHINA");
        define(service, "EUROPE", null);
        return service;
    }

    static void define(RunningService service, String code, @Nullable String parent) {
        service.post(LENA, "/api/territories", territory(code, parent)).requireCreated();
    }

    static String territory(String code, @Nullable String parent) {
        return """
                {"code": "%s", "nameEn": "%s", "nameZh": "%s", "parent": %s, "timeZone": "Asia/Shanghai",
                 "currency": "CNY", "priority": "NORMAL", "occurredAt": "2024-01-01T00:00:00Z"}
                """.formatted(code, code, code, parent == null ? "null" : '"' + parent + '"');
    }
}
