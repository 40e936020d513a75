create table intake_position (
    topic text not null,
    partition int not null,
    next_offset bigint not null,
    last_recorded_at timestamptz,
    stopped text,
    primary key (topic, partition)
);
comment on table intake_position is 'The next offset to read of every partition; moved in the transaction that applies the records before it.';
comment on column intake_position.last_recorded_at is 'When the newest event read so far was recorded by its writer.';
comment on column intake_position.stopped is 'Why the partition stands still, or null where it moves.';

create table intake_aggregate (
    source text not null,
    aggregate_id text not null,
    sequence bigint not null,
    event_id text not null,
    state text not null check (state in ('OPEN', 'PARKED', 'QUARANTINED')),
    reason text,
    primary key (source, aggregate_id)
);
create index on intake_aggregate (state) where state <> 'OPEN';
comment on table intake_aggregate is 'The last event received of every aggregate: what the gate compares with.';

create table intake_parked (
    source text not null,
    aggregate_id text not null,
    sequence bigint not null,
    event_id text not null,
    type text not null,
    recorded_at timestamptz not null,
    traceparent text,
    data bytea not null,
    topic text not null,
    partition int not null,
    record_offset bigint not null,
    parked_at timestamptz not null default now(),
    primary key (source, aggregate_id, sequence, event_id)
);
comment on table intake_parked is 'Records of parked and quarantined aggregates, byte for byte, in the order in which they are replayed.';
