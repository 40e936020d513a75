package io.plumbline.customer.customers;

import io.plumbline.customer.jobs.Job;
import io.plumbline.customer.jobs.Jobs;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Customers")
class BookController {

    private final BookTransfer transfers;
    private final Jobs jobs;
    private final CurrentAuthority current;
    private final Clock clock;

    BookController(BookTransfer transfers, Jobs jobs, CurrentAuthority current, Clock clock) {
        this.transfers = transfers;
        this.jobs = jobs;
        this.current = current;
        this.clock = clock;
    }

    @Schema(name = "BookTransfer")
    record Body(
            @Schema(example = "mei") @NotBlank @Size(max = 100) String from,

            @Schema(example = "jun") @NotBlank @Size(max = 100) String to,

            @Schema(example = "JIANGSU", description = "absent to leave the customers where they are")
            @Size(min = 1, max = 50) @Nullable String territory,

            @Schema(example = "Mei goes to Beijing") @NotBlank @Size(max = 10_000) String reason,

            @Schema(example = "2024-10-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @PostMapping("/api/customers/transfer-book")
    @Operation(
            summary = "Give all of a representative's customers to another",
            description = "Those in the territories that the caller manages. It is done in the background; the answer"
                    + " is the job, whose progress can be read where Location says.")
    ResponseEntity<Job> transfer(@Valid @RequestBody Body body) {
        Authority authority = current.get();
        Visibility visibility = authority.visibility();
        if (!visibility.everything() && visibility.territories().length == 0) {
            throw CommandRejected.forbidden("manager", "only sales operations or a manager may transfer a book");
        }
        if (body.territory() != null) {
            authority.requireManagement(body.territory());
        }
        if (body.from().equals(body.to())) {
            throw CommandRejected.invalid("two-representatives", "to", "the book is " + body.to() + "'s already");
        }
        BookTransfer.Book book = new BookTransfer.Book(
                body.from(),
                body.to(),
                body.territory(),
                body.reason(),
                OccurredAt.of(body.occurredAt(), clock),
                visibility.everything(),
                List.of(visibility.territories()));
        String id = jobs.start(
                BookTransfer.NAME,
                book,
                "transfer the book of " + body.from() + " to " + body.to(),
                transfers.size(book),
                authority.actor().name());
        return ResponseEntity.accepted()
                .location(URI.create("/api/customer-service/jobs/" + id))
                .body(jobs.one(id));
    }
}
