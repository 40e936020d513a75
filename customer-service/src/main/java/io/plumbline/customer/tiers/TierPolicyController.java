package io.plumbline.customer.tiers;

import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.history.History;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
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
@RequestMapping("/api/tier-policies")
@Tag(name = "Tier policies", description = "What scores make of a customer, and what each tier gets")
class TierPolicyController {

    private final Commands commands;
    private final TierPolicyView view;
    private final Territories territories;
    private final History history;

    TierPolicyController(Commands commands, TierPolicyView view, Territories territories, History history) {
        this.commands = commands;
        this.view = view;
        this.territories = territories;
        this.history = history;
    }

    @PostMapping
    @Operation(
            summary = "Publish the next version of a tier policy",
            description =
                    "A manager of the territory or, for the default, sales operations only. Every customer that it"
                            + " covers is re-tiered in the background; /api/customer-service/jobs shows how far that has come.")
    ResponseEntity<Answer> publish(@Valid @RequestBody PolicyBody body) {
        return commands.create(new TierPolicyCommand.PublishPolicy(
                PublishedPolicies.aggregateId(body.territory()), body.territory(), body.terms(), body.occurredAt()));
    }

    @GetMapping
    @Operation(summary = "List the policies in force: the default, and those of the territories that have their own")
    List<TierPolicy> newest() {
        return view.newest();
    }

    @GetMapping("/covering")
    @Operation(summary = "Read the policy that covers a territory")
    TierPolicy covering(@RequestParam String territory) {
        if (!territories.tree().contains(territory)) {
            throw CommandRejected.invalid("known-territory", "territory", "there is no territory " + territory);
        }
        return view.inForce(territory);
    }

    @GetMapping("/{territory}")
    @Operation(summary = "Read all versions of a territory's own policy, or of the default, oldest first")
    List<TierPolicy> versions(@PathVariable String territory) {
        return view.versions(territory(territory));
    }

    @GetMapping("/{territory}/history")
    @Operation(summary = "Read who published which version, and when")
    List<History.Entry> history(@PathVariable String territory) {
        view.versions(territory(territory));
        return history.of(PublishedPolicies.aggregateId(territory(territory)));
    }

    /** By the territory's code, {@code default}, or the id as a publication answers it. */
    private static @Nullable String territory(String codeOrId) {
        String code = codeOrId.replaceFirst("^tierpolicy-", "");
        return code.equals("default") ? null : code;
    }
}
