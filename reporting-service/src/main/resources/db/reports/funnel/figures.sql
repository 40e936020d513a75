-- The funnel: stock, cohorts, conversion, stay, wins, and what stands still.

create function report.opportunities(instant report.instant, filter report.filter, wanted_status text)
returns table (
    id text, sequence bigint, event_id text, customer_id text, territory text, representative text, zone text,
    pipeline text, stage text,
    stage_rank int, stage_since timestamptz, stage_sequence bigint, status text, opened_at timestamptz,
    closed_at timestamptz,
    expected_close date, currency text, amount numeric, probability numeric, channel text, source text, held boolean,
    lost_reason text, competitor text)
language sql stable
as $$
    select o.id, o.sequence, o.event_id, o.customer_id, o.territory, o.owner, coalesce(t.time_zone, 'UTC'),
           o.pipeline, o.stage,
           o.stage_rank, o.stage_since, o.stage_sequence, o.status, o.opened_at, o.closed_at, o.expected_close,
           o.currency,
           case when filter.product_lines is null then o.amount else l.amount end,
           o.probability, o.channel, o.source, o.held, o.lost_reason, o.competitor
      from report.opportunity_at(instant) o
      left join report.territory_at(instant) t
        on t.id = 'territory-' || o.territory
      left join lateral (
           select sum((line ->> 'amount')::numeric) as amount
             from jsonb_array_elements(o.lines) line
            where line ->> 'product_line' = any (filter.product_lines)) l on filter.product_lines is not null
     where (wanted_status is null or o.status = wanted_status)
       -- follows from the next line and has an index: of versions, most are over in one time or the other
       and least(o.valid_to, o.known_to) > least(instant.as_of, instant.known_at)
       -- what is open is a stock, in the tree of as_of; what is closed belongs where it did on that day; an array, unlike a
       -- subselect, is looked up in the index
       and (filter.roots is null
            or o.territory = any ((
                   select report.member_codes(filter.roots, '-infinity', instant.as_of, instant.known_at))::text[])
           and (coalesce(o.territory <> all ((
                          select report.moved_codes(
                                 filter.roots, '-infinity', instant.as_of, instant.known_at))::text[]), true)
                or report.belonged(
                   o.territory, coalesce(o.closed_at, instant.as_of),
                   (select report.moved_members(filter.roots, '-infinity', instant.as_of, instant.known_at)))))
       and (filter.product_lines is null or l.amount is not null)
       and (filter.channels is null or o.channel = any (filter.channels))
       and (filter.representatives is null or o.owner = any (filter.representatives))
       and (not report.narrows_customers(filter) or exists (
            select from report.customer_at(instant) c
             where c.id = o.customer_id
               and report.customer_suits(filter, c)))
$$;
comment on function report.opportunities is
    'Opportunities as they stood at as_of, as known at known_at. What is open is a stock and belongs to the tree of as_of; what is closed to the tree of the day on which it was. Where product lines are asked for, the amount is that of their lines.';

create function report.opportunities_in(
    instant report.instant, filter report.filter, money report.money, wanted_status text)
returns table (
    id text, customer_id text, territory text, representative text, pipeline text, stage text, stage_rank int,
    status text,
    opened_at timestamptz, closed_at timestamptz, expected_close date, currency text, amount numeric,
    probability numeric,
    missing text, channel text, source text, closed_day date, sequence bigint, own_currency text, own_amount numeric,
    rate numeric, held boolean)
language sql stable
as $$
    with chosen as not materialized (
        select o.*, report.rate_day(
                    money.rate_kind, case when o.closed_at is null then (instant.as_of at time zone 'UTC')::date
                                    else (o.closed_at at time zone o.zone)::date end, instant.as_of) as rate_day
          from report.opportunities(instant, filter, wanted_status) o
    ), foreign_money as not materialized (
        select x.currency, x.rate_day, report.rate(x.currency, money, x.rate_day, instant.known_at) as rate
          from (select distinct c.currency, c.rate_day from chosen c where c.currency <> money.into_currency) x
    )
    select c.id, c.customer_id, c.territory, c.representative, c.pipeline, c.stage, c.stage_rank, c.status, c.opened_at,
           c.closed_at, c.expected_close, case when f.currency is null then c.currency else money.into_currency end,
           case when f.currency is null then c.amount
               else round(c.amount * f.rate, report.decimals(money.into_currency)) end,
           c.probability,
           case when f.currency is not null and f.rate is null
                then report.missing_rate(f.currency, money, f.rate_day) end,
           c.channel, c.source, (c.closed_at at time zone c.zone)::date, c.sequence, c.currency, c.amount, f.rate,
           c.held
      from chosen c
      left join foreign_money f on f.currency = c.currency and f.rate_day = c.rate_day
