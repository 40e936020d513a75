create table report.alert_policy (
    version int primary key,
    conversion_fall numeric not null check (conversion_fall between 0 and 1),
    conversion_exits int not null check (conversion_exits > 0),
    sales_falls int not null check (sales_falls between 1 and 12),
    resource_share numeric not null check (resource_share between 0 and 1),
    satisfaction_target numeric not null,
    satisfaction_days int not null check (satisfaction_days > 0),
    since timestamptz not null default now()
);
insert into report.alert_policy
    (version, conversion_fall, conversion_exits, sales_falls, resource_share, satisfaction_target, satisfaction_days)
values (1, 1.0 / 3, 5, 3, 0.90, 90, 90);
comment on table report.alert_policy is 'When alerts open; the highest version holds.';
comment on column report.alert_policy.conversion_fall is 'The share of a stage''s former conversion by which it must have fallen.';
comment on column report.alert_policy.conversion_exits is 'How many opportunities must have left a stage in either span for its conversions to be compared.';
comment on column report.alert_policy.sales_falls is 'How many months running sales must have fallen.';
comment on column report.alert_policy.resource_share is 'The share of what was approved from which on a resource is nearly used up.';
comment on column report.alert_policy.satisfaction_target is 'The mean score to be reached where no goal sets one.';
comment on column report.alert_policy.satisfaction_days is 'The days up to today whose answers count.';

create table report.alert (
    id uuid primary key default uuidv7(),
    kind text not null,
    subject text not null,
    severity text not null check (severity in ('RED', 'YELLOW')),
    territory text,
    held_since timestamptz not null,
    cause_event_id text,
    figures jsonb not null,
    figures_at timestamptz not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    note text,
    check ((acknowledged_at is null) = (acknowledged_by is null))
);
create unique index on report.alert (kind, subject) where closed_at is null;
create index on report.alert (opened_at);
comment on table report.alert is 'Alerts; they belong to no generation of read models and outlive them all.';
comment on column report.alert.held_since is 'Since when, in business time, what it alerts of has held.';
comment on column report.alert.cause_event_id is 'The event by which it came to hold; null where it did by the passing of time.';
comment on column report.alert.figures is 'As last seen while it was open.';
comment on column report.alert.opened_at is 'When it was noticed.';

create table report.alert_change (
    sequence bigint generated always as identity primary key,
    alert_id uuid not null references report.alert,
    change text not null check (change in ('OPENED', 'SEVERITY_CHANGED', 'ACKNOWLEDGED', 'CLOSED')),
    at timestamptz not null,
    severity text not null,
    territory text,
    figures jsonb not null,
    acknowledged_by text,
    note text
);
create index on report.alert_change (alert_id, at);
comment on table report.alert_change is 'What happened to alerts, in the order in which it was committed.';

create table report.alert_run (
    only_one boolean primary key default true check (only_one),
    at timestamptz not null,
    position text not null
);
comment on table report.alert_run is 'When alerts were last held against the read models, and how far these had been read.';

create table report.webhook (
    id uuid primary key,
    url text not null,
    secret bytea not null,
    kinds text[],
    territories text[],
    created_by text not null,
    created_at timestamptz not null
);
comment on column report.webhook.secret is 'Encrypted with the key of the service''s settings.';
comment on column report.webhook.kinds is 'Null: all.';
comment on column report.webhook.territories is 'Codes, each with all below it; null: everywhere.';

create table report.webhook_delivery (
    id uuid primary key default uuidv7(),
    webhook_id uuid not null references report.webhook on delete cascade,
    sequence bigint not null references report.alert_change,
    status text not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'FAILED')),
    attempts int not null default 0,
    next_attempt_at timestamptz not null,
    ended_at timestamptz,
    answer_status int,
    failure text,
    unique (webhook_id, sequence)
);
create index on report.webhook_delivery (webhook_id, sequence) where status = 'PENDING';
comment on table report.webhook_delivery is 'The outbox of webhooks: written in the transaction that changes the alert.';
