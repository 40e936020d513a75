package io.plumbline.platform.write.relay;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Fills further topics with the events of this service; on the management port. */
@Endpoint(id = "republish")
final class RepublishEndpoint {

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final int FASTEST = 1_000_000;

    private final Republish republish;

    RepublishEndpoint(Republish republish) {
        this.republish = republish;
    }

    /** The topics that are being filled. */
    @ReadOperation
    List<Republish.Progress> progress() {
        return republish.progress();
    }

    /** Begins to fill a topic, or goes on at another pace. */
    @WriteOperation
    List<Republish.Progress> begin(@Selector String topic, int eventsPerSecond) {
        if (!TOPIC.matcher(topic).matches()) {
            throw invalid("topic: a topic is up to 200 letters, digits, dots, dashes and underscores");
        }
        if (eventsPerSecond < 1 || eventsPerSecond > FASTEST) {
            throw invalid("eventsPerSecond: from 1 to " + FASTEST);
        }
        try {
            republish.begin(topic, eventsPerSecond);
        } catch (IllegalArgumentException e) {
            throw invalid("topic: " + e.getMessage());
        }
        return republish.progress();
    }

    /** Ends filling a topic. */
    @DeleteOperation
    void end(@Selector String topic) {
        republish.end(topic);
    }

    private static InvalidEndpointRequestException invalid(String reason) {
        return new InvalidEndpointRequestException(reason, reason);
    }
}