$$;
comment on function report.opportunities_in is
    'conversion v2: opportunities in one currency. What is open is booked by nobody yet: its BOOKING rate is that of as_of, that of a closed one of the day on which it closed.';

create function report.funnel_stock(
    instant report.instant, filter report.filter default null, money report.money default null)
returns table (
    pipeline text, stage text, stage_rank int, currency text, opportunities bigint, amount numeric,
    weighted_amount numeric, unavailable_reason text, complete boolean, unconverted text, held bigint, held_amount numeric)
language sql stable
as $$
    select pipeline, stage, stage_rank, currency, opportunities, report.converted_sum(amount, m.unavailable_reason),
           report.converted_sum(weighted, m.unavailable_reason), m.unavailable_reason, m.unavailable_reason is null,
           report.unconverted(unrated), held, held_amount
      from (select pipeline, stage, stage_rank, currency, count(*) as opportunities, sum(amount) as amount,
                   round(sum(case when held then 0 * amount else amount * probability end), 2) as weighted,
                   count(*) filter (where held) as held, coalesce(sum(amount) filter (where held), 0) as held_amount,
                   array_agg(row(missing, own_currency,
                                 own_amount)::report.unrated) filter (where missing is not null) as unrated
              from report.opportunities_in(
                   instant => instant, filter => filter, money => money, wanted_status => 'OPEN')
             group by pipeline, stage, stage_rank, currency) stock
     cross join lateral (select report.unavailable_reason(stock.unrated)) m (unavailable_reason)
$$;
comment on function report.funnel_stock is
    'Open opportunities by stage, one row for each currency. What has no rate is counted, its amount is left out and named, and the row is not complete.
funnel-stock v2 = opportunities open at asOf, by stage: count, amount, those on hold, amount of the others x the stage''s probability';

create function report.funnel_stock_by_territory(instant report.instant, roots text[] default null)
returns table (
    territory text, pipeline text, stage text, stage_rank int, currency text, opportunities bigint, amount numeric,
    weighted_amount numeric, held bigint, held_amount numeric)
language sql stable
as $$
    with stock as (
        select territory, pipeline, stage, stage_rank, currency, count(*) as opportunities, sum(amount) as amount,
               sum(case when held then 0 else amount * probability end) as weighted_amount,
               count(*) filter (where held) as held, coalesce(sum(amount) filter (where held), 0) as held_amount
          from report.opportunities(instant, report.filter(roots => roots), 'OPEN')
         group by territory, pipeline, stage, stage_rank, currency
    ), root as (
        select t.code from report.territory_at(instant) t
         where (roots is null or t.code in (select report.territories(instant, roots)))
        union
        select territory from stock
    ), below as (
        select root.code as root, b.code
          from root cross join lateral report.territories(instant, array[root.code]) as b (code)
        union all
        select null, territory from (select distinct territory from stock) every where roots is null
    )
    select below.root, pipeline, stage, stage_rank, currency, sum(opportunities)::bigint, sum(amount),
           round(sum(weighted_amount), 2), sum(held)::bigint, sum(held_amount)
      from below join stock on stock.territory = below.code
     group by below.root, pipeline, stage, stage_rank, currency
$$;
comment on function report.funnel_stock_by_territory is
    'funnel-stock v2 of every territory, or of those among and below the roots, with all below it; null is the whole organisation.';

create function report.stage_visits(instant report.instant, filter report.filter)
returns table (
    id text, territory text, event_id text, zone text, pipeline text, stage text, stage_rank int,
    entered_at timestamptz,
    left_at timestamptz, advanced boolean, left_event_id text)
