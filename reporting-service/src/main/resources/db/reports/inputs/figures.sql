-- What comes out for what is put in.

create function report.yield_key(dimension text, channel text, representative text, territory text)
returns text
language sql immutable
as $$
    select case dimension when 'CHANNEL' then channel when 'REPRESENTATIVE' then representative
           when 'TERRITORY' then territory
                          else 'ALL' end
$$;
comment on function report.yield_key is 'To what along a dimension something belongs.';

create function report.completed_activities(instant report.instant, period report.period, filter report.filter)
returns table (id text, event_id text, channel text, representative text, territory text)
language sql stable
as $$
    select a.id, a.event_id, c.channel, a.representative, a.territory
      from report.activities(instant, filter) a
      left join report.customer_at(instant) c
        on c.id = a.customer_id
     where a.status = 'COMPLETED' and (a.completed_at at time zone a.zone)::date between period.first_day
         and period.last_day
$$;
comment on function report.completed_activities is
    'Activities completed on a day of the period; the channel of one is its customer''s.';

create function report.budget_consumed(
    instant report.instant, period report.period, filter report.filter, money report.money)
returns table (
    plan_id text, sequence bigint, territory text, currency text, amount numeric, missing text, own_currency text,
    own_amount numeric, rate numeric)
language sql stable
as $$
    with consumption as (
        select p.id, e.sequence, p.territory, p.currency, d.day, (e.data ->> 'amount')::numeric as amount
          from report.plan_at(instant) p
          join report.event e
            on e.source = '/goal-service' and e.aggregate_id = p.id and e.type = 'plan.ResourceConsumed.v1'
           and e.occurred_at <= instant.as_of and e.recorded_at <= instant.known_at
          join jsonb_to_recordset(p.resources) as r (resource_id text, kind text)
            on r.resource_id = e.data ->> 'resourceId' and r.kind = 'BUDGET'
          left join report.territory_at(instant) t
            on t.id = 'territory-' || p.territory
         cross join lateral (select (e.occurred_at at time zone coalesce(t.time_zone, 'UTC'))::date) d (day)
         where d.day between period.first_day and period.last_day
           and (filter.roots is null or p.territory in (select report.territories(instant, filter.roots)))
           -- money is spent on plans and not on parts of what is sold
           and not report.is_narrowed(filter)
    )
    select c.id, c.sequence, c.territory, coalesce(money.into_currency, c.currency),
           report.at_rate(c.amount, x.rate, money.into_currency),
           case when c.currency <> money.into_currency and x.rate is null
                then report.missing_rate(c.currency, money, x.day) end,
           c.currency, c.amount, x.rate
      from consumption c
     cross join lateral (
           select q.day, case when c.currency <> money.into_currency
                              then report.rate(c.currency, money, q.day, instant.known_at) end
             from (select report.rate_day(money.rate_kind, c.day, instant.as_of)) q (day)) x (day, rate)
$$;
comment on function report.budget_consumed is
    'conversion v2: what plans consumed of their budgets on a day of the period. Where a rate is missing the amount is not converted, and missing names it.';

create function report.input_output(
    instant report.instant, period report.period, dimension text, filter report.filter default null,
    money report.money default null)
returns table (
    key text, currency text, won bigint, won_amount numeric, activities bigint, won_per_activity numeric,
    activities_per_win numeric, budget_spent numeric, won_per_budget numeric, unavailable_reason text, complete boolean,
    unconverted text)
language sql stable
as $$
    with win as (
        select report.yield_key(dimension, o.channel, o.representative, o.territory) as key, o.currency,
               count(*) as won,
               sum(o.amount) as amount,
               array_agg(row(o.missing, o.own_currency,
                             o.own_amount)::report.unrated) filter (where o.missing is not null) as unrated
          from report.opportunities_in(instant => instant, filter => filter, money => money, wanted_status => 'WON') o
         where o.closed_day between period.first_day and period.last_day
         group by 1, o.currency
    ), done as (
        select report.yield_key(dimension, a.channel, a.representative, a.territory) as key, count(*) as activities
          from report.completed_activities(instant, period, filter) a
         group by 1
    ), spent as (
        select report.yield_key(dimension, null, null, b.territory) as key, b.currency,
               sum(b.amount) filter (where b.missing is null) as amount,
               array_agg(row(b.missing, b.own_currency,
                             b.own_amount)::report.unrated) filter (where b.missing is not null) as unrated
          from report.budget_consumed(instant => instant, period => period, filter => filter, money => money) b
         where dimension in ('ALL', 'TERRITORY')
         group by 1, b.currency
    )
    select coalesce(k.key, d.key), coalesce(k.currency, money.into_currency), coalesce(w.won, 0),
           a.won, coalesce(d.activities, 0), round(a.won / nullif(d.activities, 0), 2),
           round(coalesce(d.activities, 0)::numeric / nullif(w.won, 0), 2),
           case when dimension in ('ALL', 'TERRITORY')
                 and not report.is_narrowed(filter)
                then a.spent end,
           round(a.won / nullif(a.spent, 0), 4), m.unavailable_reason, m.unavailable_reason is null,
           report.unconverted(w.unrated || s.unrated)
      from (select w.key, w.currency from win w union select s.key, s.currency from spent s) k
      full join done d on d.key = k.key
      left join win w on w.key = k.key and w.currency = k.currency
      left join spent s on s.key = k.key and s.currency = k.currency
     cross join lateral (select coalesce(report.unavailable_reason(w.unrated), report.unavailable_reason(s.unrated))) m (unavailable_reason)
     cross join lateral (
           select report.converted_sum(w.amount, report.unavailable_reason(w.unrated)),
                  report.converted_sum(s.amount, report.unavailable_reason(s.unrated))) a (won, spent)
$$;
comment on function report.input_output is
    'What comes out for what is put in, along one dimension, in each currency that was won or spent in or in the one that is asked for. The channel of an activity is its customer''s. No event says for which channel or representative budget was spent: along these there is none.
input-output v1 = amount won in the period / activities completed in it; / budget that plans consumed in it';
