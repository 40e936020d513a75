package io.plumbline.customer.jobs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/customer-service/jobs")
@Tag(name = "Jobs", description = "What is done in the background, and how far it has come")
class JobController {

    private final Jobs jobs;

    JobController(Jobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping
    @Operation(summary = "List the newest jobs, those that run and those that are done")
    List<Job> newest(@RequestParam(defaultValue = "20") @Min(1) @Max(200) int limit) {
        return jobs.newest(limit);
    }

    @GetMapping("/{jobId}")
    @Operation(summary = "Read how far a job has come")
    Job one(@PathVariable String jobId) {
        return jobs.one(jobId);
    }
}
