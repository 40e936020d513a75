create table tally_sum (tally_id text primary key, total numeric not null);
