alter table relay add topic text;
comment on column relay.topic is 'Where position counts; null until the relay first runs.';

create table republication (
    topic             text        primary key,
    position          bigint      not null default 0,
    events_per_second int         check (events_per_second > 0),
    begun_at          timestamptz not null default now()
);
comment on table republication is 'Topics other than the relay''s: how far each holds the events, and at what pace it is being filled. No pace: it is not.';
