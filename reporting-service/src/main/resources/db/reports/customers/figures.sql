-- Customers, and which of them bought.

create function report.customers(instant report.instant, filter report.filter)
returns table (
    id text, territory text, representative text, tier text, lifecycle text, segment text, industry text, channel text)
language sql stable
as $$
    select c.id, c.territory, c.owner, c.tier, c.lifecycle, c.segment, c.industry, c.channel
      from report.customer_at(instant) c
     where c.survivor is null
       -- an array, unlike a subselect, is looked up in the index
       and (filter.roots is null or c.territory = any (array(select report.territories(instant, filter.roots))))
       and report.customer_suits(filter, c)
       and (filter.channels is null or c.channel = any (filter.channels))
       and (filter.representatives is null or c.owner = any (filter.representatives))
$$;
comment on function report.customers is
    'Customers as they stood at as_of, as known at known_at, without those that were merged into another.';

create function report.customers_by(
    instant report.instant, period report.period, dimension text, filter report.filter default null)
returns table (
    key text, customers bigint, active bigint, won bigint, repeat bigint, repurchase_rate numeric, share numeric)
language sql stable
as $$
    with chosen as materialized (
        select * from report.customers(instant, filter)
    ), named as (
        select id from chosen
        union
        select m.id from chosen c
          join report.customer_at(instant) m
            on m.survivor = c.id
    ), buyer as (
        select o.customer_id, count(*) as orders
          from (select s.customer_id, min(s.day) as day
                  from report.sales(
                       instant => instant, period => period,
                       filter => report.filter(product_lines => filter.product_lines)) s
                 where s.ordered_by in (select id from named)
                 group by s.id, s.customer_id
                having sum(s.quantity) > 0) o
         group by o.customer_id
    ), standing as (
        select case dimension
                   when 'TIER' then c.tier
                   when 'LIFECYCLE' then c.lifecycle
                   when 'SEGMENT' then c.segment
                   when 'INDUSTRY' then c.industry
                   when 'CHANNEL' then c.channel
                   when 'TERRITORY' then c.territory
                   when 'REPRESENTATIVE' then c.representative
               end as key,
               count(*) as customers, count(*) filter (where b.orders > 0) as active,
                   count(*) filter (where b.orders > 1) as again
          from chosen c
          left join buyer b on b.customer_id = c.id
         group by 1
    ), begun as (
        -- for what the first order was, wherever the customer is by now
        select case dimension
                   when 'TIER' then c.tier
                   when 'LIFECYCLE' then c.lifecycle
                   when 'SEGMENT' then c.segment
                   when 'INDUSTRY' then c.industry
                   when 'CHANNEL' then f.channel
                   when 'TERRITORY' then f.territory
                   when 'REPRESENTATIVE' then f.representative
               end as key,
               count(*) as won
          from report.first_orders(instant => instant, period => period, filter => filter) f
          left join report.customer_at(instant) c
            on c.id = f.customer_id
         group by 1
    )
    select coalesce(s.key, n.key), coalesce(s.customers, 0), coalesce(s.active, 0), coalesce(n.won, 0),
           coalesce(s.again, 0),
           report.ratio(s.again, s.active), report.ratio(coalesce(s.customers, 0),
                                                         sum(coalesce(s.customers, 0)) over ())
      from standing s
      -- keys may be null
      full join begun n on coalesce(n.key, '') = coalesce(s.key, '')
$$;
comment on function report.customers_by is
    'Customers as they stand at asOf along one dimension, and what they bought in the period; with product lines, by orders of those.
active-customers v1 = distinct customers with an order in the period of which something is left
new-customers v2 = customers whose first order ever was placed in the period, by what that order was for, wherever they are by now
repurchase-rate v1 = customers with two or more orders in the period / customers with one';

create function report.churn(instant report.instant, period report.period, filter report.filter)
returns table (lost bigint, customers bigint)
language sql stable
as $$
    select (select count(distinct c.id)
              from report.customer c
              join report.customer before
                on before.id = c.id and before.valid_to = c.valid_from and before.lifecycle in ('CUSTOMER', 'REGAINED')
               and before.known_from <= instant.known_at and instant.known_at < before.known_to
              left join report.territory_at(report.instant(c.valid_from, instant.known_at)) t
                on t.id = 'territory-' || c.territory
             where c.lifecycle = 'LOST' and c.survivor is null and c.valid_from <= instant.as_of
               and c.known_from <= instant.known_at and instant.known_at < c.known_to
               and (c.valid_from at time zone coalesce(t.time_zone, 'UTC'))::date between period.first_day
                   and period.last_day
               and (filter.roots is null or exists (
                    select from unnest(array(select m from report.memberships(filter.roots, '-infinity',
                        instant.as_of, instant.known_at) m)) m
                     where m.code = c.territory and m.since <= c.valid_from and c.valid_from < m.until))
               and report.customer_suits(filter, c)
               and (filter.channels is null or c.channel = any (filter.channels))
               and (filter.representatives is null or c.owner = any (filter.representatives))),
           (select count(*)
              from report.customers(
                   report.instant(least(instant.as_of, period.first_day::timestamp at time zone 'UTC'),
                                  instant.known_at),
                   filter) c
             where c.lifecycle in ('CUSTOMER', 'REGAINED'))
$$;
comment on function report.churn is
    'churn-rate v1 = customers that were lost in the period / customers at its begin (UTC).';