language sql stable
as $$
    -- a subselect drops out of the plan where no event is asked for; a join would keep the index from being enough
    select o.id, o.territory,
           (select e.event_id from report.event e
             where e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.left_sequence),
           coalesce(t.time_zone, 'UTC'), o.pipeline, o.left_stage, o.left_rank, o.left_since, o.valid_from,
           o.status = 'WON' or o.status = 'OPEN' and o.stage_rank > o.left_rank, o.event_id
      from report.opportunity o
      left join report.territory_at(instant) t
        on t.id = 'territory-' || o.territory
     where o.left_stage is not null
       and o.valid_from <= instant.as_of and o.known_from <= instant.known_at and instant.known_at < o.known_to
       -- an opportunity stays in its territory, which belongs to the tree of the day on which the stage was left
       and (filter.roots is null
            or o.territory = any ((
                   select report.member_codes(filter.roots, '-infinity', instant.as_of, instant.known_at))::text[])
           and (coalesce(o.territory <> all ((
                          select report.moved_codes(
                                 filter.roots, '-infinity', instant.as_of, instant.known_at))::text[]), true)
                or report.belonged(
                   o.territory, o.valid_from,
                   (select report.moved_members(filter.roots, '-infinity', instant.as_of, instant.known_at)))))
       and (not report.is_narrowed(filter) or exists (
            select from report.opportunities(instant, report.anywhere(filter), null) c
             where c.id = o.id))
    union all
    select o.id, o.territory,
           (select e.event_id from report.event e
             where e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.stage_sequence),
           o.zone, o.pipeline, o.stage, o.stage_rank, o.stage_since, null, null, null
      from report.opportunities(instant, filter, 'OPEN') o
$$;
comment on function report.stage_visits is
    'Every visit of an opportunity to a stage while it was open; left_at is null where it is still there, and advanced says whether it left forwards.';

create function report.stage_stays(instant report.instant, period report.period, filter report.filter)
returns table (
    id text, pipeline text, stage text, stage_rank int, day date, stay interval, status text, highest_rank int)
language sql stable
as $$
    with entered as (
        select distinct o.id, coalesce(t.time_zone, 'UTC') as zone
          from report.opportunity o
          left join report.territory_at(instant) t
            on t.id = 'territory-' || o.territory
         -- entered it then, in the words of the index
         where (o.left_stage is not null or o.stage_sequence = o.sequence) and o.status = 'OPEN'
           and o.valid_from <= instant.as_of and o.known_from <= instant.known_at and instant.known_at < o.known_to
           -- for the index
           and o.valid_from >= report.earliest_begin(period.first_day)
           and o.valid_from < report.latest_end(period.last_day)
           and (filter.roots is null
                or o.territory = any ((
                       select report.member_codes(
                              filter.roots, report.earliest_begin(period.first_day),
                              report.latest_end(period.last_day), instant.known_at))::text[])
               and (coalesce(o.territory <> all ((select report.moved_codes(
                              filter.roots, report.earliest_begin(period.first_day),
                                  report.latest_end(period.last_day), instant.known_at))::text[]), true)
                    or report.belonged(
                       o.territory, o.valid_from,
                       (select report.moved_members(
                              filter.roots, report.earliest_begin(period.first_day),
                              report.latest_end(period.last_day), instant.known_at)))))
           and (not report.is_narrowed(filter) or exists (
                select from report.opportunities(instant, report.anywhere(filter), null) c
                 where c.id = o.id))
         -- neighbours in the index that they are looked up in one after the other
         order by o.id
    ), total as (
        select e.id, e.zone, v.pipeline, x.stage, x.stage_rank, min(x.entered_at) as entered_at,
               sum(x.left_at - x.entered_at) as stay, max(x.status) as status
          from entered e
         cross join lateral (
               -- offset 0: looked up by its key
               select * from report.opportunity o
                where o.id = e.id and o.valid_from <= instant.as_of and o.known_from <= instant.known_at
                    and instant.known_at < o.known_to offset 0) v
         cross join lateral (
               values (v.left_stage, v.left_rank, v.left_since, v.valid_from, null),
                      -- where it is now, or was when it was closed
                      (v.stage, v.stage_rank, case when v.status = 'OPEN' then v.stage_since end, instant.as_of,
                       v.status))
               x (stage, stage_rank, entered_at, left_at, status)
         where x.stage is not null and (x.status is null or instant.as_of < v.valid_to)
         group by e.id, e.zone, v.pipeline, x.stage, x.stage_rank
    ), whole as (
        select *, max(status) over opportunity as final_status,
               max(stage_rank) filter (where entered_at is not null) over opportunity as highest_rank
          from total
        window opportunity as (partition by id)
    )
    select id, pipeline, stage, stage_rank, (entered_at at time zone zone)::date, stay, final_status, highest_rank
      from whole
     where (entered_at at time zone zone)::date between period.first_day and period.last_day
$$;
comment on function report.stage_stays is
    'For each opportunity that first entered a stage in the period: how long it was there in all by as_of, what had become of it then, and the highest stage it had reached.';

