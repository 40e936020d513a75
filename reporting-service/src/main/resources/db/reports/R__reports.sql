-- Every figure is defined once, here; the JSON answers and the views of schema bi both call these functions.
-- Read models are reached through the views of schema report, so they can be exchanged underneath.

do $$
declare
    old record;
begin
    for old in
        select p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname = 'report'
    loop
        execute 'drop function ' || old.name || ' cascade';
    end loop;
end
$$;

-- Arithmetic ---------------------------------------------------------------------------------------------------------

create function report.ratio(part numeric, whole numeric)
returns numeric
language sql immutable
as $$
    select round(part / nullif(whole, 0), 6)
$$;
comment on function report.ratio is 'A share to six decimals; null where the whole is zero.';

create function report.accuracy(actual numeric, forecast numeric)
returns numeric
language sql immutable
as $$
    select case when actual <> 0 and forecast is not null
                then greatest(0, 1 - report.ratio(abs(actual - forecast), abs(actual))) end
$$;
comment on function report.accuracy is 'max(0, 1 - |actual - forecast| / actual); null where there is no actual.';

create function report.days(length interval)
returns numeric
language sql immutable
as $$
    select round(extract(epoch from length) / 86400, 4)
$$;
comment on function report.days is 'A length of time in days of 24 hours.';

create function report.elapsed(first_day date, last_day date, today date)
returns numeric
language sql immutable
as $$
    select greatest(least(today, last_day) - first_day + 1, 0)::numeric / (last_day - first_day + 1)
$$;
comment on function report.elapsed is 'The part of a period that has passed; today counts in full.';

create function report.expected_linear(target numeric, first_day date, last_day date, today date)
returns numeric
language sql immutable
as $$
    select target * greatest(least(today, last_day) - first_day + 1, 0) / (last_day - first_day + 1)
$$;
comment on function report.expected_linear is 'expected-linear v1: target x elapsed days / all days, the day of as_of included.';

create function report.expected_seasonal(target numeric, phasing jsonb, today date)
returns numeric
language sql immutable
as $$
    select expected_seasonal.target * sum(phase.target * report.elapsed(phase."from", phase."to", today)) / nullif(sum(phase.target), 0)
      from jsonb_to_recordset(phasing) as phase ("from" date, "to" date, target numeric)
$$;
comment on function report.expected_seasonal is
    'expected-seasonal v1: target x (weights of finished phases + weight of the current one x its elapsed part); null without phases.';

create function report.current_phase(phasing jsonb, today date)
returns numeric
language sql immutable
as $$
    select phase.target
      from jsonb_to_recordset(phasing) as phase ("from" date, "to" date, target numeric)
     where today between phase."from" and phase."to"
$$;
comment on function report.current_phase is 'The target of the phase that a day lies in; null without one.';

create function report.light(actual numeric, measure numeric, red_below numeric, yellow_below numeric)
returns text
language sql immutable
as $$
    select case
        when actual is null or measure is null or measure = 0 then null
        when actual < red_below * measure then 'RED'
        when actual < yellow_below * measure then 'YELLOW'
        else 'GREEN' end
$$;
comment on function report.light is 'light v1: actual against what it is held against; null where there is nothing to hold it against.';

-- Territories -------------------------------------------------------------------------------------------------------

create function report.territories(roots text[], as_of timestamptz, known_at timestamptz)
returns setof text
language sql stable
as $$
    with recursive tree (code) as (
        select unnest(roots)
        union
        select t.code
          from report.territory t
          join tree on t.parent = tree.code
         where t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
    )
    select code from tree
$$;
comment on function report.territories is
    'The given territories and all below them in the tree as it stood at as_of, as known at known_at.';

-- Funnel ------------------------------------------------------------------------------------------------------------

create function report.opportunities(
    as_of timestamptz, known_at timestamptz, wanted_status text, roots text[], product_lines text[], segments text[],
    industries text[], channels text[], representatives text[], tiers text[])
returns table (
    id text, sequence bigint, event_id text, customer_id text, territory text, representative text, zone text, pipeline text, stage text,
    stage_rank int, stage_since timestamptz, status text, opened_at timestamptz, closed_at timestamptz,
    expected_close date, currency text, amount numeric, probability numeric)
language sql stable
as $$
    select o.id, o.sequence, o.event_id, o.customer_id, o.territory, o.owner, coalesce(t.time_zone, 'UTC'), o.pipeline, o.stage,
           o.stage_rank, o.stage_since, o.status, o.opened_at, o.closed_at, o.expected_close, o.currency,
           case when product_lines is null then o.amount else l.amount end,
           o.probability
      from report.opportunity o
      left join report.territory t
        on t.id = 'territory-' || o.territory
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
      left join lateral (
           select sum((line ->> 'amount')::numeric) as amount
             from jsonb_array_elements(o.lines) line
            where line ->> 'product_line' = any (product_lines)) l on product_lines is not null
     where (wanted_status is null or o.status = wanted_status)
       -- follows from the next line and has an index: of versions, most are over in one time or the other
       and least(o.valid_to, o.known_to) > least(as_of, known_at)
       and o.valid_from <= as_of and as_of < o.valid_to and o.known_from <= known_at and known_at < o.known_to
       and (roots is null or o.territory in (select report.territories(roots, as_of, known_at)))
       and (product_lines is null or l.amount is not null)
       and (channels is null or o.channel = any (channels))
       and (representatives is null or o.owner = any (representatives))
       and (coalesce(segments, industries, tiers) is null or exists (
            select from report.customer c
             where c.id = o.customer_id
               and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
               and (segments is null or c.segment = any (segments))
               and (industries is null or c.industry = any (industries))
               and (tiers is null or c.tier = any (tiers))))
