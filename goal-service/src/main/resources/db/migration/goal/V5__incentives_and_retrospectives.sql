create table incentive_scheme (
    scheme_id text   primary key,
    version   bigint not null,
    plan_id   text   not null,
    name      text   not null,
    terms     jsonb  not null
);
create index on incentive_scheme (plan_id);

create table award (
    scheme_id      text        not null,
    award_id       text        not null,
    goal_id        text        not null,
    representative text        not null,
    completion     numeric     not null,
    entitlement    numeric     not null,
    amount         numeric     not null,
    reason         text        not null,
    actor          text        not null,
    occurred_at    timestamptz not null,
    primary key (scheme_id, award_id)
);

create table retrospective (
    goal_id       text        primary key,
    outcome       text        not null,
    closed_target numeric     not null,
    closed_actual numeric     not null,
    causes        jsonb       not null,
    held_at       timestamptz not null
);
create index on practice (learned_from);
