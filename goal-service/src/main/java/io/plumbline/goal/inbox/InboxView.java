package io.plumbline.goal.inbox;

import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.Visibility;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for one person, over goals, plans and key tasks. */
@Component
class InboxView {

    /** Why something waits. */
    enum Kind {
        GOAL_TO_APPROVE,
        PLAN_TO_APPROVE,
        CLOSING_TO_CONFIRM,
        GOAL_REJECTED,
        PLAN_REJECTED,
        TASK_DUE
    }

    /**
     * Something that waits.
     *
     * @param id of the goal, the plan or the task
     * @param by who submitted, rejected or asked for it; null of a task
     * @param since null of a task, and of what has waited since before this was kept
     * @param due of a task
     */
    @Schema(name = "InboxItem")
    record Item(
            Kind kind,

            @Schema(example = "0198c1f0-1111-7000-8000-000000000001")
            String id,

            @Schema(example = "East China, second half of 2024")
            String name,

            @Schema(example = "EAST-CHINA") @Nullable String territory,
            @Schema(example = "lena.sales-ops") @Nullable String by,

            @Schema(example = "2024-06-21T02:00:00Z") @Nullable Instant since,

            @Schema(example = "2024-08-15") @Nullable LocalDate due) {}

    private final JdbcClient jdbc;

    InboxView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The oldest and the most overdue first.
     *
     * @param dueBy the last day on which a task is due that is shown
     */
    List<Item> of(Authority authority, LocalDate dueBy, int limit) {
        Visibility visibility = authority.visibility();
        return jdbc.sql("""
                        select kind, id, name, territory, by, since, due from (
                            select 'GOAL_TO_APPROVE' as kind, goal_id as id, name, territory, submitted_by as by,
                                waiting_since as since, cast(null as date) as due
                            from goal
                            where status = 'SUBMITTED'
                              and (territory = any(:managed) or territory is null and :approvesEverywhere)
                              and submitted_by is distinct from :me and representative is distinct from :me
                            union all
                            select 'PLAN_TO_APPROVE', plan_id, name, territory, submitted_by, waiting_since, null
                            from plan
                            where status = 'SUBMITTED' and territory = any(:managed) and submitted_by is distinct from :me
                            union all
                            select 'CLOSING_TO_CONFIRM', goal_id, name, territory, closing ->> 'requestedBy',
                                waiting_since, null
                            from goal
                            where status = 'ACTIVE' and closing is not null
                              and (:everything or territory = any(:managed)
                                   or territory is null and :approvesEverywhere)
                              and closing ->> 'requestedBy' <> :me and representative is distinct from :me
                            union all
                            select 'GOAL_REJECTED', goal_id, name, territory, decided_by, waiting_since, null
                            from goal where status = 'REJECTED' and (owner = :me or submitted_by = :me)
                            union all
                            select 'PLAN_REJECTED', plan_id, name, territory, decided_by, waiting_since, null
                            from plan where status = 'REJECTED' and (owner = :me or submitted_by = :me)
                            union all
                            select 'TASK_DUE', task_id, key_task.name, goal.territory, null, null, due_day
                            from key_task join goal using (goal_id)
                            where key_task.owner = :me and key_task.status in ('PLANNED', 'STARTED') and due_day <= :dueBy
                        ) item
                        order by coalesce(due, cast(since at time zone 'UTC' as date)), kind, id limit :limit
                        """)
                .param("managed", visibility.territories())
                .param("everything", visibility.everything())
                .param("approvesEverywhere", authority.mayApprove(null))
                .param("me", visibility.subject())
                .param("dueBy", dueBy)
                .param("limit", limit)
                .query(Item.class)
                .list();
    }
}
