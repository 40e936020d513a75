package io.plumbline.platform.web.security;

import java.util.List;

/** A service was started without what it needs to be safe. */
final class SettingsMissing extends RuntimeException {

    private final List<String> settings;

    /** @param settings each with what it is for; at least one */
    SettingsMissing(String service, List<String> settings) {
        super(service + " does not start without " + String.join("; ", settings));
        this.settings = List.copyOf(settings);
    }

    List<String> settings() {
        return settings;
    }
}
