-- The events behind the figures of goals.

create function report.measure_causes(
    instant report.instant, period report.period, filter report.filter, money report.money, part text, metric text,
    activity_kind text, credit text default 'ORIGINAL')
returns setof report.cause
language plpgsql stable
-- a plan for any scope would read all of the ledger, and one for any metric all activities too
set plan_cache_mode = 'force_custom_plan'
as $$
begin
    if metric = 'ACTIVITIES' then
        return query
        select (report.cause(part, e, 0, null, 1)).*
          from report.activities(instant, filter) a
          join report.event e
            on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
         where a.status = 'COMPLETED' and (activity_kind is null or a.kind = activity_kind)
           and (a.completed_at at time zone a.zone)::date between period.first_day and period.last_day;
    elsif metric = 'NEW_CUSTOMERS' then
        return query
        select (report.cause(part, e, 0, null, 1)).*
          from report.first_orders(instant => instant, period => period, filter => filter, credit => credit) f
          join report.event e on e.source = '/activity-service' and e.aggregate_id = f.id and e.sequence = 0;
    elsif metric = 'CUSTOMER_SATISFACTION' then
        return query
        select (report.cause(part, e, 0, null, a.score)).*
          from report.survey_answer a
         cross join lateral (select case credit when 'CURRENT' then instant.as_of else a.occurred_at end) b (at)
          join report.customer_at(report.instant(b.at, instant.known_at)) c on c.id = a.id
          join report.event e
            on e.source = '/customer-service' and e.aggregate_id = a.id and e.sequence = a.sequence
         where a.answered_on between period.first_day and period.last_day and a.occurred_at <= instant.as_of
             and a.recorded_at <= instant.known_at
           and filter.product_lines is null
           and (filter.roots is null or exists (
                select from unnest(array(select m from report.memberships(filter.roots, '-infinity', instant.as_of,
                    instant.known_at) m)) m
                 where m.code = c.territory and m.since <= b.at and b.at < m.until))
           and report.customer_suits(filter, c)
           and (filter.channels is null or c.channel = any (filter.channels))
           and (filter.representatives is null or c.owner = any (filter.representatives));
    else
        return query
        select (report.cause(
                   part, e, s.line, s.own_currency, s.quantity,
                   case metric when 'GROSS_PROFIT' then s.own_amount - s.own_cost else s.own_amount end,
                       money.into_currency, s.rate,
                   case metric when 'GROSS_PROFIT' then s.amount - s.cost else s.amount end, s.missing)).*
          from report.sales_in(
               instant => instant, period => period, filter => filter, money => money, credit => credit) s
          join report.event e
            on e.source = '/activity-service' and e.aggregate_id = s.id and e.sequence = s.sequence;
    end if;
end
$$;
comment on function report.measure_causes is
    'What a metric in a scope and a period is measured from, each with its event: activities and first orders, of quantity 1; answers of surveys, of which quantity is the score; or entries of the sales ledger.';

create function report.goal_causes(
    instant report.instant, roots text[], only_goal text, money report.money default null,
    as_part text default null, credit text default 'ORIGINAL', statuses text[] default null)
returns setof report.cause
language sql stable
as $$
    with wanted as (
        select g.*, coalesce(as_part, g.id) as part, coalesce(money.rate_plan, g.plan_id) as rates_of
          from report.goal_at(instant) g
         where (only_goal is null or g.id = only_goal)
           and (statuses is null or g.status = any (statuses))
           and (roots is null or g.territory in (select report.territories(instant, roots)))
    )
    select (report.cause(g.part, e)).*
      from wanted g
      join report.event e on e.source = '/goal-service' and e.aggregate_id = g.id
     where e.occurred_at <= instant.as_of and e.recorded_at <= instant.known_at
    union all
    select (report.cause(g.part, e)).*
      from wanted g
      join report.event e
        on e.source = '/goal-service' and e.aggregate_id = g.rates_of and e.type = 'plan.MarketAnalysed.v1'
     where g.metric = 'MARKET_SHARE' and e.occurred_at <= instant.as_of and e.recorded_at <= instant.known_at
    union all
    select m.*
      from wanted g
     cross join lateral report.measure_causes(
           instant => instant, period => report.period(g.period_from, g.period_to),
           filter => report.scope(g.territory, g.product_lines, g.segments, g.industries, g.channels, g.representative),
           money => report.at_plan_rates(
               money,
               case when g.metric = 'MARKET_SHARE'
                    then (select p.currency from report.plans(instant => instant, only_plan => g.rates_of) p)
                    when g.currency is not null then coalesce(money.into_currency, g.currency) end,
               g.rates_of),
           part => g.part, metric => g.metric, activity_kind => g.activity_kind, credit => credit) m
     -- a draft may lack it
     where g.metric is not null and g.period_from is not null
$$;
comment on function report.goal_causes is
    'The events of goals, what the plan of a market share says of the market, and what is measured in their scope and period, amounts in the goal''s currency; part is the goal, unless another is given.';

create function report.goal_forecast_causes(
    instant report.instant, roots text[], only_goal text, money report.money default null,
    credit text default 'ORIGINAL', statuses text[] default null)
returns setof report.cause
language sql stable
as $$
    with chosen as (
        select * from report.goals(
               instant => instant, roots => roots, only_goals => report.only(only_goal), statuses => statuses)
         where metric = 'SALES_AMOUNT'
    )
    select c.*
      from chosen g
     cross join lateral report.goal_causes(
           instant => instant, roots => null, only_goal => g.id, money => money, credit => credit) c
    union all
    select (report.cause(
               'open ' || g.id, e, 0, o.own_currency, null, o.own_amount, into_currency, o.rate, o.amount, o.missing)).*
      from chosen g
     cross join lateral (select case when g.currency is not null then coalesce(money.into_currency,
         g.currency) end) i (into_currency)
     cross join lateral report.opportunities_in(
           instant => instant,
           filter => report.scope(g.territory, g.product_lines, g.segments, g.industries, g.channels, g.representative),
           money => report.at_plan_rates(money, i.into_currency, g.plan_id), wanted_status => 'OPEN') o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
     where o.expected_close between g.period_from and g.period_to
$$;
comment on function report.goal_forecast_causes is
    'What goal_causes gives of goals for a sales amount, and the open opportunities that are expected to close in their period, each with the event by which it stands as it does; part of these is open and the goal.';
