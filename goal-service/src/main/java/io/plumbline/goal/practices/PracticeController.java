package io.plumbline.goal.practices;

import io.plumbline.goal.practices.PracticeCommand.RetirePractice;
import io.plumbline.goal.values.Limits;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Reason;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.readside.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/practices")
@Tag(name = "Practices", description = "The library of what was learned")
class PracticeController {

    private final Commands commands;
    private final PracticeView view;
    private final History history;

    PracticeController(Commands commands, PracticeView view, History history) {
        this.commands = commands;
        this.view = view;
        this.history = history;
    }

    @GetMapping
    @Operation(summary = "List the library, the newest first")
    Page<PracticeView.Row> list(
            @RequestParam(required = false) Learned.@Nullable Kind kind,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.MAX) int limit) {
        return view.list(kind, after, limit);
    }

    @GetMapping("/search")
    @Operation(summary = "Search the library in English or Chinese, the best first")
    List<PracticeView.Row> search(
            @Parameter(description = "all of it must occur in the title or the text", example = "预算 first call")
                    @RequestParam
                    @NotBlank @Size(max = Limits.NAME) String q,
            @RequestParam(required = false) Learned.@Nullable Kind kind,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.MAX) int limit) {
        return view.search(q, kind, limit);
    }

    @GetMapping("/{practiceId}")
    @Operation(summary = "Read a practice")
    PracticeView.Row one(@PathVariable String practiceId) {
        return view.one(new PracticeId(practiceId));
    }

    @PostMapping("/{practiceId}/retire")
    @Operation(summary = "Retire a practice", description = "Sales operations only. Those who cite it keep it.")
    ResponseEntity<Answer> retire(@PathVariable String practiceId, @Valid @RequestBody Reason body) {
        return commands.apply(new RetirePractice(new PracticeId(practiceId), body.reason(), body.occurredAt()));
    }

    @GetMapping("/{practiceId}/history")
    @Operation(summary = "Read what happened to a practice, by whom, when and why")
    List<History.Entry> history(@PathVariable String practiceId) {
        view.one(new PracticeId(practiceId));
        return history.of(practiceId);
    }
}
