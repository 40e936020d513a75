package io.plumbline.goal.tasks;

import io.plumbline.goal.tasks.TaskEvent.DependenciesChanged;
import io.plumbline.goal.tasks.TaskEvent.TaskCancelled;
import io.plumbline.goal.tasks.TaskEvent.TaskDone;
import io.plumbline.goal.tasks.TaskEvent.TaskPlanned;
import io.plumbline.goal.tasks.TaskEvent.TaskRescheduled;
import io.plumbline.goal.tasks.TaskEvent.TaskStarted;
import io.plumbline.goal.values.TaskId;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.readside.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key tasks as a Gantt chart needs them, and for the rules on what waits for what. */
@Component
@ProcessingGroup("tasks")
class TaskView implements Tasks {

    /** One bar of the chart, or a diamond where it is a milestone. */
    @Schema(name = "GanttTask")
    record Bar(
            String taskId,
            @Schema(example = "2") long version,
            String goalId,
            @Schema(example = "Open the office in Suzhou") String name,
            @Schema(example = "mei.rep") String owner,
            LocalDate start,
            LocalDate due,
            boolean milestone,
            TaskStatus status,
            List<String> steps,
            @Schema(example = "a signed lease") String deliverable,
            @Schema(example = "keys handed over") String measure,

            @Schema(description = "what was delivered, once it is done") @Nullable String delivered,

            @Schema(description = "when it really started") @Nullable Instant startedAt,

            @Schema(description = "when it was done or cancelled") @Nullable Instant endedAt,

            List<String> waitsFor) {}

    private static final String BARS = """
            select key_task.*, array(select other_id from task_dependency d where d.task_id = key_task.task_id order by 1)
                as waits_for
            from key_task join goal using (goal_id)
            where (:everything or goal.territory = any(:territories) or goal.owner = :subject or key_task.owner = :subject)
            """;

    private final JdbcClient jdbc;

    TaskView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<TaskId> known(Collection<TaskId> tasks) {
        return new HashSet<>(jdbc.sql("select task_id from key_task where task_id = any(:tasks)")
                .param("tasks", ids(tasks))
                .query((row, index) -> new TaskId(row.getString(1)))
                .list());
    }

    @Override
    public List<TaskId> unfinished(Collection<TaskId> tasks) {
        return jdbc.sql("""
                        select task_id from key_task
                        where task_id = any(:tasks) and status not in ('DONE', 'CANCELLED') order by task_id
                        """)
                .param("tasks", ids(tasks))
                .query((row, index) -> new TaskId(row.getString(1)))
                .list();
    }

    @Override
    public @Nullable Due latestUnfinished(Collection<TaskId> tasks) {
        return jdbc.sql("""
                        select task_id, due_day from key_task
                        where task_id = any(:tasks) and status not in ('DONE', 'CANCELLED')
                        order by due_day desc, task_id limit 1
                        """)
                .param("tasks", ids(tasks))
                .query((row, index) -> new Due(new TaskId(row.getString(1)), row.getObject(2, LocalDate.class)))
                .optional()
                .orElse(null);
    }

    @Override
    public @Nullable Due earliestThatWaitsFor(TaskId task) {
        return jdbc.sql("""
                        select task_id, due_day from task_dependency join key_task using (task_id)
                        where other_id = :task and status not in ('DONE', 'CANCELLED')
                        order by due_day, task_id limit 1
                        """)
                .param("task", task.value())
                .query((row, index) -> new Due(new TaskId(row.getString(1)), row.getObject(2, LocalDate.class)))
                .optional()
                .orElse(null);
    }

    @Override
    public boolean anyWaitsFor(Collection<TaskId> others, TaskId task) {
        jdbc.sql("select only_row from task_graph for update")
                .query(Boolean.class)
                .single();
        return jdbc.sql("""
                        with recursive reached(task_id) as (
                            select unnest(:others)
                            union
                            select other_id from task_dependency join reached using (task_id)
                        )
                        select exists (select from reached where task_id = :task)
                        """)
                .param("others", ids(others))
                .param("task", task.value())
                .query(Boolean.class)
                .single();
    }

    private static String[] ids(Collection<TaskId> tasks) {
        return tasks.stream().map(TaskId::value).toArray(String[]::new);
    }