create function report.funnel_cohorts(
    instant report.instant, period report.period, filter report.filter, monthly boolean)
returns table (
    month date, pipeline text, from_stage text, from_rank int, to_stage text, to_rank int, cohort bigint,
    reached bigint,
    conversion numeric, still_open bigint, still_open_share numeric)
language sql stable
as $$
    with entry as materialized (
        select pipeline, stage, stage_rank, day, status = 'OPEN' as open, highest_rank,
               case when status = 'WON' then 1000 else highest_rank end as reached
          from report.stage_stays(instant, period, filter)
    ), stages as (
        -- of all stages there ever were those that anybody of these was in: one each is enough
        select k.pipeline, k.stage, k.stage_rank
          from (select distinct x.value::jsonb ->> 0, x.value::jsonb ->> 1, (x.value::jsonb ->> 2)::int
                  from report.known_value x
                 where x.kind = 'STAGE') k (pipeline, stage, stage_rank)
         cross join lateral (
               select from report.stage_visits(instant, filter) v
                where v.pipeline = k.pipeline and v.stage = k.stage and v.stage_rank = k.stage_rank
                limit 1) visited
        union all
        select distinct pipeline, 'won', 1000 from entry
    )
    select case when monthly then date_trunc('month', e.day)::date end, e.pipeline, e.stage, e.stage_rank, s.stage,
           s.stage_rank, count(*), count(*) filter (where e.reached >= s.stage_rank),
           report.ratio(count(*) filter (where e.reached >= s.stage_rank), count(*)),
           count(*) filter (where e.open and e.highest_rank < s.stage_rank),
           report.ratio(count(*) filter (where e.open and e.highest_rank < s.stage_rank), count(*))
      from entry e
      join stages s on s.pipeline = e.pipeline and s.stage_rank > e.stage_rank
     group by 1, e.pipeline, e.stage, e.stage_rank, s.stage, s.stage_rank
$$;
comment on function report.funnel_cohorts is
    'cohort-conversion v1: distinct opportunities that first entered a stage in the period, or in each month of it, and reached another''s rank by as_of, over the cohort. A skipped stage counts as passed, re-entry counts once.';

create function report.funnel_cohort(
    instant report.instant, period report.period, filter report.filter default null)
returns table (
    pipeline text, from_stage text, from_rank int, to_stage text, to_rank int, cohort bigint, reached bigint,
    conversion numeric, still_open bigint, still_open_share numeric)
language sql stable
as $$
    select pipeline, from_stage, from_rank, to_stage, to_rank, cohort, reached, conversion, still_open, still_open_share
      from report.funnel_cohorts(instant => instant, period => period, filter => filter, monthly => false)
$$;
comment on function report.funnel_cohort is
    'How many of those that entered a stage in the period came further.
cohort-conversion v1 = distinct opportunities that first entered a stage in the period and reached another one''s rank by asOf / those that entered; a skipped stage counts as passed, re-entry counts once';

create function report.funnel_conversion(
    instant report.instant, period report.period, filter report.filter default null)
returns table (pipeline text, stage text, stage_rank int, exits bigint, advances bigint, conversion numeric)
language sql stable
as $$
    select pipeline, stage, stage_rank, count(*), count(*) filter (where advanced),
           report.ratio(count(*) filter (where advanced), count(*))
      from report.stage_visits(instant, filter)
     where (left_at at time zone zone)::date between period.first_day and period.last_day
       -- for the index
       and left_at >= report.earliest_begin(period.first_day)
       and left_at < report.latest_end(period.last_day)
     group by pipeline, stage, stage_rank
$$;
comment on function report.funnel_conversion is
    'How opportunities left their stages in the period.
period-conversion v1 = advances out of a stage in the period / all exits from it';

create function report.funnel_stays(
    instant report.instant, period report.period, filter report.filter, monthly boolean)
returns table (
    month date, pipeline text, stage text, stage_rank int, opportunities bigint, mean_days numeric, median_days numeric)
language sql stable
as $$
    select case when monthly then date_trunc('month', day)::date end, pipeline, stage, stage_rank, count(*),
           report.days(avg(stay)), report.days(percentile_cont(0.5) within group (order by stay))
      from report.stage_stays(instant, period, filter)
     group by 1, pipeline, stage, stage_rank
$$;
comment on function report.funnel_stays is
    'stage-stay v1: time in a stage up to as_of of the opportunities that first entered it in the period, or in each month of it; mean and median of their totals, in days.';

