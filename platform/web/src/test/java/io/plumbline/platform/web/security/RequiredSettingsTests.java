package io.plumbline.platform.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class RequiredSettingsTests {

    private static final Map<String, Object> ALL = Map.of(
            "spring.application.name", "a-service",
            "plumbline.security.issuer", "https://id.example.org",
            "plumbline.security.audience", "plumbline",
            "plumbline.security.management.user", "operator",
            "plumbline.security.management.password", "a-password-of-16");

    @Test
    void aServiceWithAllOfThemStarts() {
        assertThatCode(() -> start(ALL)).doesNotThrowAnyException();
    }

    @Test
    void eachThatIsAbsentOrBlankIsNamed() {
        ALL.keySet().stream().filter(name -> name.startsWith("plumbline")).forEach(name -> {
            Map<String, Object> without = new HashMap<>(ALL);
            without.remove(name);
            assertThat(missing(without)).singleElement().asString().startsWith(name + ": ");
            without.put(name, " ");
            assertThat(missing(without)).singleElement().asString().startsWith(name + ": ");
        });
        assertThat(missing(Map.of())).hasSize(4);
    }

    @Test
    void aShortPasswordIsRefused() {
        Map<String, Object> weak = new HashMap<>(ALL);
        weak.put("plumbline.security.management.password", "admin");
        assertThat(missing(weak))
                .containsExactly("plumbline.security.management.password: it has at least 16 characters");
    }

    @Test
    void whatAServiceRequiresBesidesIsNamedWithItsPurpose() {
        Map<String, Object> keyed = new HashMap<>(ALL);
        keyed.put("plumbline.required-settings.[a.master-key]", "what things are sealed with");
        assertThat(missing(keyed)).containsExactly("a.master-key: what things are sealed with");
        keyed.put("a.master-key", "secret");
        assertThatCode(() -> start(keyed)).doesNotThrowAnyException();
    }

    @Test
    void theReasonIsReadableWithoutAStackTrace() {
        SettingsMissing failure = catchThrowableOfType(SettingsMissing.class, () -> start(Map.of()));
        FailureAnalysis analysis = new SettingsMissingAnalyzer().analyze(failure, failure);
        assertThat(analysis.getAction()).contains("plumbline.security.audience: what a token must name");
    }

    private static List<String> missing(Map<String, Object> settings) {
        return catchThrowableOfType(SettingsMissing.class, () -> start(settings))
                .settings();
    }

    private static void start(Map<String, Object> settings) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
            new RequiredSettings().initialize(context);
        }
    }
}
