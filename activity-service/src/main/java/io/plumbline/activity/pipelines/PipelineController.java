package io.plumbline.activity.pipelines;

import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.history.History;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/pipelines")
@Tag(name = "Pipelines", description = "The stages that opportunities proceed along")
class PipelineController {

    private static final String NAME = "[a-z][a-z0-9-]{0,49}";

    private final Commands commands;
    private final PipelineView view;
    private final History history;

    PipelineController(Commands commands, PipelineView view, History history) {
        this.commands = commands;
        this.view = view;
        this.history = history;
    }

    @Schema(name = "NewStage")
    record StageBody(
            @Schema(example = "propose") @NotNull @Pattern(regexp = NAME) String key,

            @Schema(example = "Propose") @NotBlank @Size(max = 100) String nameEn,

            @Schema(example = "方案提供") @NotBlank @Size(max = 100) String nameZh,

            @Schema(example = "0.40", description = "of winning from here, a fraction of 1")
            @NotNull @PositiveOrZero @DecimalMax("1") BigDecimal probability,

            @Schema(example = "[\"budget\"]", description = "what must be filled in to leave it forwards")
            @Size(max = 50) @Nullable List<@NotNull @Pattern(regexp = NAME) String> exit) {}

    @Schema(name = "NewPipelineVersion")
    record NewVersion(
            @Schema(example = "key-accounts") @NotNull @Pattern(regexp = NAME) String pipeline,

            @NotEmpty @Size(max = 30) List<@NotNull @Valid StageBody> stages,

            @Schema(
                    example = "false",
                    description = "true where exit templates of stages that are skipped need not be filled in")
            @Nullable Boolean lenient,

            @Schema(example = "2024-06-01T02:00:00Z") @Nullable Instant occurredAt) {

        List<Stage> inOrder() {
            return IntStream.range(0, stages.size())
                    .mapToObj(i -> {
                        StageBody stage = stages.get(i);
                        return new Stage(
                                stage.key(),
                                stage.nameEn(),
                                stage.nameZh(),
                                i + 1,
                                stage.probability(),
                                Objects.requireNonNullElse(stage.exit(), List.of()));
                    })
                    .toList();
        }
    }

    @PostMapping
    @Operation(
            summary = "Define the next version of a pipeline",
            description = "Sales operations only. Opportunities that are open keep the version they were opened under.")
    ResponseEntity<Answer> define(@Valid @RequestBody NewVersion body) {
        return commands.create(new PipelineCommand.DefinePipeline(
                PipelineDefinition.aggregateId(body.pipeline()),
                body.pipeline(),
                body.inOrder(),
                Boolean.TRUE.equals(body.lenient()),
                body.occurredAt()));
    }

    @GetMapping
    @Operation(summary = "List all pipelines in their newest version")
    List<Pipeline> all() {
        return view.all();
    }

    @GetMapping("/{pipeline}")
    @Operation(summary = "Read all versions of a pipeline, oldest first")
    List<Pipeline> versions(@PathVariable String pipeline) {
        List<Pipeline> versions = view.versions(name(pipeline));
        if (versions.isEmpty()) {
            throw CommandRejected.notFound("pipeline", pipeline);
        }
        return versions;
    }

    @GetMapping("/{pipeline}/history")
    @Operation(summary = "Read who defined which version, and when")
    List<History.Entry> history(@PathVariable String pipeline) {
        return history.of(PipelineDefinition.aggregateId(name(pipeline)));
    }

    /** By its name, or by its id as a definition answers it. */
    private static String name(String nameOrId) {
        return nameOrId.replaceFirst("^pipeline-", "");
    }
}
