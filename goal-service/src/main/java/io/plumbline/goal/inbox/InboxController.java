package io.plumbline.goal.inbox;

import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.readside.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/inbox")
@Tag(name = "Inbox", description = "What waits for whoever asks")
class InboxController {

    private final InboxView view;
    private final CurrentAuthority current;
    private final Clock clock;

    InboxController(InboxView view, CurrentAuthority current, Clock clock) {
        this.view = view;
        this.current = current;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            summary = "List what waits for me",
            description =
                    "Goals and plans that I may approve, closings that I may confirm, what of mine was rejected, and my"
                            + " key tasks that are due soon or overdue; the oldest first.")
    List<InboxView.Item> inbox(
            @Parameter(description = "how many days ahead a task is due soon", example = "7")
                    @RequestParam(defaultValue = "7")
                    @Min(0) @Max(366) int days,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MAX) int limit) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return view.of(current.get(), today.plusDays(days), limit);
    }
}
