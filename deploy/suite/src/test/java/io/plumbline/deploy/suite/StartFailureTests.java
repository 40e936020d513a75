package io.plumbline.deploy.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartFailureTests {

    @Test
    void theAnalysisIsToldAsASentence() {
        List<String> log = """
                2026-11-25T08:00:00.000Z ERROR 1 --- [main] o.s.b.d.LoggingFailureAnalysisReporter:

                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                Web server failed to start. Port 33515 was already in use.

                Action:

                Identify and stop the process that's listening on port 33515.
                """.lines().toList();
        assertThat(StartFailure.reason(log))
                .hasValue("Web server failed to start. Port 33515 was already in use."
                        + " Identify and stop the process that's listening on port 33515.");
    }

    @Test
    void elseItIsTheInnermostCause() {
        List<String> log = List.of(
                "org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'flyway'",
                "\tat a.b.C.d(C.java:1)",
                "Caused by: java.net.ConnectException: Connection refused",
                "\tat a.b.C.d(C.java:1)");
        assertThat(StartFailure.reason(log)).hasValue("Connection refused.");
    }

    @Test
    void aLogThatSaysNothingGivesNoReason() {
        assertThat(StartFailure.reason(List.of("starting", "stopped"))).isEmpty();
    }
}
