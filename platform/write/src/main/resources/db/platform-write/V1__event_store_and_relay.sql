create table domain_event (
    global_index     bigint generated always as identity primary key,
    event_id         text        not null unique,
    aggregate_id     text        not null,
    sequence         bigint      not null,
    aggregate_type   text        not null,
    recorded_at      timestamptz not null,
    payload_type     text        not null,
    payload_revision text        not null,
    payload          bytea       not null,
    meta_data        bytea       not null,
    unique (aggregate_id, sequence)
);
comment on table domain_event is 'Every event of this service: the truth that all else is derived from. Rows are only ever added.';

create table snapshot (
    event_id         text        not null unique,
    aggregate_id     text        not null,
    sequence         bigint      not null,
    aggregate_type   text        not null,
    recorded_at      timestamptz not null,
    payload_type     text        not null,
    payload_revision text,
    payload          bytea       not null,
    meta_data        bytea,
    primary key (aggregate_id, sequence)
);

create table answered_command (
    actor           text        not null,
    idempotency_key text        not null,
    request_digest  bytea       not null,
    answer_id       text,
    answer_version  bigint,
    answered_at     timestamptz not null,
    primary key (actor, idempotency_key)
);
create index on answered_command (answered_at);

create table relay (
    only_row    boolean     primary key default true check (only_row),
    position    bigint      not null default 0,
    epoch       bigint      not null default 0,
    owner       text,
    lease_until timestamptz not null default '-infinity',
    store_epoch uuid        not null default uuidv7()
);
insert into relay default values;
comment on table relay is 'How far events are published (position), and which process may move it (epoch). store_epoch names this incarnation of the store.';

create table relay_skip (
    first_index bigint      primary key,
    last_index  bigint      not null,
    skipped_at  timestamptz not null default now()
);
comment on table relay_skip is 'Global indexes that were drawn by transactions which rolled back: no event ever had them.';

create table token_entry (
    processor_name text not null,
    segment        int  not null,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    primary key (processor_name, segment)
);