$$;
comment on function report.opportunities is
    'Opportunities as they stood at as_of, as known at known_at. Where product lines are asked for, the amount is that of their lines.';

create function report.funnel_stock(
    as_of timestamptz, known_at timestamptz, roots text[] default null, product_lines text[] default null,
    segments text[] default null, industries text[] default null, channels text[] default null,
    representatives text[] default null, tiers text[] default null)
returns table (
    pipeline text, stage text, stage_rank int, currency text, opportunities bigint, amount numeric,
    weighted_amount numeric)
language sql stable
as $$
    select pipeline, stage, stage_rank, currency, count(*), sum(amount), round(sum(amount * probability), 2)
      from report.opportunities(
           as_of, known_at, 'OPEN', roots, product_lines, segments, industries, channels, representatives, tiers)
     group by pipeline, stage, stage_rank, currency
$$;
comment on function report.funnel_stock is
    'funnel-stock v1: open opportunities by stage; count, amount, and amount weighted with the stage''s probability, one row for each currency.';

create function report.funnel_stock_events(
    as_of timestamptz, known_at timestamptz, roots text[] default null, product_lines text[] default null,
    segments text[] default null, industries text[] default null, channels text[] default null,
    representatives text[] default null, tiers text[] default null)
returns table (
    pipeline text, stage text, stage_rank int, currency text, id text, amount numeric, probability numeric,
    event_id text, type text, occurred_at timestamptz, recorded_at timestamptz)
language sql stable
as $$
    select o.pipeline, o.stage, o.stage_rank, o.currency, o.id, o.amount, o.probability, e.event_id, e.type,
           e.occurred_at, e.recorded_at
      from report.opportunities(
           as_of, known_at, 'OPEN', roots, product_lines, segments, industries, channels, representatives, tiers) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
$$;
comment on function report.funnel_stock_events is
    'The opportunities behind funnel-stock v1, each with the event by which it stands as it does.';

create function report.funnel_stock_by_territory(as_of timestamptz, known_at timestamptz)
returns table (
    territory text, pipeline text, stage text, stage_rank int, currency text, opportunities bigint, amount numeric,
    weighted_amount numeric)
language sql stable
as $$
    with stock as (
        select territory, pipeline, stage, stage_rank, currency, count(*) as opportunities, sum(amount) as amount,
               sum(amount * probability) as weighted_amount
          from report.opportunities(as_of, known_at, 'OPEN', null, null, null, null, null, null, null)
         group by territory, pipeline, stage, stage_rank, currency
    ), root as (
        select t.code from report.territory t
         where t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
        union
        select territory from stock
    ), below as (
        select root.code as root, b.code
          from root cross join lateral report.territories(array[root.code], as_of, known_at) as b (code)
        union all
        select null, territory from (select distinct territory from stock) every
    )
    select below.root, pipeline, stage, stage_rank, currency, sum(opportunities)::bigint, sum(amount),
           round(sum(weighted_amount), 2)
      from below join stock on stock.territory = below.code
     group by below.root, pipeline, stage, stage_rank, currency
$$;
comment on function report.funnel_stock_by_territory is
    'funnel-stock v1 of every territory with all below it; null is the whole organisation.';

create function report.stage_visits(
    as_of timestamptz, known_at timestamptz, roots text[], product_lines text[], segments text[], industries text[],
    channels text[], representatives text[], tiers text[])
returns table (
    id text, event_id text, zone text, status text, pipeline text, stage text, stage_rank int, entered_at timestamptz,
    left_at timestamptz, advanced boolean)
language sql stable
as $$
    with chosen as (
        select o.id, o.zone, o.status
          from report.opportunities(
               as_of, known_at, null, roots, product_lines, segments, industries, channels, representatives, tiers) o
    ), state as (
        select o.id, c.zone, c.status as final_status, o.event_id, o.pipeline, o.stage, o.stage_rank, o.status,
               o.valid_from, o.sequence,
               lag(o.stage) over history is distinct from o.stage
                   or lag(o.status) over history is distinct from o.status as changed
          from chosen c
          join report.opportunity o on o.id = c.id
         where o.valid_from <= as_of and o.known_from <= known_at and known_at < o.known_to
        window history as (partition by o.id order by o.valid_from, o.sequence)
    ), visit as (
        select *,
               lead(valid_from) over history as next_at,
               lead(status) over history as next_status,
               lead(stage_rank) over history as next_rank
          from state
         where changed
        window history as (partition by id order by valid_from, sequence)
    )
    select id, event_id, zone, final_status, pipeline, stage, stage_rank, valid_from, next_at,
           case when next_at is not null
                then next_status = 'WON' or next_status = 'OPEN' and next_rank > stage_rank end
      from visit
     where status = 'OPEN'
$$;
comment on function report.stage_visits is
    'Every visit of an opportunity to a stage while it was open; left_at is null where it is still there, and advanced says whether it left forwards.';

create function report.funnel_cohort(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    pipeline text, from_stage text, from_rank int, to_stage text, to_rank int, cohort bigint, reached bigint,
    conversion numeric, still_open bigint, still_open_share numeric)
