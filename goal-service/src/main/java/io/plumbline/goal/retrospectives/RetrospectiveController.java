package io.plumbline.goal.retrospectives;

import io.plumbline.goal.practices.Learned;
import io.plumbline.goal.retrospectives.RetrospectiveCommand.AddLesson;
import io.plumbline.goal.retrospectives.RetrospectiveCommand.HoldRetrospective;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Limits;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/goals/{goalId}/retrospective")
@Tag(name = "Retrospectives", description = "What a closed goal came to, and what was learned")
class RetrospectiveController {

    private final Commands commands;
    private final RetrospectiveView view;
    private final CurrentAuthority current;
    private final History history;

    RetrospectiveController(Commands commands, RetrospectiveView view, CurrentAuthority current, History history) {
        this.commands = commands;
        this.view = view;
        this.current = current;
        this.history = history;
    }

    @Schema(name = "Cause")
    record CauseBody(
            @Schema(example = "LEAD_QUALITY") @NotNull Cause.Kind kind,

            @Schema(example = "half of the fair's leads had no budget") @NotBlank @Size(max = Limits.TEXT) String text) {}

    @Schema(name = "Lesson")
    record Lesson(
            @Schema(example = "0198c1f0-5555-7000-8000-000000000001", description = "absent to have one made")
            @Pattern(regexp = Ids.FORM) @Nullable String practiceId,

            @Schema(example = "Ask for the budget in the first call") @NotBlank @Size(max = Limits.NAME) String title,

            @Schema(example = "Deals where the budget was known early closed in half the time.")
            @NotBlank @Size(max = Limits.TEXT) String text) {

        Learned toLearned(Learned.Kind kind, String goalId) {
            return new Learned(
                    new PracticeId(practiceId == null ? TimeOrderedIds.next() : practiceId),
                    kind,
                    title,
                    text,
                    new GoalId(goalId));
        }
    }

    @Schema(name = "NewRetrospective")
    record NewRetrospective(
            @NotEmpty @Size(max = 50) List<@NotNull @Valid CauseBody> causes,

            @Schema(description = "what proved itself and is to become the way to work") @Size(max = 50) @Nullable List<@NotNull @Valid Lesson> standardise,

            @Schema(description = "what is to be done better") @Size(max = 50) @Nullable List<@NotNull @Valid Lesson> improve,

            @Schema(example = "2025-01-10T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "NewLesson")
    record NewLesson(
            @Schema(example = "IMPROVEMENT") @NotNull Learned.Kind kind,
            @NotNull @Valid Lesson lesson,

            @Schema(example = "2025-01-12T02:00:00Z") @Nullable Instant occurredAt) {}

    @PostMapping
    @Operation(summary = "Hold the retrospective of a closed goal", description = "One to a goal.")
    ResponseEntity<Answer> hold(@PathVariable String goalId, @Valid @RequestBody NewRetrospective body) {
        Stream<Learned> practices = Objects.requireNonNullElse(body.standardise(), List.<Lesson>of()).stream()
                .map(lesson -> lesson.toLearned(Learned.Kind.PRACTICE, goalId));
        Stream<Learned> improvements = Objects.requireNonNullElse(body.improve(), List.<Lesson>of()).stream()
                .map(lesson -> lesson.toLearned(Learned.Kind.IMPROVEMENT, goalId));
        return commands.apply(new HoldRetrospective(
                new GoalId(goalId),
                body.causes().stream()
                        .map(cause -> new Cause(cause.kind(), cause.text()))
                        .toList(),
                Stream.concat(practices, improvements).toList(),
                body.occurredAt()));
    }

    @PostMapping("/lessons")
    @Operation(summary = "Add what was learned later")
    ResponseEntity<Answer> add(@PathVariable String goalId, @Valid @RequestBody NewLesson body) {
        return commands.apply(
                new AddLesson(new GoalId(goalId), body.lesson().toLearned(body.kind(), goalId), body.occurredAt()));
    }

    @GetMapping
    @Operation(summary = "Read a goal's retrospective")
    RetrospectiveView.Row one(@PathVariable String goalId) {
        return view.of(new GoalId(goalId), current.visibility());
    }

    @GetMapping("/history")
    @Operation(summary = "Read what happened in a retrospective, by whom, when and why")
    List<History.Entry> history(@PathVariable String goalId) {
        view.of(new GoalId(goalId), current.visibility());
        return history.of(Retrospective.aggregateId(new GoalId(goalId)));
    }
}