create function report.funnel_stay(instant report.instant, period report.period, filter report.filter default null)
returns table (
    pipeline text, stage text, stage_rank int, opportunities bigint, mean_days numeric, median_days numeric)
language sql stable
as $$
    select pipeline, stage, stage_rank, opportunities, mean_days, median_days
      from report.funnel_stays(instant => instant, period => period, filter => filter, monthly => false)
$$;
comment on function report.funnel_stay is
    'How long opportunities stay in a stage, in days.
stage-stay v1 = time in a stage up to asOf of the opportunities that entered it in the period: mean and median of their totals';

create function report.funnel_wins_by(
    instant report.instant, period report.period, dimension text, filter report.filter default null)
returns table (
    key text, currency text, won bigint, lost bigint, won_amount numeric, lost_amount numeric, win_rate numeric,
    win_rate_by_amount numeric, average_deal_size numeric, mean_cycle_days numeric, median_cycle_days numeric,
    open bigint, velocity numeric, held bigint)
language sql stable
as $$
    with chosen as (
        select o.*, false as closed
          from report.opportunities(instant, filter, 'OPEN') o
        union all
        select o.*, true
          from report.opportunities(instant, filter, null) o
         where o.status <> 'OPEN' and (o.closed_at at time zone o.zone)::date between period.first_day
             and period.last_day
           -- for the index
           and o.closed_at >= report.earliest_begin(period.first_day)
           and o.closed_at < report.latest_end(period.last_day)
    ), keyed as (
        select x.*,
               case dimension
                   when 'TERRITORY' then x.territory
                   when 'REPRESENTATIVE' then x.representative
                   when 'CHANNEL' then x.channel
                   when 'SOURCE' then x.source
                   when 'CUSTOMER' then x.customer_id
                   when 'STAGE' then x.stage
                   when 'LOST_REASON' then x.lost_reason
                   when 'COMPETITOR' then x.competitor
                   when 'SEGMENT' then c.segment
                   when 'INDUSTRY' then c.industry
                   when 'TIER' then c.tier
               end as key
          from chosen x
          left join report.customer_at(instant) c
            on dimension in ('SEGMENT', 'INDUSTRY', 'TIER') and c.id = x.customer_id
    ), total as (
        select key, currency,
               count(*) filter (where closed and status = 'WON') as won,
               count(*) filter (where closed and status = 'LOST') as lost,
               coalesce(sum(amount) filter (where closed and status = 'WON'), 0) as won_amount,
               coalesce(sum(amount) filter (where closed and status = 'LOST'), 0) as lost_amount,
               avg(closed_at - opened_at) filter (where closed and status = 'WON') as mean_cycle,
               percentile_cont(0.5) within group (order by closed_at - opened_at)
                   filter (where closed and status = 'WON') as median_cycle,
               count(*) filter (where status = 'OPEN') as open,
               count(*) filter (where status = 'OPEN' and held) as held
          from keyed
         group by key, currency
    )
    select key, currency, won, lost, won_amount, lost_amount, report.ratio(won, won + lost),
           report.ratio(won_amount, won_amount + lost_amount), round(won_amount / nullif(won, 0), 2),
           report.days(mean_cycle), report.days(median_cycle), open,
           -- the wins cancel out of deal size x win rate
           round((open - held) * won_amount / nullif(won + lost, 0) * 86400 / nullif(extract(epoch from mean_cycle),
               0), 2),
           held
      from total
$$;
comment on function report.funnel_wins_by is
    'What was closed in the period along one dimension, one row for each currency; what customers are as of asOf. Only lost opportunities have a reason and a competitor.
win-rate v1 = won / (won + lost) closed in the period, by count and by amount
average-deal-size v1 = won amount / won opportunities
sales-cycle v1 = closing - opening of the opportunities won, in days: mean and median
velocity v2 = open opportunities that are not on hold x average deal size x win rate / mean cycle in days';

create function report.funnel_wins(instant report.instant, period report.period, filter report.filter default null)
returns table (
    currency text, won bigint, lost bigint, won_amount numeric, lost_amount numeric, win_rate numeric,
    win_rate_by_amount numeric, average_deal_size numeric, mean_cycle_days numeric, median_cycle_days numeric,
    open bigint, velocity numeric, held bigint)
