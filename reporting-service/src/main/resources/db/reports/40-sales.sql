-- The sales ledger, and what is counted from it.

create function report.sales(
    as_of timestamptz, known_at timestamptz, first_day date, last_day date, roots text[], product_lines text[],
    segments text[], industries text[], channels text[], representatives text[], tiers text[])
returns table (
    id text, sequence bigint, line int, event_id text, kind text, customer_id text, representative text, channel text,
    territory text, day date, currency text, product_line text, product text, quantity numeric, amount numeric,
    cost numeric, order_day date, ordered_by text)
language sql stable
as $$
    select s.id, s.sequence, s.line, s.event_id, s.kind, coalesce(merged.survivor, s.customer_id), s.representative, s.channel, s.territory,
           (s.occurred_at at time zone z.zone)::date, s.currency, s.product_line, s.product, s.quantity, s.amount, s.cost,
           (s.ordered_at at time zone z.zone)::date, s.customer_id
      from report.sale s
      left join report.territory t
        on t.id = 'territory-' || s.territory
       and t.valid_from <= s.occurred_at and s.occurred_at < t.valid_to
       and t.known_from <= known_at and known_at < t.known_to
      left join report.customer merged
        on merged.id = s.customer_id and merged.survivor is not null
       and merged.valid_from <= as_of and as_of < merged.valid_to
       and merged.known_from <= known_at and known_at < merged.known_to
     cross join lateral (select coalesce(t.time_zone, 'UTC')) z (zone)
     where s.recorded_at <= known_at and s.occurred_at <= as_of
       and s.occurred_at >= first_day::timestamp at time zone z.zone
       and s.occurred_at < (last_day + 1)::timestamp at time zone z.zone
       -- for the index
       and s.occurred_at >= report.earliest_begin(first_day)
       and s.occurred_at < report.latest_end(last_day)
       -- an array, unlike a subselect, is looked up in the index
       and (roots is null or s.territory = any (array(select report.territories(roots, as_of, known_at))))
       and (product_lines is null or s.product_line = any (product_lines))
       and (channels is null or s.channel = any (channels))
       and (representatives is null or s.representative = any (representatives))
       and (coalesce(segments, industries, tiers) is null or exists (
            select from report.customer c
             where c.id = s.customer_id
               and c.valid_from <= s.occurred_at and s.occurred_at < c.valid_to
               and c.known_from <= known_at and known_at < c.known_to
               and (segments is null or c.segment = any (segments))
               and (industries is null or c.industry = any (industries))
               and (tiers is null or c.tier = any (tiers))))
$$;
comment on function report.sales is
    'Entries of the sales ledger whose day, in their territory''s time zone, lies between the two days; what a customer was is taken at the entry''s instant. ordered_by is the customer that the order names, customer_id the one that it has been merged into by as_of.';

create function report.sales_in(
    as_of timestamptz, known_at timestamptz, first_day date, last_day date, roots text[], product_lines text[],
    segments text[], industries text[], channels text[], representatives text[], tiers text[], into_currency text,
    rate_kind text, rate_plan text, credit text default 'THEN')
returns table (
    id text, sequence bigint, line int, event_id text, kind text, customer_id text, representative text, channel text,
    territory text, day date, currency text, product_line text, product text, quantity numeric, amount numeric,
    cost numeric, order_day date, missing text, own_currency text, own_amount numeric, own_cost numeric, rate numeric)
