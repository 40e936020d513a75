-- copy of what goal-service owns, written only by the intake
create table territory_copy (
    code      text primary key,
    parent    text,
    time_zone text not null
);

-- this service's own read side, written in the transaction of the events

create table tier_policy (
    -- '' for the default that holds where no territory has its own
    territory    text        not null,
    version      int         not null,
    terms        jsonb       not null,
    published_at timestamptz not null,
    primary key (territory, version)
);

create table customer (
    customer_id      text        primary key,
    name_en          text,
    name_zh          text,
    segment          text        not null,
    industry         text        not null,
    size             int,
    territory        text        not null,
    channel          text        not null,
    owner            text        not null,
    lifecycle        text        not null,
    registered_at    timestamptz not null,
    tier             text,
    computed_tier    text,
    money            int,
    authority        int,
    need             int,
    policy_territory text,
    policy_version   int,
    override_reason  text,
    override_until   timestamptz,
    assessed_at      timestamptz,
    merged_into      text,
    last_contact_at  timestamptz,
    first_ordered_at timestamptz,
    -- when the follow-up that is due becomes overdue; null where none is due
    overdue_from     timestamptz,
    needs            text[]      not null default '{}',
    pain_points      text[]      not null default '{}',
    terms            text[]      not null
);
comment on column customer.terms is 'What the name is found by; made by the service, since what the parser of PostgreSQL makes of Chinese depends on the locale.';
create index on customer (owner, customer_id);
create index on customer (territory, customer_id);
create index on customer (tier, customer_id);
create index on customer (overdue_from);
create index on customer (override_until) where override_until is not null;
create index on customer (merged_into) where merged_into is not null;
create index on customer using gin (terms);
create index on external_reference (reference);

create function nearest_policy(of_territory text) returns text language sql stable as $$
    with recursive lineage (code, depth) as (
        select of_territory, 0
        union all
        -- a copy that lags behind may hold a cycle for a moment
        select t.parent, l.depth + 1
        from lineage l join territory_copy t on t.code = l.code
        where t.parent is not null and l.depth < 100
    )
    select coalesce((
        select code from lineage
        where exists (select 1 from tier_policy p where p.territory = code)
        order by depth limit 1), '')
$$;
comment on function nearest_policy is 'Whose policy covers a territory: the nearest territory upwards that has its own, or '''' for the default.';

create function overdue_from(c customer) returns timestamptz language sql stable as $$
    select case when c.merged_into is null and c.lifecycle <> 'LOST' then (
        select ((case
                    when c.last_contact_at is null then coalesce(first_sale_call, first_contact)
                    else least(next_contact, first_sale_call)
                end + 1)::timestamp at time zone zone)
        from (select zone,
                     (c.registered_at at time zone zone)::date + (terms ->> 'prospectCadenceDays')::int as first_contact,
                     (c.last_contact_at at time zone zone)::date + (
                         select (s ->> 'cadenceDays')::int from jsonb_array_elements(terms -> 'services') s
                         -- who was talked to and never assessed is served as the least urgent
                         where s ->> 'tier' = coalesce(c.tier, 'D')) as next_contact,
                     case when c.last_contact_at is null or c.last_contact_at < c.first_ordered_at then
                         (c.first_ordered_at at time zone zone)::date + (terms ->> 'firstSaleCallDays')::int
                     end as first_sale_call
              from (select coalesce((select time_zone from territory_copy where code = c.territory), 'UTC') as zone,
                           (select terms from tier_policy where territory = nearest_policy(c.territory)
                            order by version desc limit 1) as terms) policy) days) end
$$;
comment on function overdue_from is 'The end, in the territory''s zone, of the day on which the next follow-up is due by the service policy.';

create table survey_answer (
    customer_id text        not null,
    answer_id   text        not null,
    score       int         not null,
    answered_on date        not null,
    source      text        not null,
    primary key (customer_id, answer_id)
);

create table complaint (
    customer_id  text        not null,
    complaint_id text        not null,
    severity     text        not null,
    subject      text        not null,
    opened_at    timestamptz not null,
    resolved_at  timestamptz,
    resolution   text,
    primary key (customer_id, complaint_id)
);

-- what other services told and is still to be done here; written by the intake, worked off by this service
create table arrival (
    arrival_id  bigint generated always as identity primary key,
    kind        text        not null,
    -- of the order or the activity
    source_id   text        not null,
    customer_id text        not null,
    occurred_at timestamptz not null,
    attempts    int         not null default 0,
    next_try_at timestamptz not null default '-infinity',
    failure     text,
    unique (kind, source_id)
);
create index on arrival (next_try_at, arrival_id);

-- what takes long and goes on where it was left
create table job (
    job_id       text        primary key,
    kind         text        not null,
    parameters   jsonb       not null,
    title        text        not null,
    requested_by text        not null,
    -- the last customer that was gone through; they are gone through in the order of their ids
    position     text        not null default '',
    total        bigint      not null,
    examined     bigint      not null default 0,
    changed      bigint      not null default 0,
    failed       bigint      not null default 0,
    started_at   timestamptz not null,
    finished_at  timestamptz,
    lease_until  timestamptz not null default '-infinity'
);
create index on job (started_at) where finished_at is null;

create table contact_key (
    customer_id text  primary key,
    -- the customer's own key, encrypted with the master key
    wrapped_key bytea not null
);
create table contact_person (
    contact_id  text        primary key,
    customer_id text        not null references contact_key on delete cascade,
    sealed      bytea       not null,
    noted_at    timestamptz not null
);
create index on contact_person (customer_id);
comment on table contact_person is 'Personal data, each row encrypted with its customer''s own key; without that key it is noise.';
