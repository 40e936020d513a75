create table intake_mended (
    event_id text primary key,
    data bytea not null,
    reason text not null,
    mended_at timestamptz not null default now()
);
comment on table intake_mended is 'What is read instead of an event that can''t be read or stored as it was published; also by every rebuild.';
