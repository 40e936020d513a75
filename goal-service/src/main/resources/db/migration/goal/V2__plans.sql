create table plan (
    plan_id               text   primary key,
    version               bigint not null,
    type                  text   not null,
    name                  text   not null,
    territory             text   not null,
    owner                 text   not null,
    currency              text   not null,
    period_from           date   not null,
    period_to             date   not null,
    status                text   not null,
    new_customer_capacity int,
    content               jsonb  not null
);
create index on plan (territory, plan_id);
create index on plan (owner, plan_id);
