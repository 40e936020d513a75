package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.embedded.ManagementCredential;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.testing.RunningService;
import io.plumbline.platform.testing.StrangerTokens;
import org.junit.jupiter.api.Test;

/** Who is let in at all. */
class AccessIT {

    @Test
    void strangersAreRefusedByEveryOperationAndByManagement() {
        try (RunningService service = new RunningService(
                ReportingService.class,
                Servers.shared().createDatabase("reporting_access"),
                "plumbline.intake.topics=" + Servers.shared().createTopic("access.events", 1),
                "plumbline.intake.group=reporting-access")) {
            StrangerTokens.assertRefused(service, "reporting-service");
            assertThat(service.stranger("GET", "/actuator/health/readiness").status())
                    .isEqualTo(200);
            for (String path : new String[] {"/actuator/rebuild", "/actuator/intake", "/actuator/prometheus"}) {
                assertThat(service.stranger("GET", path).status()).isEqualTo(401);
            }
            assertThat(service.stranger("GET", "/actuator/intake", ManagementCredential.AUTHORIZATION)
                            .status())
                    .isEqualTo(200);
            assertThat(service.stranger("POST", "/actuator/rebuild").status()).isEqualTo(401);
            assertThat(service.stranger("POST", "/actuator/rebuild", "Basic b3BlcmF0b3I6Z3Vlc3NlZA==")
                            .status())
                    .isEqualTo(401);
            assertThat(service.management("/actuator/rebuild").status())
                    .as("no rebuild was begun")
                    .isEqualTo(404);
        }
    }
}
