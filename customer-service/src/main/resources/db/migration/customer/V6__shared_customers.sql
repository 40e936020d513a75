-- the territories whose people may work on a customer as well
create table customer_share (
    customer_id text not null,
    territory   text not null,
    from_day    date not null,
    to_day      date,
    primary key (customer_id, territory, from_day)
);
