-- How the pipeline came from one instant to another.

create function report.pipeline_bridge(
    instant report.instant, since timestamptz, close_from date, close_to date, filter report.filter default null)
returns table (
    currency text, open_at_start numeric, opened numeric, pulled_in numeric, reopened numeric, transferred_in numeric,
    amount_changes numeric, won numeric, lost numeric, pushed_out numeric, transferred_out numeric, open_at_end numeric)
language sql stable
as $$
    -- what was open at neither end and not closed between them moves nothing; what only one end names is looked up at the other
    with open_before as materialized (
        select * from report.opportunities(report.instant(since, instant.known_at), filter, 'OPEN')
    ), moved_after as materialized (
        select * from report.opportunities(instant, filter, 'OPEN')
        union all
        select * from report.opportunities(instant, filter, null)
         where closed_at > since
    ), before as (
        select x.*, x.expected_close between coalesce(close_from, '-infinity')
               and coalesce(close_to, 'infinity') as closes
          from (table open_before
                union all
                select o.*
                  from moved_after m
                 cross join lateral (
                       select * from report.opportunities(report.instant(since, instant.known_at), filter, null)
                        where id = m.id limit 1) o
                 where not exists (select from open_before b where b.id = m.id)) x
    ), after as (
        select x.*, x.expected_close between coalesce(close_from, '-infinity')
               and coalesce(close_to, 'infinity') as closes
          from (table moved_after
                union all
                select o.*
                  from open_before b
                 cross join lateral (
                       select * from report.opportunities(instant, filter, null)
                        where id = b.id limit 1) o
                 where not exists (select from moved_after m where m.id = b.id)) x
    ), pair as (
        select coalesce(a.currency, b.currency) as currency, b.id as id_before, a.id as id_after,
               b.status as status_before, a.status as status_after, a.opened_at, b.amount as amount_before,
               coalesce(a.amount, b.amount) as amount,
               coalesce(b.status = 'OPEN' and b.closes, false) as in_before,
               coalesce(a.status = 'OPEN' and a.closes, false) as in_after,
               coalesce(a.status <> 'OPEN' and a.closes and a.closed_at > since, false) as closed
          from before b
          full join after a on a.id = b.id
    ), step as (
        select *,
               case when in_before or not (in_after or closed) then null
                    when id_before is not null and status_before = 'OPEN' then 'PULLED_IN'
                    when id_before is not null then 'REOPENED'
                    when opened_at > since then 'NEW'
                    else 'TRANSFERRED_IN' end as entry,
               case when in_after or not (in_before or closed) then null
                    when id_after is null then 'TRANSFERRED_OUT'
                    when status_after = 'OPEN' then 'PUSHED_OUT'
                    else status_after end as exit
          from pair
    )
    select currency,
           coalesce(sum(amount_before) filter (where in_before), 0),
           coalesce(sum(amount) filter (where entry = 'NEW'), 0),
           coalesce(sum(amount) filter (where entry = 'PULLED_IN'), 0),
           coalesce(sum(amount) filter (where entry = 'REOPENED'), 0),
           coalesce(sum(amount) filter (where entry = 'TRANSFERRED_IN'), 0),
           coalesce(sum(amount - amount_before) filter (where in_before), 0),
           coalesce(sum(amount) filter (where exit = 'WON'), 0),
           coalesce(sum(amount) filter (where exit = 'LOST'), 0),
           coalesce(sum(amount) filter (where exit = 'PUSHED_OUT'), 0),
           coalesce(sum(amount) filter (where exit = 'TRANSFERRED_OUT'), 0),
           coalesce(sum(amount) filter (where in_after), 0)
      from step
     where in_before or in_after or entry is not null
     group by currency
$$;
comment on function report.pipeline_bridge is
    'How the open pipeline came from one instant to asOf, to the cent; with close days given, of what is expected to close between them.
pipeline-bridge v1 = open at start + new + pulled in + reopened + transferred in + amount changes - won - lost - pushed out - transferred out = open at end';