language sql stable
as $$
    select currency, won, lost, won_amount, lost_amount, win_rate, win_rate_by_amount, average_deal_size,
           mean_cycle_days, median_cycle_days, open, velocity, held
      from report.funnel_wins_by(instant => instant, period => period, dimension => 'ALL', filter => filter)
$$;
comment on function report.funnel_wins is
    'What was closed in the period, one row for each currency.
win-rate v1 = won / (won + lost) closed in the period, by count and by amount
average-deal-size v1 = won amount / won opportunities
sales-cycle v1 = closing - opening of the opportunities won, in days: mean and median
velocity v2 = open opportunities that are not on hold x average deal size x win rate / mean cycle in days';

create function report.median_stays(instant report.instant)
returns table (pipeline text, stage text, stay interval)
language plpgsql stable
as $$
declare
    -- months that were over at as_of are counted, the rest is looked at
    this_month date := date_trunc('month', instant.as_of at time zone 'UTC')::date;
begin
    if not report.knows_all(instant) then
        return query
        select v.pipeline, v.stage, percentile_cont(0.5) within group (order by v.left_at - v.entered_at)
          from report.stage_visits(instant, null) v
         where v.left_at is not null
         group by v.pipeline, v.stage;
        return;
    end if;
    return query
    with counted as (
        select x.pipeline, x.stage, x.days, sum(x.visits) as visits
          from (select k.pipeline, k.stage, k.days, k.visits
                  from report.stage_stay k
                 where k.month < this_month
                union all
                select o.pipeline, o.left_stage, extract(day from o.valid_from - o.left_since)::int, 1
                  from report.opportunity o
                 where o.left_stage is not null and o.known_to = 'infinity'
                   and o.valid_from >= this_month::timestamp at time zone 'UTC' and o.valid_from <= instant.as_of) x
         group by x.pipeline, x.stage, x.days
        having sum(x.visits) > 0
    ), cumulated as (
        select c.*, sum(c.visits) over (partition by c.pipeline, c.stage order by c.days) as until,
               sum(c.visits) over (partition by c.pipeline, c.stage) as total
          from counted c
    ), middle as (
        -- of an even number there are two in the middle, which may lie in two buckets
        select c.pipeline, c.stage, min(c.days) as least_days, max(c.days) as most_days,
               min(c.until - c.visits) as before, min(c.total) as total
          from cumulated c
         where c.until > div(c.total - 1, 2) and c.until - c.visits <= div(c.total, 2)
         group by c.pipeline, c.stage
    )
    select m.pipeline, m.stage, percentile_cont(0.5) within group (order by n.stay)
      from middle m
     cross join lateral (
           select o.valid_from - o.left_since as stay
             from report.opportunity o
            where o.pipeline = m.pipeline and o.left_stage = m.stage and o.known_to = 'infinity'
              and o.valid_from - o.left_since >= make_interval(days => m.least_days)
              and o.valid_from - o.left_since < make_interval(days => m.most_days + 1)
              and o.valid_from <= instant.as_of
            order by 1
           offset div(m.total - 1, 2) - m.before limit 1 + mod(m.total - 1, 2)) n
     group by m.pipeline, m.stage;
end
$$;
comment on function report.median_stays is
    'The median finished stay of each stage: as known now from counts per day of stay and a look at the stays of the middle, else from all visits.';

create function report.funnel_stalled(instant report.instant, filter report.filter default null)
returns table (
    id text, territory text, representative text, stage text, stage_rank int, currency text, amount numeric,
    moved_at timestamptz, idle_days numeric, limit_days numeric)
language sql stable
as $$
    with median as (
        select * from report.median_stays(instant)
    )
    select o.id, o.territory, o.representative, o.stage, o.stage_rank, o.currency, o.amount, x.moved_at,
           report.days(instant.as_of - x.moved_at), report.days(l.length)
      from report.opportunities(instant, filter, 'OPEN') o
      left join median m on m.pipeline = o.pipeline and m.stage = o.stage
     cross join lateral (select greatest(2 * m.stay, interval '14 days')) l (length)
     cross join lateral (
           select greatest(o.stage_since, max(a.completed_at))
             from report.activity_at(instant) a
            where a.opportunity_id = o.id and a.status = 'COMPLETED') x (moved_at)
     where not o.held and instant.as_of - x.moved_at > l.length
$$;
comment on function report.funnel_stalled is
    'Opportunities that stand still.
stalled v2 = open, not on hold, and neither stage nor a completed activity changed for longer than twice the median finished stay of the stage, at least 14 days';
