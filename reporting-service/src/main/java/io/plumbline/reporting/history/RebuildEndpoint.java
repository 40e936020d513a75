package io.plumbline.reporting.history;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** On the management port: begins a rebuild of the read models and shows how far it has come. */
@Endpoint(id = "rebuild")
public final class RebuildEndpoint {

    private final ReadModels generations;

    public RebuildEndpoint(ReadModels generations) {
        this.generations = generations;
    }

    /** Null where this instance has begun none. */
    @ReadOperation
    public ReadModels.@Nullable Progress progress() {
        return generations.progress();
    }

    /** {@code started} is false where one is being built already. */
    @WriteOperation
    public Map<String, Boolean> rebuild() {
        return Map.of("started", generations.rebuild());
    }
}
