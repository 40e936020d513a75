-- the territories whose people may work on a customer as well, as far as this service has heard
create table customer_share_copy (
    customer_id text not null,
    territory   text not null,
    from_day    date not null,
    to_day      date,
    primary key (customer_id, territory, from_day)
);
