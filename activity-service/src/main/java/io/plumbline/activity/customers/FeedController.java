package io.plumbline.activity.customers;

import io.plumbline.platform.intake.Freshness;
import io.plumbline.platform.intake.Intake;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Freshness", description = "How far this service has read what others publish")
class FeedController {

    private final Intake intake;

    FeedController(Intake intake) {
        this.intake = intake;
    }

    @GetMapping("/api/activity-service/freshness")
    @Operation(summary = "Read how fresh the copies of customers and territories are, by topic")
    List<Freshness> freshness() {
        return intake.freshness();
    }
}
