create schema bi;
comment on schema bi is 'What BI tools read: one view for each report, as of now.';

create table report.read_model (
    schema_name text primary key,
    serving boolean not null default false,
    created_at timestamptz not null default now()
);
create unique index on report.read_model (serving) where serving;
comment on table report.read_model is 'The generations of read models; the views of schema report show the serving one.';

create table report.light_policy (
    version int primary key,
    red_below numeric not null check (red_below > 0),
    yellow_below numeric not null check (yellow_below >= red_below),
    since timestamptz not null default now()
);
insert into report.light_policy (version, red_below, yellow_below) values (1, 0.80, 0.90);
comment on table report.light_policy is 'Below red_below a light is red, below yellow_below yellow, else green; shares of what it is held against.';
