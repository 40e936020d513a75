package io.plumbline.customer.jobs;

import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.store.TimeOrderedIds;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The jobs, those that run and those that are done. */
@Component
public class Jobs {

    private static final String PROGRESS =
            "job_id, kind, title, requested_by, total, examined, changed, failed, started_at, finished_at";

    /** A job that this process may work on until the lease is over. */
    record Leased(String jobId, String kind, String parameters, String position, String requestedBy) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration lease;

    /** @param lease longer than a step takes; after it, another replica goes on with a job whose worker fell silent */
    Jobs(JdbcClient jdbc, JsonMapper json, Clock clock, @Value("${plumbline.jobs.lease:60s}") Duration lease) {
        this.lease = lease;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Starts a job in the transaction that is under way, if any.
     *
     * @param parameters written as JSON
     * @param total how many customers there are to go through
     * @return the job's id
     */
    public String start(String kind, Object parameters, String title, long total, String requestedBy) {
        return start(jdbc, kind, parameters, title, total, requestedBy);
    }

    /** The same over another connection. */
    public String start(JdbcClient db, String kind, Object parameters, String title, long total, String requestedBy) {
        String id = TimeOrderedIds.next();
        db.sql("""
                        insert into job (job_id, kind, parameters, title, requested_by, total, started_at)
                        values (?, ?, ?::jsonb, ?, ?, ?, ?)""")
                .params(
                        id,
                        kind,
                        json.writeValueAsString(parameters),
                        title,
                        requestedBy,
                        total,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** @throws CommandRejected where there is no such job */
    public Job one(String jobId) {
        return jdbc.sql("select " + PROGRESS + " from job where job_id = ?")
                .param(jobId)
                .query(Job.class)
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("job", jobId));
    }

    /** The newest first. */
    List<Job> newest(int limit) {
        return jdbc.sql("select " + PROGRESS + " from job order by started_at desc, job_id desc limit ?")
                .param(limit)
                .query(Job.class)
                .list();
    }

    /** The oldest job that nobody works on. */
    Optional<Leased> lease() {
        return jdbc.sql("""
                        update job set lease_until = :until where job_id = (
                            select job_id from job where finished_at is null and lease_until < :now
                            order by started_at, job_id limit 1 for update skip locked)
                        returning job_id, kind, parameters::text, position, requested_by""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("until", clock.instant().plus(lease).atOffset(ZoneOffset.UTC))
                .query(Leased.class)
                .optional();
    }

    /** Notes a step and renews the lease; false where another has taken the job over meanwhile. */
    boolean advance(Leased job, JobKind.Step step) {
        return jdbc.sql("""
                        update job set position = :position, examined = examined + :examined, changed = changed + :changed,
                            failed = failed + :failed, lease_until = :until,
                            finished_at = case when :last then :now end
                        where job_id = :job and position = :before and finished_at is null""")
                        .param("position", step.position())
                        .param("examined", step.examined())
                        .param("changed", step.changed())
                        .param("failed", step.failed())
                        .param("last", step.last())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("until", clock.instant().plus(lease).atOffset(ZoneOffset.UTC))
                        .param("job", job.jobId())
                        .param("before", job.position())
                        .update()
                == 1;
    }

    void release(Leased job) {
        jdbc.sql("update job set lease_until = '-infinity' where job_id = ?")
                .param(job.jobId())
                .update();
    }
}
