-- copies of what other services own, written only by the intake

create table territory_copy (
    code      text primary key,
    parent    text,
    time_zone text not null
);

create table customer_copy (
    customer_id text primary key,
    name_en     text,
    name_zh     text,
    segment     text not null,
    industry    text not null,
    territory   text not null,
    channel     text not null,
    owner       text not null,
    tier        text
);
create index on customer_copy (owner);

-- this service's own read side, written in the transaction of the events

create table pipeline (
    pipeline   text        not null,
    version    int         not null,
    stages     jsonb       not null,
    defined_at timestamptz not null,
    primary key (pipeline, version)
);

create table opportunity (
    opportunity_id   text           primary key,
    customer_id      text           not null,
    name             text           not null,
    pipeline         text           not null,
    pipeline_version int            not null,
    status           text           not null,
    stage            text           not null,
    currency         text           not null,
    amount           numeric(24, 4) not null,
    expected_close   date           not null,
    owner            text           not null,
    territory        text           not null,
    opened_at        timestamptz    not null,
    closed_at        timestamptz
);
create index on opportunity (owner, opportunity_id);
create index on opportunity (customer_id);
create index on opportunity (territory, opportunity_id);

create table opportunity_stage (
    opportunity_id text        not null references opportunity,
    entered_at     timestamptz not null,
    sequence       bigint      not null,
    stage          text        not null,
    primary key (opportunity_id, sequence)
);

create table sales_order (
    order_id       text           primary key,
    customer_id    text           not null,
    opportunity_id text,
    representative text           not null,
    territory      text           not null,
    currency       text           not null,
    amount         numeric(24, 4) not null,
    reduced_by     numeric(24, 4) not null default 0,
    ordered_at     timestamptz    not null
);
create index on sales_order (customer_id, ordered_at);
create index on sales_order (representative, order_id);
