-- a copy too: how other systems call the customers
create table customer_reference (
    system      text not null,
    reference   text not null,
    customer_id text not null,
    primary key (system, reference)
);
create index on customer_reference (customer_id);
