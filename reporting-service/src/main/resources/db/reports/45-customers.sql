-- Customers, and which of them bought.

create function report.customers(
    as_of timestamptz, known_at timestamptz, roots text[], segments text[], industries text[], channels text[],
    representatives text[], tiers text[])
returns table (
    id text, territory text, representative text, tier text, lifecycle text, segment text, industry text, channel text)
language sql stable
as $$
    select c.id, c.territory, c.owner, c.tier, c.lifecycle, c.segment, c.industry, c.channel
      from report.customer c
     where c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
       and c.survivor is null
       -- an array, unlike a subselect, is looked up in the index
       and (roots is null or c.territory = any (array(select report.territories(roots, as_of, known_at))))
       and (segments is null or c.segment = any (segments))
       and (industries is null or c.industry = any (industries))
       and (channels is null or c.channel = any (channels))
       and (representatives is null or c.owner = any (representatives))
       and (tiers is null or c.tier = any (tiers))
$$;
comment on function report.customers is
    'Customers as they stood at as_of, as known at known_at, without those that were merged into another.';

create function report.customers_by(
    dimension text, first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    key text, customers bigint, active bigint, won bigint, repeat bigint, repurchase_rate numeric, share numeric)
language sql stable
as $$
    with chosen as materialized (
        select * from report.customers(as_of, known_at, roots, segments, industries, channels, representatives, tiers)
    ), named as (
        select id from chosen
        union
        select m.id from chosen c
          join report.customer m
            on m.survivor = c.id
           and m.valid_from <= as_of and as_of < m.valid_to and m.known_from <= known_at and known_at < m.known_to
    ), buyer as (
        select o.customer_id, count(*) as orders
          from (select s.customer_id, min(s.day) as day
                  from report.sales(
                       as_of, known_at, customers_by.first_day, customers_by.last_day, null, product_lines, null, null, null,
                       null, null) s
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
               count(*) as customers, count(*) filter (where b.orders > 0) as active, count(*) filter (where b.orders > 1) as again
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
          from report.first_orders(
               as_of, known_at, customers_by.first_day, customers_by.last_day, roots, product_lines, segments, industries,
               customers_by.channels, representatives, tiers) f
          left join report.customer c
            on c.id = f.customer_id
           and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
         group by 1
    )
    select coalesce(s.key, n.key), coalesce(s.customers, 0), coalesce(s.active, 0), coalesce(n.won, 0), coalesce(s.again, 0),
           report.ratio(s.again, s.active), report.ratio(coalesce(s.customers, 0), sum(coalesce(s.customers, 0)) over ())
      from standing s
      -- keys may be null
      full join begun n on coalesce(n.key, '') = coalesce(s.key, '')
$$;
comment on function report.customers_by is
    'Customers as they stand at as_of by one dimension: active-customers v1 and repurchase-rate v1 by their orders in the period of which something is left; with product lines, by orders of those; new-customers v2 by what their first order ever was for, wherever they are by now.';

create function report.churn(
    as_of timestamptz, known_at timestamptz, first_day date, last_day date, roots text[], segments text[],
    industries text[], channels text[], representatives text[])
returns table (lost bigint, customers bigint)
language sql stable
as $$
    select (select count(distinct c.id)
              from report.customer c
              join report.customer before
                on before.id = c.id and before.valid_to = c.valid_from and before.lifecycle in ('CUSTOMER', 'REGAINED')
               and before.known_from <= known_at and known_at < before.known_to
              left join report.territory t
                on t.id = 'territory-' || c.territory
               and t.valid_from <= c.valid_from and c.valid_from < t.valid_to
               and t.known_from <= known_at and known_at < t.known_to
             where c.lifecycle = 'LOST' and c.survivor is null and c.valid_from <= as_of
               and c.known_from <= known_at and known_at < c.known_to
               and (c.valid_from at time zone coalesce(t.time_zone, 'UTC'))::date between first_day and last_day
               and (roots is null or exists (
                    select from unnest(array(select m from report.memberships(roots, '-infinity', as_of, known_at) m)) m
                     where m.code = c.territory and m.since <= c.valid_from and c.valid_from < m.until))
               and (segments is null or c.segment = any (segments))
               and (industries is null or c.industry = any (industries))
               and (churn.channels is null or c.channel = any (churn.channels))
               and (representatives is null or c.owner = any (representatives))),
           (select count(*)
              from report.customers(
                   least(as_of, first_day::timestamp at time zone 'UTC'), known_at, roots, segments, industries, churn.channels,
                   representatives, null) c
             where c.lifecycle in ('CUSTOMER', 'REGAINED'))
$$;
comment on function report.churn is
    'churn-rate v1 = customers that were lost in the period / customers at its begin (UTC).';
