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
        select o.customer_id, min(o.day) as first_day, count(*) filter (where o.day >= customers_by.first_day) as orders
          from (select s.customer_id, min(s.day) as day
                  from report.sales(
                       as_of, known_at, '0001-01-01', customers_by.last_day, null, product_lines, null, null, null, null, null) s
                 where s.ordered_by in (select id from named)
                 group by s.id, s.customer_id
                having sum(s.quantity) > 0) o
         group by o.customer_id
    )
    select case dimension
               when 'TIER' then c.tier
               when 'LIFECYCLE' then c.lifecycle
               when 'SEGMENT' then c.segment
               when 'INDUSTRY' then c.industry
               when 'CHANNEL' then c.channel
               when 'TERRITORY' then c.territory
               when 'REPRESENTATIVE' then c.representative
           end,
           count(*), count(*) filter (where b.orders > 0),
           count(*) filter (where b.orders > 0 and b.first_day >= customers_by.first_day), count(*) filter (where b.orders > 1),
           report.ratio(count(*) filter (where b.orders > 1), count(*) filter (where b.orders > 0)),
           report.ratio(count(*), sum(count(*)) over ())
      from chosen c
      left join buyer b on b.customer_id = c.id
     group by 1
$$;
comment on function report.customers_by is
    'Customers as they stand at as_of by one dimension: active-customers v1, new-customers v1 and repurchase-rate v1 by their orders in the period that were not wholly taken back within it; with product lines, by orders of those.';
