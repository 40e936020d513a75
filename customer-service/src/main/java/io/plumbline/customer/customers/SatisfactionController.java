package io.plumbline.customer.customers;

import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/customers/{id}")
@Tag(name = "Satisfaction", description = "What customers say of us")
class SatisfactionController {

    private final Commands commands;
    private final CustomerView view;
    private final CurrentAuthority current;

    SatisfactionController(Commands commands, CustomerView view, CurrentAuthority current) {
        this.commands = commands;
        this.view = view;
        this.current = current;
    }

    @Schema(name = "NewSurveyAnswer")
    record NewAnswer(
            @Schema(example = "2024-Q3-17", description = "unique for the customer; absent to have one made")
            @Size(min = 1, max = 100) @Nullable String answerId,

            @Schema(example = "92") @Min(0) @Max(100) int score,

            @Schema(example = "2024-10-01") @NotNull LocalDate answeredOn,

            @Schema(example = "autumn survey") @NotBlank @Size(max = 200) String source,

            @Schema(example = "2024-10-02T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "NewComplaint")
    record NewComplaint(
            @Schema(example = "C-2024-118", description = "unique for the customer; absent to have one made")
            @Size(min = 1, max = 100) @Nullable String complaintId,

            @Schema(example = "HIGH") @NotNull Severity severity,

            @Schema(example = "the delivery came a week late") @NotBlank @Size(max = 2000) String subject,

            @Schema(example = "2024-10-05T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Resolution")
    record Resolution(
            @Schema(example = "freight refunded, the carrier was changed") @NotBlank @Size(max = 2000) String resolution,

            @Schema(example = "2024-10-09T02:00:00Z") @Nullable Instant occurredAt) {}

    @PostMapping("/survey-answers")
    @Operation(summary = "Record a customer's answer to a survey")
    ResponseEntity<Answer> answer(@PathVariable String id, @Valid @RequestBody NewAnswer body) {
        return commands.apply(new CustomerCommand.RecordSurveyAnswer(
                new CustomerId(id),
                Objects.requireNonNullElseGet(body.answerId(), TimeOrderedIds::next),
                body.score(),
                body.answeredOn(),
                body.source(),
                body.occurredAt()));
    }

    @PostMapping("/complaints")
    @Operation(summary = "Record a customer's complaint")
    ResponseEntity<Answer> complain(@PathVariable String id, @Valid @RequestBody NewComplaint body) {
        return commands.apply(new CustomerCommand.OpenComplaint(
                new CustomerId(id),
                Objects.requireNonNullElseGet(body.complaintId(), TimeOrderedIds::next),
                body.severity(),
                body.subject(),
                body.occurredAt()));
    }

    @PostMapping("/complaints/{complaintId}/resolve")
    @Operation(summary = "Say how a complaint was resolved")
    ResponseEntity<Answer> resolve(
            @PathVariable String id, @PathVariable String complaintId, @Valid @RequestBody Resolution body) {
        return commands.apply(new CustomerCommand.ResolveComplaint(
                new CustomerId(id), complaintId, body.resolution(), body.occurredAt()));
    }

    @GetMapping("/satisfaction")
    @Operation(summary = "Read a customer's survey answers and complaints, newest first, with those of its duplicates")
    CustomerView.Satisfaction satisfaction(@PathVariable String id) {
        CustomerId customer = new CustomerId(id);
        view.one(customer, current.visibility());
        return view.satisfaction(customer);
    }
}
