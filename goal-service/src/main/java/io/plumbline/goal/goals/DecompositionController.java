package io.plumbline.goal.goals;

import io.plumbline.goal.goals.DecompositionRequests.NewDecomposition;
import io.plumbline.goal.goals.DecompositionRequests.PartBody;
import io.plumbline.goal.goals.DecompositionRequests.Reallotment;
import io.plumbline.goal.goals.GoalCommand.DecomposeGoal;
import io.plumbline.goal.goals.GoalCommand.Part;
import io.plumbline.goal.goals.GoalCommand.ReallotTarget;
import io.plumbline.goal.goals.GoalCommand.WithdrawDecomposition;
import io.plumbline.goal.values.GoalId;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Reason;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a goal is split, and what it allotted to whom. */
@RestController
@RequestMapping("/api/goals")
@Tag(name = "Goals", description = "What was promised, and how it was split")
class DecompositionController {

    private final Commands commands;
    private final GoalView view;
    private final CurrentAuthority current;

    DecompositionController(Commands commands, GoalView view, CurrentAuthority current) {
        this.commands = commands;
        this.view = view;
        this.current = current;
    }

    @PostMapping("/{goalId}/decompositions")
    @Operation(
            summary = "Split a goal along one dimension",
            description =
                    "All children come into being as goals of their own, or none does. Periods cover the whole period.")
    ResponseEntity<Answer> decompose(@PathVariable String goalId, @Valid @RequestBody NewDecomposition body) {
        List<Part> parts = new ArrayList<>();
        for (PartBody part : body.parts()) {
            parts.add(part.toPart("parts[" + parts.size() + "]"));
        }
        return commands.apply(new DecomposeGoal(
                new GoalId(goalId),
                body.decompositionId() == null ? TimeOrderedIds.next() : body.decompositionId(),
                body.dimension(),
                body.way(),
                parts,
                body.occurredAt()));
    }

    @PostMapping("/{goalId}/decompositions/{decompositionId}/reallot")
    @Operation(summary = "Move target from one child to another", description = "The sum never changes.")
    ResponseEntity<Answer> reallot(
            @PathVariable String goalId, @PathVariable String decompositionId, @Valid @RequestBody Reallotment body) {
        return commands.apply(new ReallotTarget(
                new GoalId(goalId),
                decompositionId,
                new GoalId(body.from()),
                new GoalId(body.to()),
                body.amount(),
                body.reason(),
                body.occurredAt()));
    }

    @PostMapping("/{goalId}/decompositions/{decompositionId}/withdraw")
    @Operation(summary = "Take a decomposition back", description = "Its children are abandoned.")
    ResponseEntity<Answer> withdraw(
            @PathVariable String goalId, @PathVariable String decompositionId, @Valid @RequestBody Reason body) {
        return commands.apply(
                new WithdrawDecomposition(new GoalId(goalId), decompositionId, body.reason(), body.occurredAt()));
    }

    @GetMapping("/{goalId}/ledger")
    @Operation(summary = "Read what a goal allotted to whom, and how that moved")
    GoalView.Ledger ledger(@PathVariable String goalId) {
        return view.ledger(new GoalId(goalId), current.visibility());
    }
}
