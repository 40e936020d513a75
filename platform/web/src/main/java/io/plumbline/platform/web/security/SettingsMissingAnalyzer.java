package io.plumbline.platform.web.security;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints which settings are missing in place of a stack trace. */
final class SettingsMissingAnalyzer extends AbstractFailureAnalyzer<SettingsMissing> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, SettingsMissing cause) {
        return new FailureAnalysis(
                "Settings that keep the service closed to strangers are missing or unusable.",
                "Set, as properties or as environment variables (plumbline.security.issuer is PLUMBLINE_SECURITY_ISSUER):\n"
                        + cause.settings().stream()
                                .map(setting -> "  " + setting)
                                .collect(Collectors.joining("\n")),
                cause);
    }
}
