-- What comes out for what is put in.

create function report.yield_key(dimension text, channel text, representative text, territory text)
returns text
language sql immutable
as $$
    select case dimension when 'CHANNEL' then channel when 'REPRESENTATIVE' then representative when 'TERRITORY' then territory
                          else 'ALL' end
$$;
comment on function report.yield_key is 'To what along a dimension something belongs.';

create function report.completed_activities(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[], product_lines text[],
    segments text[], industries text[], channels text[], representatives text[], tiers text[])
returns table (id text, event_id text, channel text, representative text, territory text)
language sql stable
as $$
    select a.id, a.event_id, c.channel, a.representative, a.territory
      from report.activities(
           as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) a
      left join report.customer c
        on c.id = a.customer_id
       and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
     where a.status = 'COMPLETED' and (a.completed_at at time zone a.zone)::date between first_day and last_day
$$;
comment on function report.completed_activities is
    'Activities completed on a day of the period; the channel of one is its customer''s.';

create function report.budget_consumed(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[], product_lines text[],
    segments text[], industries text[], channels text[], representatives text[], tiers text[], into_currency text,
    rate_kind text, rate_plan text)
returns table (
    plan_id text, sequence bigint, territory text, currency text, amount numeric, missing text, own_currency text,
    own_amount numeric, rate numeric)
language sql stable
as $$
    with consumption as (
        select p.id, e.sequence, p.territory, p.currency, d.day, (e.data ->> 'amount')::numeric as amount
          from report.plan p
          join report.event e
            on e.source = '/goal-service' and e.aggregate_id = p.id and e.type = 'plan.ResourceConsumed.v1'
           and e.occurred_at <= as_of and e.recorded_at <= known_at
          join jsonb_to_recordset(p.resources) as r (resource_id text, kind text)
            on r.resource_id = e.data ->> 'resourceId' and r.kind = 'BUDGET'
          left join report.territory t
            on t.id = 'territory-' || p.territory
           and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
         cross join lateral (select (e.occurred_at at time zone coalesce(t.time_zone, 'UTC'))::date) d (day)
         where p.valid_from <= as_of and as_of < p.valid_to and p.known_from <= known_at and known_at < p.known_to
           and d.day between first_day and last_day
           and (roots is null or p.territory in (select report.territories(roots, as_of, known_at)))
           -- money is spent on plans and not on parts of what is sold
           and coalesce(product_lines, segments, industries, budget_consumed.channels, representatives, tiers) is null
    )
    select c.id, c.sequence, c.territory, coalesce(into_currency, c.currency), report.at_rate(c.amount, x.rate, into_currency),
           case when c.currency <> into_currency and x.rate is null
                then report.missing_rate(c.currency, into_currency, rate_kind, rate_plan, x.day) end,
           c.currency, c.amount, x.rate
      from consumption c
     cross join lateral (
           select q.day, case when c.currency <> into_currency
                              then report.rate(c.currency, into_currency, rate_kind, rate_plan, q.day, known_at) end
             from (select report.rate_day(rate_kind, c.day, as_of)) q (day)) x (day, rate)
$$;
comment on function report.budget_consumed is
    'conversion v2: what plans consumed of their budgets on a day of the period. Where a rate is missing the amount is not converted, and missing names it.';

create function report.input_output(
    dimension text, first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null,
    into_currency text default null, rate_kind text default 'BOOKING', rate_plan text default null)
returns table (
    key text, currency text, won bigint, won_amount numeric, activities bigint, won_per_activity numeric,
    activities_per_win numeric, budget_spent numeric, won_per_budget numeric, refusal text, complete boolean,
    unconverted text)
language sql stable
as $$
    with win as (
        select report.yield_key(dimension, o.channel, o.representative, o.territory) as key, o.currency, count(*) as won,
               sum(o.amount) as amount,
               array_agg(row(o.missing, o.own_currency, o.own_amount)::report.unrated) filter (where o.missing is not null) as unrated
          from report.opportunities_in(
               as_of, known_at, 'WON', roots, product_lines, segments, industries, channels, representatives, tiers, into_currency,
               rate_kind, rate_plan) o
         where o.closed_day between first_day and last_day
         group by 1, o.currency
    ), done as (
        select report.yield_key(dimension, a.channel, a.representative, a.territory) as key, count(*) as activities
          from report.completed_activities(
               first_day, last_day, as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) a
         group by 1
    ), spent as (
        select report.yield_key(dimension, null, null, b.territory) as key, b.currency,
               sum(b.amount) filter (where b.missing is null) as amount,
               array_agg(row(b.missing, b.own_currency, b.own_amount)::report.unrated) filter (where b.missing is not null) as unrated
          from report.budget_consumed(
               first_day, last_day, as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers,
               into_currency, rate_kind, rate_plan) b
         where dimension in ('ALL', 'TERRITORY')
         group by 1, b.currency
    )
    select coalesce(k.key, d.key), coalesce(k.currency, into_currency), coalesce(w.won, 0),
           a.won, coalesce(d.activities, 0), round(a.won / nullif(d.activities, 0), 2),
           round(coalesce(d.activities, 0)::numeric / nullif(w.won, 0), 2),
           case when dimension in ('ALL', 'TERRITORY')
                 and coalesce(product_lines, segments, industries, channels, representatives, tiers) is null
                then a.spent end,
           round(a.won / nullif(a.spent, 0), 4), m.refusal, m.refusal is null,
           report.unconverted(w.unrated || s.unrated)
      from (select w.key, w.currency from win w union select s.key, s.currency from spent s) k
      full join done d on d.key = k.key
      left join win w on w.key = k.key and w.currency = k.currency
      left join spent s on s.key = k.key and s.currency = k.currency
     cross join lateral (select coalesce(report.refusal(w.unrated), report.refusal(s.unrated))) m (refusal)
     cross join lateral (
           select report.converted_sum(w.amount, report.refusal(w.unrated)),
                  report.converted_sum(s.amount, report.refusal(s.unrated))) a (won, spent)
$$;
comment on function report.input_output is
    'input-output v1 = amount won in the period / activities completed in it, and / budget that plans consumed in it, along one dimension; the channel of an activity is its customer''s. No event says for which channel or representative budget was spent: along these there is none. In each currency that was won or spent in, or in the one that is asked for.';
