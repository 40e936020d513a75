create table territory (
    code      text primary key,
    parent    text,
    name_en   text not null,
    name_zh   text not null,
    time_zone text not null,
    currency  text not null,
    priority  text not null
);
create index on territory (parent);

create table territory_tree (
    only_row boolean primary key default true check (only_row)
);
insert into territory_tree default values;
comment on table territory_tree is 'Its row is locked by whoever changes the shape of the tree, so that two moves at once cannot close a circle.';

create table parentage (
    code      text   not null,
    sequence  bigint not null,
    parent    text,
    from_day  date,
    primary key (code, sequence)
);
comment on table parentage is 'Where a territory hung from when on; from_day is null for where it began.';

create table assignment (
    assignment_id  text primary key,
    code           text not null,
    representative text not null,
    display_name   text not null,
    role           text not null,
    product_line   text,
    segment        text,
    from_day       date not null,
    to_day         date
);
create index on assignment (code, from_day);
create index on assignment (representative);

create table goal (
    goal_id          text primary key,
    version          bigint      not null,
    parent_id        text,
    plan_id          text,
    decomposition_id text,
    name             text        not null,
    metric           text,
    unit             text,
    target           numeric,
    original_target  numeric,
    actual           numeric,
    period_from      date,
    period_to        date,
    territory        text,
    representative   text,
    owner            text        not null,
    status           text        not null,
    justification    text,
    definition       jsonb       not null,
    drafted_at       timestamptz not null
);
create index on goal (parent_id, goal_id);
create index on goal (plan_id, goal_id);
create index on goal (territory, goal_id);
create index on goal (owner, goal_id);
create index on goal (representative, goal_id);
comment on column goal.original_target is 'What was promised when it was activated; until then what it says now.';

create table target_revision (
    goal_id      text        not null,
    sequence     bigint      not null,
    old_target   numeric     not null,
    new_target   numeric     not null,
    reason       text        not null,
    lowered_late boolean     not null,
    occurred_at  timestamptz not null,
    primary key (goal_id, sequence)
);

create table decomposition (
    goal_id          text not null,
    decomposition_id text not null,
    dimension        text not null,
    way              text not null,
    primary key (goal_id, decomposition_id),
    unique (goal_id, dimension)
);

create table allotment (
    goal_id          text    not null,
    decomposition_id text    not null,
    child_id         text    not null,
    position         int     not null,
    target           numeric not null,
    weight           numeric,
    primary key (goal_id, decomposition_id, child_id),
    foreign key (goal_id, decomposition_id) references decomposition on delete cascade
);

create table reallotment (
    goal_id          text        not null,
    sequence         bigint      not null,
    decomposition_id text        not null,
    from_child       text        not null,
    to_child         text        not null,
    amount           numeric     not null,
    reason           text        not null,
    actor            text        not null,
    occurred_at      timestamptz not null,
    primary key (goal_id, sequence)
);
