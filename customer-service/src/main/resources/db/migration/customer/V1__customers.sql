-- one customer for each reference of a source system, whoever registers it first
create table external_reference (
    system      text not null,
    reference   text not null,
    customer_id text not null,
    primary key (system, reference)
);
create index on external_reference (customer_id);