language sql stable
as $$
    -- without a currency, or with credit as it was then, the planner drops what is only there for the other case
    with entry as not materialized (
        select s.id, s.sequence, s.line, s.event_id, s.kind, s.customer_id, coalesce(c.owner, s.representative) as representative,
               s.channel, coalesce(c.territory, s.territory) as territory, s.day, s.currency, s.product_line, s.product,
               s.quantity, s.amount, s.cost, s.order_day, report.rate_day(rate_kind, s.order_day, as_of) as rate_day
          from report.sales(
               as_of, known_at, first_day, last_day, case when credit = 'NOW' then null else roots end, product_lines, segments,
               industries, channels, case when credit = 'NOW' then null else representatives end, tiers) s
          left join report.customer c
            on credit = 'NOW' and c.id = s.customer_id
           and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
         where credit <> 'NOW'
            or (roots is null or coalesce(c.territory, s.territory) in (select report.territories(roots, as_of, known_at)))
           and (representatives is null or coalesce(c.owner, s.representative) = any (representatives))
    ), foreign_money as not materialized (
        select x.currency, x.rate_day, report.rate(x.currency, into_currency, rate_kind, rate_plan, x.rate_day, known_at) as rate
          from (select distinct e.currency, e.rate_day from entry e where e.currency <> into_currency) x
    )
    select e.id, e.sequence, e.line, e.event_id, e.kind, e.customer_id, e.representative, e.channel, e.territory, e.day,
           case when f.currency is null then e.currency else into_currency end, e.product_line, e.product, e.quantity,
           case when f.currency is null then e.amount else round(e.amount * f.rate, report.decimals(into_currency)) end,
           case when f.currency is null then e.cost else round(e.cost * f.rate, report.decimals(into_currency)) end,
           e.order_day,
           case when f.currency is not null and f.rate is null
                then report.missing_rate(f.currency, into_currency, rate_kind, rate_plan, f.rate_day) end,
           e.currency, e.amount, e.cost, f.rate
      from entry e
      left join foreign_money f on f.currency = e.currency and f.rate_day = e.rate_day
$$;
comment on function report.sales_in is
    'conversion v1: the sales ledger in one currency. Each entry is converted and rounded to the minor unit by itself, so that parts add up; BOOKING is the rate of the day on which its order was placed. Where a rate is missing there is no amount, and missing names it. Credit NOW gives an entry to the territory and the owner that its customer has at as_of, THEN to those of the order.';

create function report.orders(
    as_of timestamptz, known_at timestamptz, roots text[], product_lines text[], segments text[], industries text[],
    channels text[], representatives text[], tiers text[], into_currency text default null, rate_kind text default 'BOOKING',
    rate_plan text default null, credit text default 'THEN', first_day date default '0001-01-01',
    last_day date default '9999-12-30')
returns table (id text, customer_id text, day date, currency text, quantity numeric, amount numeric, missing text)
language sql stable
as $$
    select *
      from (select s.id, min(s.customer_id), min(s.day) as day, min(s.currency), sum(s.quantity), sum(s.amount), min(s.missing)
              from report.sales_in(
                   as_of, known_at, first_day, '9999-12-30', roots, product_lines, segments, industries, channels,
                   representatives, tiers, into_currency, rate_kind, rate_plan, credit) s
             -- spares the sums of later orders; a territory may have changed its time zone since
             where s.order_day <= last_day + 1
             group by s.id
            -- of what was placed before the period there are at most entries that take back
            having sum(s.quantity) > 0) o
     where o.day <= last_day
$$;
comment on function report.orders is
    'Orders placed in the period of which anything is left at as_of, on the day on which they were placed; what was cancelled or returned, whenever that was, is taken off.';

create function report.sales_summary(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null,
    into_currency text default null, rate_kind text default 'BOOKING', rate_plan text default null,
    credit text default 'THEN')
returns table (
    currency text, sales_amount numeric, placed_amount numeric, cancelled_amount numeric, returned_amount numeric,
    units numeric, gross_profit numeric, orders bigint, customers bigint, average_order_amount numeric,
    average_order_value numeric, refusal text)
