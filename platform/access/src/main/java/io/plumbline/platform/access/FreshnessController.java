package io.plumbline.platform.access;

import io.plumbline.platform.intake.Freshness;
import io.plumbline.platform.intake.Intake;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Freshness", description = "How far this service has read what others publish")
class FreshnessController {

    private final Intake intake;

    FreshnessController(Intake intake) {
        this.intake = intake;
    }

    @GetMapping("/api/${spring.application.name}/freshness")
    @Operation(summary = "Read how fresh what this service knows of other services' events is, by topic")
    List<Freshness> freshness() {
        return intake.freshness();
    }
}
