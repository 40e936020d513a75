package io.plumbline.activity.pipelines;

import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Once;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All versions of all pipelines. */
@Component
@ProcessingGroup("pipelines")
class PipelineView implements Pipelines {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PipelineView(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Pipeline newest(String pipeline) {
        List<Pipeline> versions = known(pipeline);
        if (versions.isEmpty()) {
            throw CommandRejected.invalid("known-pipeline", "pipeline", "there is no pipeline " + pipeline);
        }
        return versions.getLast();
    }

    @Override
    public Pipeline version(String pipeline, int version) {
        Optional<Pipeline> found =
                known(pipeline).stream().filter(p -> p.version() == version).findAny();
        return found.orElseThrow(() -> new IllegalStateException(
                "version " + version + " of the pipeline " + pipeline + " has been used and is gone"));
    }

    private List<Pipeline> known(String pipeline) {
        return Once.perTransaction("pipeline " + pipeline, () -> versions(pipeline));
    }

    /** Oldest first; empty where there is no such pipeline. */
    List<Pipeline> versions(String pipeline) {
        List<Pipeline> defined = jdbc.sql(
                        "select version, stages, lenient from pipeline where pipeline = ? order by version")
                .param(pipeline)
                .query((row, number) -> new Pipeline(
                        pipeline,
                        row.getInt(1),
                        json.readValue(row.getString(2), new TypeReference<List<Stage>>() {}),
                        row.getBoolean(3)))
                .list();
        if (!pipeline.equals(Pipeline.DEFAULT)) {
            return defined;
        }
        return Stream.concat(Stream.of(Pipeline.FIRST_DEFAULT), defined.stream())
                .toList();
    }

    /** The newest version of every pipeline. */
    List<Pipeline> all() {
        List<String> names = jdbc.sql("select distinct pipeline from pipeline where pipeline <> ? order by pipeline")
                .param(Pipeline.DEFAULT)
                .query(String.class)
                .list();
        return Stream.concat(Stream.of(Pipeline.DEFAULT), names.stream())
                .map(this::newest)
                .toList();
    }

    @EventHandler
    void on(PipelineEvent event) {
        switch (event) {
            case PipelineEvent.PipelineDefined e ->
                jdbc.sql("insert into pipeline values (?, ?, ?::jsonb, ?, ?)")
                        .params(
                                e.pipeline(),
                                e.version(),
                                json.writeValueAsString(e.stages()),
                                e.occurredAt().atOffset(ZoneOffset.UTC),
                                Boolean.TRUE.equals(e.lenient()))
                        .update();
        }
    }
}
