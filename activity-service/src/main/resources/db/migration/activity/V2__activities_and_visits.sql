alter table customer_copy
    add column lifecycle     text        not null default 'PROSPECT',
    add column registered_at timestamptz not null default '-infinity',
    add column merged_into   text;
create index on customer_copy (territory);

create table service_policy_copy (
    -- '' for the policy that holds where no territory has its own
    territory              text not null,
    tier                   text not null,
    version                int  not null,
    cadence_days           int  not null,
    kinds                  jsonb not null,
    prospect_cadence_days  int  not null,
    first_sale_call_days   int  not null,
    primary key (territory, tier)
);

create table activity (
    activity_id    text        primary key,
    kind           text        not null,
    customer_id    text        not null,
    opportunity_id text,
    owner          text        not null,
    territory      text        not null,
    purpose        text        not null,
    materials      jsonb       not null,
    status         text        not null,
    planned_at     timestamptz not null,
    due_until      timestamptz not null,
    completed_at   timestamptz,
    outcome        text
);
create index on activity (owner, planned_at);
create index on activity (customer_id, planned_at);
create index on activity (due_until) where status = 'PLANNED';

-- what the follow-up of a customer is counted from
create table customer_touch (
    customer_id      text primary key,
    last_contact_at  timestamptz,
    first_ordered_at timestamptz
);

create table visit_plan (
    visit_plan_id  text primary key,
    representative text not null,
    week           text not null,
    territory      text not null,
    status         text not null,
    items          jsonb not null,
    unique (representative, week)
);