language sql stable
as $$
    with visit as materialized (
        select v.pipeline, v.stage, v.stage_rank, (v.entered_at at time zone v.zone)::date as day,
               v.status = 'OPEN' as open,
               row_number() over (partition by v.id, v.stage order by v.entered_at) as visit,
               max(v.stage_rank) over (partition by v.id) as stage_reached,
               case when v.status = 'WON' then 1000 else max(v.stage_rank) over (partition by v.id) end as reached
          from report.stage_visits(
               as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) v
    ), stages as (
        select distinct pipeline, stage, stage_rank from visit
        union all
        select distinct pipeline, 'won', 1000 from visit
    )
    select e.pipeline, e.stage, e.stage_rank, s.stage, s.stage_rank, count(*),
           count(*) filter (where e.reached >= s.stage_rank),
           report.ratio(count(*) filter (where e.reached >= s.stage_rank), count(*)),
           count(*) filter (where e.open and e.stage_reached < s.stage_rank),
           report.ratio(count(*) filter (where e.open and e.stage_reached < s.stage_rank), count(*))
      from visit e
      join stages s on s.pipeline = e.pipeline and s.stage_rank > e.stage_rank
     where e.visit = 1 and e.day between first_day and last_day
     group by e.pipeline, e.stage, e.stage_rank, s.stage, s.stage_rank
$$;
comment on function report.funnel_cohort is
    'cohort-conversion v1: distinct opportunities that first entered a stage in the period and reached another''s rank by as_of, over the cohort. A skipped stage counts as passed, re-entry counts once.';

