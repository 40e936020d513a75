create table key_task (
    task_id     text        primary key,
    version     bigint      not null,
    goal_id     text        not null,
    name        text        not null,
    owner       text        not null,
    start_day   date        not null,
    due_day     date        not null,
    milestone   boolean     not null,
    status      text        not null,
    steps       text[]      not null,
    deliverable text        not null,
    measure     text        not null,
    delivered   text,
    started_at  timestamptz,
    ended_at    timestamptz
);
create index on key_task (goal_id, start_day, task_id);
create index on key_task (start_day, task_id);

create table task_dependency (
    task_id  text not null,
    other_id text not null,
    primary key (task_id, other_id)
);

create table task_graph (
    only_row boolean primary key default true check (only_row)
);
insert into task_graph default values;
comment on table task_graph is 'Its row is locked by whoever changes what waits for what, so that two changes at once cannot close a circle.';