    /** @throws CommandRejected where there is no such task, or none that may be seen */
    Bar one(TaskId taskId, Visibility visibility) {
        return visibility
                .bind(jdbc.sql(BARS + " and key_task.task_id = :id"))
                .param("id", taskId.value())
                .query((row, index) -> bar(row))
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("task", taskId));
    }

    /** By start, as a chart has them from the top; null means any. */
    Page<Bar> list(
            @Nullable String goal,
            @Nullable String plan,
            @Nullable String owner,
            Visibility visibility,
            @Nullable String after,
            int limit) {
        List<Bar> rows = visibility
                .bind(jdbc.sql(BARS + """
                                          and (cast(:goal as text) is null or key_task.goal_id = :goal)
                                          and (cast(:plan as text) is null or goal.plan_id = :plan)
                                          and (cast(:owner as text) is null or key_task.owner = :owner)
                                          and (cast(:after as text) is null
                                               or (key_task.start_day, key_task.task_id)
                                                  > (cast(split_part(:after, '~', 1) as date), split_part(:after, '~', 2)))
                                        order by key_task.start_day, key_task.task_id limit :limit
                                        """))
                .param("goal", goal)
                .param("plan", plan)
                .param("owner", owner)
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, index) -> bar(row))
                .list();
        if (rows.isEmpty()) {
            requireVisible(
                    "goal",
                    goal,
                    "select from goal where goal_id = :id and " + "(" + Visibility.CONDITION
                            + " or representative = :subject)",
                    visibility);
            requireVisible(
                    "plan", plan, "select from plan where plan_id = :id and " + Visibility.CONDITION, visibility);
        }
        return Page.of(rows, limit, bar -> bar.start() + "~" + bar.taskId());
    }

    /** An empty chart answers a question about what is there, and not a misspelt one. */
    private void requireVisible(String parameter, @Nullable String id, String rows, Visibility visibility) {
        if (id != null
                && !visibility
                        .bind(jdbc.sql("select exists (" + rows + ")").param("id", id))
                        .query(Boolean.class)
                        .single()) {
            throw CommandRejected.unknown(parameter, id);
        }
    }

    private static Bar bar(ResultSet row) throws SQLException {
        return new Bar(
                row.getString("task_id"),
                row.getLong("version"),
                row.getString("goal_id"),
                row.getString("name"),
                row.getString("owner"),
                row.getObject("start_day", LocalDate.class),
                row.getObject("due_day", LocalDate.class),
                row.getBoolean("milestone"),
                TaskStatus.valueOf(row.getString("status")),
                strings(row.getArray("steps")),
                row.getString("deliverable"),
                row.getString("measure"),
                row.getString("delivered"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                strings(row.getArray("waits_for")));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    @EventHandler
    void on(TaskEvent event, @SequenceNumber long sequence) {
        String id = event.taskId().value();
        OffsetDateTime at = event.occurredAt().atOffset(ZoneOffset.UTC);
        switch (event) {
            case TaskPlanned e -> {
                TaskDefinition task = e.task();
                jdbc.sql("""
                                insert into key_task (task_id, version, goal_id, name, owner, start_day, due_day, milestone,
                                    status, steps, deliverable, measure)
                                values (?, 0, ?, ?, ?, ?, ?, ?, 'PLANNED', ?, ?, ?)
                                """)
                        .param(id)
                        .param(e.goalId().value())
                        .param(task.name())
                        .param(task.owner())
                        .param(task.start())
                        .param(task.due())
                        .param(task.milestone())
                        .param(task.steps().toArray(String[]::new))
                        .param(task.deliverable())
                        .param(task.measure())
                        .update();
                waits(id, task.waitsFor());
            }
            case TaskStarted _ ->
                jdbc.sql("update key_task set status = 'STARTED', started_at = ? where task_id = ?")
                        .param(at)
                        .param(id)
                        .update();
            case TaskDone e ->
                jdbc.sql("update key_task set status = 'DONE', ended_at = ?, delivered = ? where task_id = ?")
                        .param(at)
                        .param(e.deliverable())
                        .param(id)
                        .update();
            case TaskCancelled _ ->
                jdbc.sql("update key_task set status = 'CANCELLED', ended_at = ? where task_id = ?")
                        .param(at)
                        .param(id)
                        .update();
            case TaskRescheduled e ->
                jdbc.sql("update key_task set start_day = ?, due_day = ? where task_id = ?")
                        .param(e.start())
                        .param(e.due())
                        .param(id)
                        .update();
            case DependenciesChanged e -> {
                jdbc.sql("delete from task_dependency where task_id = ?")
                        .param(id)
                        .update();
                waits(id, e.waitsFor());
            }
        }
        jdbc.sql("update key_task set version = ? where task_id = ?")
                .param(sequence)
                .param(id)
                .update();
    }

    private void waits(String id, List<TaskId> others) {
        jdbc.sql("insert into task_dependency select :id, unnest(:others)")
                .param("id", id)
                .param("others", ids(others))
                .update();
    }
}