create function report.funnel_conversion(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (pipeline text, stage text, stage_rank int, exits bigint, advances bigint, conversion numeric)
language sql stable
as $$
    select pipeline, stage, stage_rank, count(*), count(*) filter (where advanced),
           report.ratio(count(*) filter (where advanced), count(*))
      from report.stage_visits(
           as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers)
     where (left_at at time zone zone)::date between first_day and last_day
     group by pipeline, stage, stage_rank
$$;
comment on function report.funnel_conversion is
    'period-conversion v1: advances out of a stage in the period over all exits from it in the period.';

create function report.funnel_stay(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    pipeline text, stage text, stage_rank int, opportunities bigint, mean_days numeric, median_days numeric)
language sql stable
as $$
    select pipeline, stage, stage_rank, count(*), report.days(avg(stay)),
           report.days(percentile_cont(0.5) within group (order by stay))
      from (select pipeline, stage, stage_rank, id, sum(coalesce(left_at, as_of) - entered_at) as stay
              from report.stage_visits(
                   as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers)
             group by pipeline, stage, stage_rank, id
            having min((entered_at at time zone zone)::date) between first_day and last_day) total
     group by pipeline, stage, stage_rank
$$;
comment on function report.funnel_stay is
    'stage-stay v1: time in a stage up to as_of of the opportunities that first entered it in the period; mean and median of their totals, in days.';

create function report.funnel_wins(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    currency text, won bigint, lost bigint, won_amount numeric, lost_amount numeric, win_rate numeric,
    win_rate_by_amount numeric, average_deal_size numeric, mean_cycle_days numeric, median_cycle_days numeric,
    open bigint, velocity numeric)
language sql stable
as $$
    with chosen as materialized (
        select o.*, o.status <> 'OPEN' and (o.closed_at at time zone o.zone)::date between first_day and last_day as closed
          from report.opportunities(
               as_of, known_at, null, roots, product_lines, segments, industries, channels, representatives, tiers) o
    ), total as (
        select currency,
               count(*) filter (where closed and status = 'WON') as won,
               count(*) filter (where closed and status = 'LOST') as lost,
               coalesce(sum(amount) filter (where closed and status = 'WON'), 0) as won_amount,
               coalesce(sum(amount) filter (where closed and status = 'LOST'), 0) as lost_amount,
               avg(closed_at - opened_at) filter (where closed and status = 'WON') as mean_cycle,
               percentile_cont(0.5) within group (order by closed_at - opened_at)
                   filter (where closed and status = 'WON') as median_cycle,
               count(*) filter (where status = 'OPEN') as open
          from chosen
         group by currency
    )
    select currency, won, lost, won_amount, lost_amount, report.ratio(won, won + lost),
           report.ratio(won_amount, won_amount + lost_amount), round(won_amount / nullif(won, 0), 2),
           report.days(mean_cycle), report.days(median_cycle), open,
           -- the wins cancel out of deal size x win rate
           round(open * won_amount / nullif(won + lost, 0) * 86400 / nullif(extract(epoch from mean_cycle), 0), 2)
      from total
$$;
comment on function report.funnel_wins is
    'win-rate v1, average-deal-size v1, sales-cycle v1 and velocity v1 of what was closed in the period, one row for each currency.';

-- Sales -------------------------------------------------------------------------------------------------------------

create function report.sales(
    as_of timestamptz, known_at timestamptz, first_day date, last_day date, roots text[], product_lines text[],
    segments text[], industries text[], channels text[], representatives text[], tiers text[])
returns table (
    id text, sequence bigint, line int, event_id text, kind text, customer_id text, representative text, channel text,
    territory text, day date, currency text, product_line text, product text, quantity numeric, amount numeric,
    cost numeric)
language sql stable
as $$
    select s.id, s.sequence, s.line, s.event_id, s.kind, coalesce(merged.survivor, s.customer_id), s.representative, s.channel, s.territory,
           (s.occurred_at at time zone z.zone)::date, s.currency, s.product_line, s.product, s.quantity, s.amount, s.cost
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
       -- for the index: no zone is further than 14 hours from UTC
       and s.occurred_at >= first_day - interval '14 hours'
       and s.occurred_at < (last_day + 1) + interval '14 hours'
       and (roots is null or s.territory in (select report.territories(roots, as_of, known_at)))
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
    'Entries of the sales ledger whose day, in their territory''s time zone, lies between the two days; what a customer was is taken at the entry''s instant.';

create function report.orders(
    as_of timestamptz, known_at timestamptz, roots text[], product_lines text[], segments text[], industries text[],
    channels text[], representatives text[], tiers text[])
returns table (id text, customer_id text, day date, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    select s.id, min(s.customer_id), min(s.day), min(s.currency), sum(s.quantity), sum(s.amount)
      from report.sales(as_of, known_at, '0001-01-01', '9999-12-30', roots, product_lines, segments, industries, channels, representatives, tiers) s
     group by s.id
    having sum(s.quantity) > 0
$$;
comment on function report.orders is
    'Orders of which anything is left at as_of, on the day on which they were placed; what was cancelled or returned is taken off.';

create function report.sales_summary(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    currency text, sales_amount numeric, placed_amount numeric, cancelled_amount numeric, returned_amount numeric,
    units numeric, gross_profit numeric, orders bigint, customers bigint, average_order_amount numeric,
    average_order_value numeric)
language sql stable
as $$
    with entry as (
        select currency, sum(amount) as amount,
               coalesce(sum(amount) filter (where kind = 'PLACED'), 0) as placed,
               -coalesce(sum(amount) filter (where kind = 'CANCELLED'), 0) as cancelled,
               -coalesce(sum(amount) filter (where kind = 'RETURNED'), 0) as returned,
               sum(quantity) as units,
               case when count(*) = count(cost) then sum(amount - cost) end as profit
          from report.sales(as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels, representatives, tiers)
         group by currency
    ), placed as (
        select currency, count(*) as orders, count(distinct customer_id) as customers, sum(amount) as amount
          from report.orders(as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers)
         where day between first_day and last_day
         group by currency
    )
    select e.currency, e.amount, e.placed, e.cancelled, e.returned, e.units, e.profit, coalesce(p.orders, 0),
           coalesce(p.customers, 0), round(p.amount / nullif(p.orders, 0), 2),
           round(p.amount / nullif(p.customers, 0), 2)
      from entry e
      left join placed p on p.currency = e.currency
$$;
comment on function report.sales_summary is
    'sales-amount v1 = orders less cancellations and returns, each on its own day; gross-profit v1 is null where a cost is not known; average-order-value v1 = net amount of the orders placed in the period / distinct customers, average_order_amount / orders.';

create function report.sales_by(
    dimension text, first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (key text, currency text, sales_amount numeric, units numeric, orders bigint, customers bigint, share numeric)
language sql stable
as $$
    select case dimension
               when 'PRODUCT_LINE' then product_line
               when 'PRODUCT' then product
               when 'CHANNEL' then channel
               when 'TERRITORY' then territory
               when 'REPRESENTATIVE' then representative
               when 'CUSTOMER' then customer_id
               when 'MONTH' then to_char(day, 'YYYY-MM')
           end,
           currency, sum(amount), sum(quantity), count(distinct id) filter (where kind = 'PLACED'),
           count(distinct customer_id) filter (where kind = 'PLACED'),
           report.ratio(sum(amount), sum(sum(amount)) over (partition by currency))
      from report.sales(as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels, representatives, tiers)
     group by 1, currency
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

-- Pipeline ----------------------------------------------------------------------------------------------------------

create function report.pipeline_bridge(
    since timestamptz, close_from date, close_to date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    currency text, open_at_start numeric, opened numeric, pulled_in numeric, reopened numeric, transferred_in numeric,
    amount_changes numeric, won numeric, lost numeric, pushed_out numeric, transferred_out numeric, open_at_end numeric)
language sql stable
as $$
    with before as materialized (
        select *, expected_close between coalesce(close_from, '-infinity') and coalesce(close_to, 'infinity') as closes
          from report.opportunities(
               since, known_at, null, roots, product_lines, segments, industries, channels, representatives, tiers)
    ), after as materialized (
        select *, expected_close between coalesce(close_from, '-infinity') and coalesce(close_to, 'infinity') as closes
          from report.opportunities(
               as_of, known_at, null, roots, product_lines, segments, industries, channels, representatives, tiers)
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
    'pipeline-bridge v1: open_at_start + opened + pulled_in + reopened + transferred_in + amount_changes - won - lost - pushed_out - transferred_out = open_at_end, to the cent; with close days given, of what is expected to close between them.';

-- Activities --------------------------------------------------------------------------------------------------------

create function report.activities(
    as_of timestamptz, known_at timestamptz, roots text[], product_lines text[], segments text[], industries text[],
    channels text[], representatives text[], tiers text[])
returns table (
    id text, event_id text, customer_id text, opportunity_id text, kind text, representative text, territory text,
    zone text, planned_at timestamptz, status text, completed_at timestamptz)
language sql stable
as $$
    select a.id, a.event_id, a.customer_id, a.opportunity_id, a.kind, a.representative, a.territory,
           coalesce(t.time_zone, 'UTC'), a.planned_at, a.status, a.completed_at
      from report.activity a
      left join report.territory t
        on t.id = 'territory-' || a.territory
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
     where a.valid_from <= as_of and as_of < a.valid_to and a.known_from <= known_at and known_at < a.known_to
       and (roots is null or a.territory in (select report.territories(roots, as_of, known_at)))
       and (representatives is null or a.representative = any (representatives))
       and (product_lines is null or exists (
            select from report.opportunity o, jsonb_array_elements(o.lines) line
             where o.id = a.opportunity_id
               and o.valid_from <= as_of and as_of < o.valid_to and o.known_from <= known_at and known_at < o.known_to
               and line ->> 'product_line' = any (product_lines)))
       and (coalesce(segments, industries, channels, tiers) is null or exists (
            select from report.customer c
             where c.id = a.customer_id
               and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
               and (segments is null or c.segment = any (segments))
               and (industries is null or c.industry = any (industries))
               and (channels is null or c.channel = any (channels))
               and (tiers is null or c.tier = any (tiers))))
$$;
comment on function report.activities is
    'Activities as they stood at as_of, as known at known_at; channels are those of the customers.';

create function report.plan_fulfilment(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    representative text, planned bigint, completed_on_day bigint, completed bigint, missed bigint, fulfilment numeric)
language sql stable
as $$
    select representative, count(*), count(*) filter (where on_day), count(*) filter (where status = 'COMPLETED'),
           count(*) filter (where status = 'MISSED'), report.ratio(count(*) filter (where on_day), count(*))
      from (select *, status = 'COMPLETED'
                      and (completed_at at time zone zone)::date = (planned_at at time zone zone)::date as on_day
              from report.activities(as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers)
             where status <> 'CANCELLED'
               and (planned_at at time zone zone)::date between first_day and last_day) planned
     group by representative
$$;
comment on function report.plan_fulfilment is
    'plan-fulfilment v1 = planned activities completed on their day / planned, by representative; the day is the one they are planned for at present, and what was cancelled is not planned.';

create function report.cadences(as_of timestamptz, known_at timestamptz)
returns table (territory text, tier text, cadence_days int)
language sql stable
as $$
    with recursive policy as (
        select p.territory, s.tier, s.cadence_days
          from report.tier_policy p,
               jsonb_to_recordset(p.services) as s (tier text, cadence_days int)
         where p.valid_from <= as_of and as_of < p.valid_to and p.known_from <= known_at and known_at < p.known_to
    ), tree as (
        select t.code, t.parent from report.territory t
         where t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
    ), above (code, at, height) as (
        select code, code, 0 from tree
        union all
        -- deeper than any organisation: a tree that is broken for a while must not loop
        select above.code, tree.parent, height + 1
          from above join tree on tree.code = above.at where tree.parent is not null and height < 50
    ), inherited as (
        select distinct on (above.code, policy.tier) above.code, policy.tier, policy.cadence_days
          from above join policy on policy.territory = above.at
         order by above.code, policy.tier, height
    ), everywhere as (
        select tier, cadence_days from policy where territory is null
        union all
        select * from (values ('A', 7), ('B', 14), ('C', 30), ('D', 90)) standard (tier, cadence_days)
         where not exists (select from policy where territory is null)
    )
    select code, tier, cadence_days from inherited
    union all
    select null, tier, cadence_days from everywhere
$$;
comment on function report.cadences is
    'Days between contacts that each tier is due, by territory with inheritance; a null territory is everywhere else.';

create function report.cadence_compliance(as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (tier text, customers bigint, compliant bigint, compliance numeric)
language sql stable
as $$
    with cadence as materialized (
        select * from report.cadences(as_of, known_at)
    ), contact as (
        select customer_id, max(completed_at) as last_at
          from report.activities(as_of, known_at, null, null, null, null, null, null, null)
         where status = 'COMPLETED'
         group by customer_id
    )
    select c.tier, count(*), count(*) filter (where k.last_at >= as_of - make_interval(days => d.cadence_days)),
           report.ratio(count(*) filter (where k.last_at >= as_of - make_interval(days => d.cadence_days)), count(*))
      from report.customer c
      left join contact k on k.customer_id = c.id
      join lateral (
           select cadence.cadence_days from cadence
            where cadence.tier = c.tier and (cadence.territory = c.territory or cadence.territory is null)
            order by cadence.territory nulls last limit 1) d on true
     where c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
       and c.survivor is null
       and product_lines is null
       and (roots is null or c.territory in (select report.territories(roots, as_of, known_at)))
       and (segments is null or c.segment = any (segments))
       and (industries is null or c.industry = any (industries))
       and (channels is null or c.channel = any (channels))
       and (representatives is null or c.owner = any (representatives))
       and (tiers is null or c.tier = any (tiers))
     group by c.tier
$$;
comment on function report.cadence_compliance is
    'cadence-compliance v1 = customers whose last completed contact lies within their tier''s cadence / customers of the tier. Customers belong to no product line: asked for one, there are none.';

create function report.funnel_stalled(
    as_of timestamptz, known_at timestamptz, roots text[] default null, product_lines text[] default null,
    segments text[] default null, industries text[] default null, channels text[] default null,
    representatives text[] default null, tiers text[] default null)
returns table (
    id text, territory text, representative text, stage text, stage_rank int, currency text, amount numeric,
    moved_at timestamptz, idle_days numeric, limit_days numeric)
language sql stable
as $$
    with median as (
        select pipeline, stage, percentile_cont(0.5) within group (order by left_at - entered_at) as stay
          from report.stage_visits(as_of, known_at, null, null, null, null, null, null, null)
         where left_at is not null
         group by pipeline, stage
    )
    select o.id, o.territory, o.representative, o.stage, o.stage_rank, o.currency, o.amount, x.moved_at,
           report.days(as_of - x.moved_at), report.days(l.length)
      from report.opportunities(
           as_of, known_at, 'OPEN', roots, product_lines, segments, industries, channels, representatives, tiers) o
      left join median m on m.pipeline = o.pipeline and m.stage = o.stage
     cross join lateral (select greatest(2 * m.stay, interval '14 days')) l (length)
     cross join lateral (
           select greatest(o.stage_since, max(a.completed_at))
             from report.activity a
            where a.opportunity_id = o.id and a.status = 'COMPLETED'
              and a.valid_from <= as_of and as_of < a.valid_to and a.known_from <= known_at and known_at < a.known_to) x (moved_at)
     where as_of - x.moved_at > l.length
$$;
comment on function report.funnel_stalled is
    'stalled v1: open opportunities without a change of stage or a completed activity for longer than twice the median finished stay of their stage, at least 14 days.';

-- Goals -------------------------------------------------------------------------------------------------------------

create function report.is_rate(metric text)
returns boolean
language sql immutable
as $$
    select metric in ('REPURCHASE_RATE', 'AVERAGE_ORDER_VALUE', 'MIX', 'GROWTH', 'MARKET_SHARE', 'CUSTOMER_SATISFACTION')
$$;
comment on function report.is_rate is
    'Whether a metric does not grow with time, so that on any day of its period all of its target is to be expected.';

create function report.texts(list jsonb)
returns text[]
language sql immutable
as $$
    select nullif(array(select jsonb_array_elements_text(list)), '{}')
$$;
comment on function report.texts is 'A JSON list as a filter: null where it is empty.';

create function report.measure(
    metric text, activity_kind text, wanted_currency text, baseline numeric, numerator jsonb, as_of timestamptz, known_at timestamptz,
    first_day date, last_day date, root text, product_lines text[], segments text[], industries text[], channels text[],
    representative text)
returns table (actual numeric, refusal text)
language plpgsql stable
as $$
declare
    roots text[] := case when root is not null then array[root] end;
    representatives text[] := case when representative is not null then array[representative] end;
    counted text := case when metric = 'MIX' then numerator ->> 'metric' when metric = 'GROWTH' then 'SALES_AMOUNT' else metric end;
    narrower jsonb := numerator -> 'scope';
    currencies text;
begin
    product_lines := nullif(product_lines, '{}');
    segments := nullif(segments, '{}');
    industries := nullif(industries, '{}');
    channels := nullif(channels, '{}');
    actual := null;
    refusal := null;

    if metric in ('NEW_CUSTOMERS', 'ACTIVE_CUSTOMERS', 'REPURCHASE_RATE', 'AVERAGE_ORDER_VALUE') then
        select string_agg(distinct o.currency, ', ' order by o.currency) filter (where metric = 'AVERAGE_ORDER_VALUE'),
               case metric
                   when 'NEW_CUSTOMERS' then count(distinct o.customer_id) filter (where o.first_order >= first_day)
                   when 'ACTIVE_CUSTOMERS' then count(distinct o.customer_id)
                   when 'REPURCHASE_RATE' then
                       round(100.0 * count(distinct o.customer_id) filter (where o.orders > 1)
                             / nullif(count(distinct o.customer_id), 0), 4)
                   else round(sum(o.amount) / nullif(count(distinct o.customer_id), 0), 2) end
          into currencies, actual
          from (select p.*, count(*) over (partition by p.customer_id) as orders
                  from (select x.*, min(x.day) over (partition by x.customer_id) as first_order
                          from report.orders(
                               as_of, known_at, roots, product_lines, segments, industries, channels, representatives,
                               null) x) p
                 where p.day between first_day and last_day) o;
        if currencies <> wanted_currency then
            actual := null;
            refusal := 'rate-missing: ' || currencies;
        end if;
    elsif counted in ('SALES_AMOUNT', 'UNITS', 'GROSS_PROFIT') then
        select string_agg(distinct s.currency, ', ' order by s.currency)
                   filter (where wanted_currency is not null and s.currency <> wanted_currency
                              or wanted_currency is null and counted <> 'UNITS'),
               case counted
                   when 'SALES_AMOUNT' then coalesce(sum(s.amount), 0)
                   when 'UNITS' then coalesce(sum(s.quantity), 0)
                   else coalesce(sum(s.amount - s.cost), 0) end,
               case when counted = 'GROSS_PROFIT' and count(*) > count(s.cost) then 'cost-missing' end
          into currencies, actual, refusal
          from report.sales(
               as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels,
               representatives, null) s;
        if counted <> 'UNITS' and currencies is not null
           and (wanted_currency is not null or position(',' in currencies) > 0) then
            refusal := 'rate-missing: ' || currencies;
        end if;
        if refusal is not null then
            actual := null;
        elsif metric = 'GROWTH' then
            actual := round(100 * (actual / nullif(baseline, 0) - 1), 4);
        elsif metric = 'MIX' then
            select round(100 * coalesce(sum(case counted
                        when 'SALES_AMOUNT' then s.amount when 'UNITS' then s.quantity else s.amount - s.cost end), 0)
                         / nullif(actual, 0), 4)
              into actual
              from report.sales(
                   as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels,
                   representatives, null) s
             where exists (
                   select from report.sales(
                          as_of, known_at, first_day, last_day,
                          case when narrower ->> 'territory' is not null then array[narrower ->> 'territory'] end,
                          report.texts(narrower -> 'product_lines'), report.texts(narrower -> 'segments'),
                          report.texts(narrower -> 'industries'), report.texts(narrower -> 'channels'),
                          case when narrower ->> 'representative' is not null
                               then array[narrower ->> 'representative'] end, null) n
                    where n.id = s.id and n.sequence = s.sequence and n.line = s.line);
        end if;
    elsif metric = 'ACTIVITIES' then
        select count(*) into actual
          from report.activities(
               as_of, known_at, roots, product_lines, segments, industries, channels, representatives, null) a
         where a.status = 'COMPLETED' and (activity_kind is null or a.kind = activity_kind)
           and (a.completed_at at time zone a.zone)::date between first_day and last_day;
    else
        refusal := 'metric-not-measured';
    end if;
    return next;
end
$$;
comment on function report.measure is
    'A metric in a scope and a period; percentages as such (60 is 60 %). refusal says why there is no figure: amounts of several currencies are never added as if equal.';

create function report.goal_completion(
    as_of timestamptz, known_at timestamptz, roots text[] default null, only_goal text default null, red_below numeric default null,
    yellow_below numeric default null)
returns table (
    goal_id text, event_id text, name text, owner text, territory text, metric text, unit text, currency text,
    status text, period_from date, period_to date, target numeric, original_target numeric, revision int,
    actual numeric, refusal text, attainment numeric, attainment_of_original numeric, running boolean,
    expected_linear numeric, expected_seasonal numeric, expected numeric, attainment_to_date numeric, light text,
    variance numeric, variance_share numeric)
language sql stable
as $$
    select g.id, g.event_id, g.name, g.owner, g.territory, g.metric, g.unit, g.currency, g.status, g.period_from,
           g.period_to, g.target, g.original_target, g.revision, m.actual, m.refusal,
           report.ratio(m.actual, g.target), report.ratio(m.actual, g.original_target), d.today <= g.period_to,
           round(e.linear, 2), round(e.seasonal, 2), round(e.expected, 2),
           report.ratio(m.actual, e.expected),
           report.light(m.actual, case when d.today <= g.period_to then e.expected else g.target end,
                        coalesce(goal_completion.red_below, p.red_below),
                        coalesce(goal_completion.yellow_below, p.yellow_below)),
           round(m.actual - e.expected, 2),
           report.ratio(m.actual - e.expected, e.expected)
      from report.goal g
      left join report.territory t
        on t.id = 'territory-' || g.territory
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
     cross join lateral (select (as_of at time zone coalesce(t.time_zone, 'UTC'))::date) d (today)
     cross join lateral (
           select report.expected_linear(g.target, g.period_from, g.period_to, d.today),
                  report.expected_seasonal(g.target, g.phasing, d.today)) x (linear, seasonal)
     cross join lateral (
           select x.linear, x.seasonal,
                  case when report.is_rate(g.metric)
                       then coalesce(report.current_phase(g.phasing, d.today), g.target)
                       else coalesce(x.seasonal, x.linear) end) e (linear, seasonal, expected)
     cross join (select * from report.light_policy order by version desc limit 1) p
     cross join lateral report.measure(
           g.metric, g.activity_kind, g.currency, g.baseline, g.numerator, as_of, known_at, g.period_from, g.period_to, g.territory, g.product_lines,
           g.segments, g.industries, g.channels, g.representative) m
     where (only_goal is null or g.id = only_goal)
       and (roots is null or g.territory in (select report.territories(roots, as_of, known_at)))
       and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
$$;
comment on function report.goal_completion is
    'attainment v1 = actual / target; while the period runs the light holds actual against expected to date, afterwards against the target; variance v1 = actual - expected to date.';

create function report.goal_variance(
    as_of timestamptz, known_at timestamptz, roots text[] default null, only_goal text default null, red_below numeric default null,
    yellow_below numeric default null)
returns table (
    goal_id text, phase int, phase_from date, phase_to date, plan numeric, actual numeric, refusal text,
    running boolean, expected numeric, variance numeric, variance_share numeric, variance_to_date numeric,
    variance_to_date_share numeric, light text, within_standard boolean)
language sql stable
as $$
    select g.id, f.phase, f.first_day, f.last_day, f.plan, m.actual, m.refusal, d.today <= f.last_day,
           round(e.expected, 2), m.actual - f.plan, report.ratio(m.actual - f.plan, f.plan),
           round(m.actual - e.expected, 2), report.ratio(m.actual - e.expected, e.expected),
           report.light(m.actual, e.expected, coalesce(goal_variance.red_below, p.red_below),
                        coalesce(goal_variance.yellow_below, p.yellow_below)),
           case when d.today > f.last_day then abs(m.actual - f.plan) <= g.tolerance * f.plan end
      from report.goal g
      left join report.territory t
        on t.id = 'territory-' || g.territory
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
     cross join lateral (select (as_of at time zone coalesce(t.time_zone, 'UTC'))::date) d (today)
     cross join lateral (
           select n::int, x."from", x."to", x.target
             from rows from (jsonb_to_recordset(g.phasing) as ("from" date, "to" date, target numeric))
                  with ordinality as x ("from", "to", target, n)
           union all
           select 0, g.period_from, g.period_to, g.target) f (phase, first_day, last_day, plan)
     cross join lateral (
           select case when report.is_rate(g.metric) and d.today >= f.first_day then f.plan
                       when f.phase > 0 then report.expected_linear(f.plan, f.first_day, f.last_day, d.today)
                       else coalesce(report.expected_seasonal(g.target, g.phasing, d.today),
                                     report.expected_linear(g.target, f.first_day, f.last_day, d.today)) end) e (expected)
     cross join (select * from report.light_policy order by version desc limit 1) p
     cross join lateral report.measure(
           g.metric, g.activity_kind, g.currency, g.baseline, g.numerator, as_of, known_at, f.first_day, f.last_day, g.territory, g.product_lines, g.segments,
           g.industries, g.channels, g.representative) m
     where (only_goal is null or g.id = only_goal)
       and (roots is null or g.territory in (select report.territories(roots, as_of, known_at)))
       and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
$$;
comment on function report.goal_variance is
    'variance v1 = actual - plan, for each phase and, as phase 0, for the whole period; within_standard is the completion standard at the close of a phase.';

create function report.goal_events(
    as_of timestamptz, known_at timestamptz, roots text[], wanted_goal text)
returns table (
    source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    with wanted as (
        select g.* from report.goal g
         where g.id = wanted_goal
           and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
           and (roots is null or g.territory in (select report.territories(roots, as_of, known_at)))
    )
    select e.source, e.aggregate_id, e.sequence, 0, e.event_id, e.type, e.occurred_at, e.recorded_at, null, null, null
      from wanted g
      join report.event e on e.source = '/goal-service' and e.aggregate_id = g.id
     where e.occurred_at <= as_of and e.recorded_at <= known_at
    union all
    select e.source, e.aggregate_id, e.sequence, s.line, e.event_id, e.type, e.occurred_at, e.recorded_at, s.currency,
           s.quantity, s.amount
      from wanted g
     cross join lateral report.sales(
           as_of, known_at, g.period_from, g.period_to, case when g.territory is not null then array[g.territory] end,
           nullif(g.product_lines, '{}'), nullif(g.segments, '{}'), nullif(g.industries, '{}'),
           nullif(g.channels, '{}'), case when g.representative is not null then array[g.representative] end, null) s
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = s.id and e.sequence = s.sequence
$$;
comment on function report.goal_events is
    'The events of a goal, and the entries of the sales ledger in its scope and period, each with its event.';

create function report.goal_forecast(
    as_of timestamptz, known_at timestamptz, roots text[] default null, only_goal text default null)
returns table (
    goal_id text, name text, currency text, target numeric, actual numeric, refusal text, expected numeric,
    run_rate numeric, open_amount numeric, weighted_open_amount numeric, landing numeric, gap numeric, met boolean,
    coverage numeric)
language sql stable
as $$
    select c.goal_id, c.name, c.currency, c.target, c.actual, c.refusal, c.expected,
           round(c.actual * c.target / nullif(c.expected, 0), 2), o.amount, o.weighted,
           round(c.actual + o.weighted, 2), c.target - c.actual, c.actual >= c.target,
           case when c.actual < c.target then report.ratio(o.amount, c.target - c.actual) end
      from report.goal_completion(as_of, known_at, roots, only_goal) c
      join report.goal g
        on g.id = c.goal_id
       and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
     cross join lateral (
           select coalesce(sum(x.amount), 0), coalesce(round(sum(x.amount * x.probability), 2), 0)
             from report.opportunities(
                  as_of, known_at, 'OPEN', case when g.territory is not null then array[g.territory] end,
                  nullif(g.product_lines, '{}'), nullif(g.segments, '{}'), nullif(g.industries, '{}'),
                  nullif(g.channels, '{}'), case when g.representative is not null then array[g.representative] end,
                  null) x
            where x.currency = g.currency and x.expected_close between g.period_from and g.period_to) o (amount, weighted)
     where c.metric = 'SALES_AMOUNT'
$$;
comment on function report.goal_forecast is
    'run-rate v1 = actual / cumulative expected share x target; landing v1 = actual + weighted open amount expected to close in the period; coverage v1 = open amount expected to close in the period / (target - actual), and met once the gap is closed.';

create function report.forecast_accuracy(
    forecast_at timestamptz, as_of timestamptz, known_at timestamptz, roots text[] default null,
    only_goal text default null)
returns table (
    goal_id text, name text, currency text, actual numeric, run_rate numeric, run_rate_accuracy numeric,
    landing numeric, landing_accuracy numeric)
language sql stable
as $$
    select c.goal_id, c.name, c.currency, c.actual, f.run_rate,
           report.accuracy(c.actual, f.run_rate), f.landing,
           report.accuracy(c.actual, f.landing)
      from report.goal_completion(as_of, known_at, roots, only_goal) c
      join report.goal_forecast(forecast_at, forecast_at, roots, only_goal) f on f.goal_id = c.goal_id
$$;
comment on function report.forecast_accuracy is
    'forecast-accuracy v1 = max(0, 1 - |actual - forecast| / actual), for the forecast as it stood, and with what was known, at forecast_at.';

-- BI ----------------------------------------------------------------------------------------------------------------

create view bi.funnel_stock as
select * from report.funnel_stock_by_territory(now(), now());
comment on view bi.funnel_stock is
    'Open opportunities now, by territory with all below it (null: the whole organisation), stage and currency.';
comment on column bi.funnel_stock.weighted_amount is 'Amount times the stage''s probability, in the row''s currency.';

create view bi.goal_completion as
select * from report.goal_completion(now(), now());
comment on view bi.goal_completion is 'Every goal now: target, actual, expected to date, attainment and light.';
comment on column bi.goal_completion.attainment is 'Actual over target, as a share: 1 is all of it. Null where the target is zero.';
comment on column bi.goal_completion.expected is 'What should be reached by now: by the phases where the goal has some, else in proportion to the days.';
comment on column bi.goal_completion.refusal is 'Why there is no figure; null where there is one.';

create view bi.goal_variance as
select * from report.goal_variance(now(), now());
comment on view bi.goal_variance is 'Every goal''s phases now, and as phase 0 its whole period: plan, actual, deviation and light.';

create view bi.cadence_compliance as
select * from report.cadence_compliance(now(), now());
comment on view bi.cadence_compliance is 'Customers of each tier now, and how many of them were contacted within their tier''s cadence.';

create view bi.goal_forecast as
select * from report.goal_forecast(now(), now());
comment on view bi.goal_forecast is 'Every goal for a sales amount now: where it will land, and how far open opportunities cover what is missing.';

create view bi.sales as
select * from report.sales(now(), now(), '0001-01-01', '9999-12-30', null, null, null, null, null, null, null);
comment on view bi.sales is
    'The sales ledger: lines of orders, and with negative figures what was cancelled or returned. day is the day in the territory''s time zone. Amounts of different currencies must not be added.';

create view bi.funnel_stalled as
select * from report.funnel_stalled(now(), now());
comment on view bi.funnel_stalled is 'Opportunities that have stood still for too long, now.';

-- views run their functions with the rights of whoever reads them; these run with the owner's, so that a BI role needs no
-- right to anything but the views
do $$
declare
    f record;
begin
    for f in
        select p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname = 'report'
           and p.proname in ('cadence_compliance', 'funnel_stock_by_territory', 'funnel_stalled', 'goal_completion', 'goal_forecast', 'goal_variance',
                             'sales')
    loop
        execute 'alter function ' || f.name || ' security definer set search_path = pg_catalog, pg_temp';
    end loop;
    if exists (select from pg_roles where rolname = 'bi_reader') then
        grant usage on schema bi to bi_reader;
        grant select on all tables in schema bi to bi_reader;
    end if;
end
$$;
