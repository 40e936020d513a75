package io.plumbline.deploy.suite;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Work that a service does for a while, begun and watched from here. It goes on where the watching ends. */
final class LongRunningCommands {

    private static final Duration LOOK = Duration.ofMillis(500);

    private LongRunningCommands() {}

    /** Builds all read models of the reporting service anew; returns when the new ones serve. */
    static void rebuild(Running running, StartupLog steps) throws InterruptedException {
        try (Management rebuild = new Management(running, Service.REPORTING, "rebuild")) {
            long begin = System.nanoTime();
            boolean started = rebuild.write("", "{}").path("started").asBoolean();
            steps.say(started ? "The read models are being built anew." : "They are being built already.");
            String shown = "";
            while (true) {
                JsonNode progress = rebuild.read();
                String phase = progress.path("phase").asString("");
                String line = "%-12s %,d of %,d events"
                        .formatted(
                                phase,
                                progress.path("loaded").asLong(),
                                progress.path("total").asLong());
                if (!line.equals(shown)) {
                    steps.say(line);
                    shown = line;
                }
                switch (phase) {
                    case "SERVING" -> {
                        steps.say("%s serves after %.1f s."
                                .formatted(progress.path("schema").asString(), (System.nanoTime() - begin) / 1e9));
                        return;
                    }
                    case "FAILED" ->
                        throw new SuiteFailure("The rebuild failed (%s); the present read models go on serving."
                                .formatted(progress.path("failure").asString("unknown")));
                    default -> Thread.sleep(LOOK);
                }
            }
        }
    }

    /** Fills a topic with all events of a service; returns when it holds what is published. */
    static void republish(Running running, Service service, String topic, int eventsPerSecond, StartupLog steps)
            throws InterruptedException {
        try (Management republish = new Management(running, service, "republish")) {
            republish.write("/" + topic, "{\"eventsPerSecond\":" + eventsPerSecond + "}");
            String shown = "";
            while (true) {
                JsonNode progress = of(topic, republish.read());
                long position = progress.path("position").asLong();
                long head = progress.path("head").asLong();
                String line = "%s holds %,d of %,d".formatted(topic, position, head);
                if (!line.equals(shown)) {
                    steps.say(line);
                    shown = line;
                }
                if (!progress.path("trouble").isNull()
                        && !progress.path("trouble").isMissingNode()) {
                    throw new SuiteFailure("Republishing stands still and is tried again: %s"
                            .formatted(progress.path("trouble").asString()));
                }
                if (position >= head) {
                    steps.say("%s goes on following %s until ./plumbline republish %s %s --end."
                            .formatted(topic, service.title(), service.title(), topic));
                    return;
                }
                Thread.sleep(LOOK);
            }
        }
    }

    static void endRepublishing(Running running, Service service, String topic, StartupLog steps)
            throws InterruptedException {
        try (Management republish = new Management(running, service, "republish")) {
            republish.delete("/" + topic);
            steps.say("%s is no longer filled; what it holds is kept.".formatted(topic));
        }
    }

    private static JsonNode of(String topic, JsonNode all) {
        for (JsonNode progress : all) {
            if (progress.path("topic").asString("").equals(topic)) {
                return progress;
            }
        }
        throw new SuiteFailure("%s is no longer being filled.".formatted(topic));
    }
}