language sql stable
as $$
    with entry as (
        select currency, sum(amount) as amount,
               coalesce(sum(amount) filter (where kind = 'PLACED'), 0) as placed,
               -coalesce(sum(amount) filter (where kind = 'CANCELLED'), 0) as cancelled,
               -coalesce(sum(amount) filter (where kind = 'RETURNED'), 0) as returned,
               sum(quantity) as units,
               case when count(*) = count(cost) then sum(amount - cost) end as profit,
               report.refusal(array_agg(missing) filter (where missing is not null)) as refusal
          from report.sales_in(
               as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels, representatives,
               tiers, into_currency, rate_kind, rate_plan, credit)
         group by currency
    ), placed as (
        select currency, count(*) as orders, count(distinct customer_id) as customers, sum(amount) as amount,
               min(missing) as missing
          from report.orders(
               as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers, into_currency,
               rate_kind, rate_plan, credit, first_day, last_day)
         group by currency
    )
    select e.currency, case when e.refusal is null then e.amount end, case when e.refusal is null then e.placed end,
           case when e.refusal is null then e.cancelled end, case when e.refusal is null then e.returned end, e.units,
           case when e.refusal is null then e.profit end, coalesce(p.orders, 0), coalesce(p.customers, 0),
           case when p.missing is null then round(p.amount / nullif(p.orders, 0), 2) end,
           case when p.missing is null then round(p.amount / nullif(p.customers, 0), 2) end, e.refusal
      from entry e
      left join placed p on p.currency = e.currency
$$;
comment on function report.sales_summary is
    'sales-amount v1 = orders less cancellations and returns, each on its own day; gross-profit v1 is null where a cost is not known; average-order-value v1 = net amount of the orders placed in the period / distinct customers, average_order_amount / orders.';

create function report.sales_by(
    dimension text, first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null,
    into_currency text default null, rate_kind text default 'BOOKING', rate_plan text default null,
    credit text default 'THEN')
returns table (
    key text, currency text, sales_amount numeric, units numeric, orders bigint, customers bigint, share numeric, refusal text)
language sql stable
as $$
    with part as (
        select case dimension
                   when 'PRODUCT_LINE' then product_line
                   when 'PRODUCT' then product
                   when 'CHANNEL' then channel
                   when 'TERRITORY' then territory
                   when 'REPRESENTATIVE' then representative
                   when 'CUSTOMER' then customer_id
                   when 'MONTH' then to_char(day, 'YYYY-MM')
               end as key,
               currency, sum(amount) as amount, sum(quantity) as units, count(distinct id) filter (where kind = 'PLACED') as orders,
               count(distinct customer_id) filter (where kind = 'PLACED') as customers,
               report.refusal(array_agg(missing) filter (where missing is not null)) as refusal
          from report.sales_in(
               as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels, representatives,
               tiers, into_currency, rate_kind, rate_plan, credit)
         group by 1, currency
    )
    select key, currency, case when refusal is null then amount end, units, orders, customers,
           case when bool_and(refusal is null) over currencies then report.ratio(amount, sum(amount) over currencies) end, refusal
      from part
    window currencies as (partition by currency)
$$;
comment on function report.sales_by is 'sales-amount v1 along one dimension, with each part''s share of the whole in its currency.';

create function report.repurchase(
    within_days int, first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    customers bigint, repeat_customers bigint, repurchase_rate numeric, cohort bigint, cohort_repeat bigint,
    cohort_rate numeric)
language sql stable
as $$
    with placed as materialized (
        select customer_id, day, first_value(day) over (partition by customer_id order by day) as first_order
          from report.orders(as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers)
    ), in_period as (
        select customer_id, count(*) as orders from placed where day between first_day and last_day group by customer_id
    ), cohort as (
        select customer_id, bool_or(day > first_order and day <= first_order + within_days) as again
          from placed
         where first_order between first_day and last_day
           and first_order + within_days < (as_of at time zone 'UTC')::date
         group by customer_id
    )
    select p.customers, p.again, report.ratio(p.again, p.customers), c.customers, c.again,
           report.ratio(c.again, c.customers)
      from (select count(*), count(*) filter (where orders > 1) from in_period) p (customers, again),
           (select count(*), count(*) filter (where again) from cohort) c (customers, again)
$$;
comment on function report.repurchase is
    'repurchase-rate v1 = customers with two or more orders in the period / customers with one; cohort-repurchase-rate v1 = customers with an order on a later day within so many days of their first, which lies in the period / those for whom these days have passed.';
