-- What reports know of themselves and not from events. Entries are only ever added, so that what a report showed can be
-- shown again: of two entries about the same thing, the later one that was recorded by known_at holds.

create table report.exchange_rate (
    entry bigint generated always as identity primary key,
    plan_id text,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    into_currency text not null check (into_currency ~ '^[A-Z]{3}$' and into_currency <> currency),
    valid_from date not null,
    rate numeric not null check (rate > 0),
    recorded_at timestamptz not null,
    recorded_by text not null,
    check ((plan_id is null) = (valid_from > '-infinity'))
);
create index on report.exchange_rate (currency, into_currency, coalesce(plan_id, ''), valid_from, entry);
comment on table report.exchange_rate is
    'What one unit of currency is worth in into_currency: for a plan once and for all, else from a day on until the next entry of the two currencies.';

create table report.calendar (
    entry bigint generated always as identity primary key,
    code text not null,
    weekend int[] not null,
    recorded_at timestamptz not null,
    recorded_by text not null
);
create index on report.calendar (code, entry);
comment on table report.calendar is 'A calendar''s days of rest in a week, 1 (Monday) to 7.';

create table report.calendar_day (
    entry bigint generated always as identity primary key,
    calendar text not null,
    day date not null,
    working boolean,
    name text,
    recorded_at timestamptz not null,
    recorded_by text not null
);
create index on report.calendar_day (calendar, day, entry);
comment on table report.calendar_day is
    'A day that is not as its weekday says: a holiday, or a day of rest that is worked. working is null where that was taken back.';

create table report.calendar_assignment (
    entry bigint generated always as identity primary key,
    territory text,
    calendar text,
    valid_from date not null,
    recorded_at timestamptz not null,
    recorded_by text not null
);
comment on table report.calendar_assignment is
    'The calendar of a territory and of all below it that have none of their own, from a day on; a null territory is everywhere else, a null calendar counts all days.';

alter table report.light_policy
    add attainment_cap numeric not null default 1.5 check (attainment_cap > 0),
    add recorded_by text not null default 'plumbline';
alter table report.light_policy alter attainment_cap drop default, alter recorded_by drop default, alter since drop default;
update report.light_policy set since = '-infinity' where version = 1;
comment on column report.light_policy.attainment_cap is 'The most that a child''s attainment counts in its parent''s score.';
