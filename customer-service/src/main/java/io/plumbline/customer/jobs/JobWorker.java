package io.plumbline.customer.jobs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Works on jobs, a bounded number of steps at a time. */
@Component
class JobWorker {

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);
    private static final int MOST_STEPS = 20;

    private final Jobs jobs;
    private final Map<String, JobKind> kinds;

    JobWorker(Jobs jobs, List<JobKind> kinds) {
        this.jobs = jobs;
        this.kinds = kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
    }

    @Scheduled(fixedDelayString = "${plumbline.jobs.pause:PT0.2S}")
    void work() {
        Optional<Jobs.Leased> leased = jobs.lease();
        if (leased.isEmpty()) {
            return;
        }
        Jobs.Leased job = leased.get();
        JobKind kind = Objects.requireNonNull(kinds.get(job.kind()), job.kind());
        try {
            for (int i = 0; i < MOST_STEPS; i++) {
                JobKind.Step step = kind.step(job.parameters(), job.position(), job.requestedBy());
                if (!jobs.advance(job, step) || step.last()) {
                    return;
                }
                job = new Jobs.Leased(job.jobId(), job.kind(), job.parameters(), step.position(), job.requestedBy());
            }
        } catch (RuntimeException e) {
            // the lease runs out first, so that whatever is wrong is not met at full speed
            log.warn("job {} ({}) cannot go on for now and is tried again", job.jobId(), job.kind(), e);
            return;
        }
        jobs.release(job);
    }
}
