package io.plumbline.platform.web.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses to start a service that would be open, or could not keep what it must, because a setting is absent. It looks
 * before anything else begins, so that nothing is migrated or listened on first. A service names further settings of its own
 * under {@code plumbline.required-settings}, each with a sentence that says what it is for.
 */
public final class RequiredSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String FURTHER = "plumbline.required-settings";
    static final String PASSWORD = "plumbline.security.management.password";

    /** Of the management password, in characters. */
    public static final int SHORTEST_PASSWORD = 16;

    private static final Map<String, String> OF_ALL = Map.of(
            "plumbline.security.issuer",
            "the address of the OpenID provider whose tokens are accepted",
            "plumbline.security.audience",
            "what a token must name in its claim aud",
            "plumbline.security.management.user",
            "who may read metrics and manage the service",
            PASSWORD,
            "the password of that user, of at least " + SHORTEST_PASSWORD + " characters");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        List<String> wrong = missing(environment);
        String password = environment.getProperty(PASSWORD, "");
        if (!password.isBlank() && password.length() < SHORTEST_PASSWORD) {
            wrong.add(PASSWORD + ": it has at least " + SHORTEST_PASSWORD + " characters");
        }
        if (!wrong.isEmpty()) {
            throw new SettingsMissing(environment.getProperty("spring.application.name", "the service"), wrong);
        }
    }

    private static List<String> missing(Environment environment) {
        Binder binder = Binder.get(environment);
        Map<String, String> required = new TreeMap<>(OF_ALL);
        binder.bind(FURTHER, Bindable.mapOf(String.class, String.class)).ifBound(required::putAll);
        List<String> missing = new ArrayList<>();
        required.forEach((name, purpose) -> {
            List<String> values =
                    binder.bind(name, Bindable.listOf(String.class)).orElse(List.of());
            if (values.stream().noneMatch(RequiredSettings::isGiven)) {
                missing.add(name + ": " + purpose);
            }
        });
        return missing;
    }

    private static boolean isGiven(String value) {
        return !value.isBlank();
    }
}
