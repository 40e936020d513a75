-- Trees of goals. A parent is measured on its own scope; what its children make is shown beside it.

create function report.goal_children(
    instant report.instant, money report.money default null, roots text[] default null, only_goal text default null,
    cap numeric default null)
returns table (
    parent_id text, decomposition_id text, dimension text, goal_id text, name text, owner text, territory text,
    status text,
    metric text, currency text, period_from date, period_to date, target numeric, original_target numeric, revision int,
    actual numeric, unavailable_reason text, attainment numeric, counted_attainment numeric, weight_share numeric,
    complete boolean, unconverted text)
language sql stable
as $$
    with parent as materialized (
        select *
          from report.goals(
               instant => instant, roots => roots, only_goals => report.only(only_goal),
               in_currency => money.into_currency,
               statuses => case when only_goal is null then report.standing_statuses() end)
    ), allotted as materialized (
        select p.id as parent_id, d.decomposition_id, d.dimension, x.goal_id, x.weight, p.currency, p.plan_id
          from parent p
         cross join jsonb_to_recordset(p.decompositions) as d (decomposition_id text, dimension text, parts jsonb)
         cross join jsonb_to_recordset(d.parts) as x (goal_id text, weight numeric)
    ), listed as materialized (
        select * from allotted
        union all
        select p.id, null, null, g.id, g.weight, p.currency, p.plan_id
          from parent p
          join report.goal_at(instant) g on g.parent_id = p.id
         where g.id not in (select a.goal_id from allotted a)
    ), child as (
        select l.parent_id as under, l.decomposition_id, l.dimension, l.weight as allotted_weight,
               l.plan_id as parent_plan, g.*
          from (select x.currency, array_agg(distinct x.goal_id) as goals from listed x group by x.currency) same
         cross join lateral report.goals(
               instant => instant, roots => null, only_goals => same.goals, in_currency => same.currency) g
          join listed l on l.goal_id = g.id and l.currency is not distinct from same.currency
         where g.status not in ('ABANDONED', 'REJECTED')
    ), weighed as (
        select c.*,
               report.attained(c.metric, case when c.metric = 'GROWTH' then m.amount else m.actual end,
                               report.grown(c.metric, c.baseline, c.target)) as attainment, m.actual,
                               coalesce(c.unavailable_reason, m.unavailable_reason) as why_not, m.unconverted,
               case when bool_and(c.allotted_weight is not null) over one then c.allotted_weight
                    when bool_and(report.adds_up(c.metric)) over one
                     and min(c.metric) over one = max(c.metric) over one and sum(c.target) over one > 0 then c.target
                    else 1 end as weighs
          from child c
          left join lateral report.measure(
               instant => instant, period => report.period(c.period_from, c.period_to),
               filter => c.scope,
               money => report.at_plan_rates(money, c.currency, coalesce(c.parent_plan, c.plan_id)),
               metric => c.metric, activity_kind => c.activity_kind, baseline => c.baseline * c.growth_share,
               numerator => c.numerator, until => c.today) m
            on c.unavailable_reason is null
        window one as (partition by c.under, c.decomposition_id)
    )
    select w.under, w.decomposition_id, w.dimension, w.id, w.name, w.owner, w.territory, w.status, w.metric, w.currency,
           w.period_from, w.period_to, w.target, w.original_target, w.revision, w.actual, w.why_not, w.attainment,
           least(w.attainment, coalesce(cap, w.attainment_cap)),
           report.ratio(w.weighs, sum(w.weighs) over (partition by w.under, w.decomposition_id)), w.why_not is null,
           w.unconverted
      from weighed w
$$;
comment on function report.goal_children is
    'A goal''s children by decomposition, and those that stand beside any, with their targets as they are allotted at asOf, in the parent''s currency.
goal-weight v1 = as is written; where that is not written, sums of one metric by their targets, all else alike';

create function report.goal_rollup(
    instant report.instant, money report.money default null, roots text[] default null, only_goal text default null,
    cap numeric default null)
returns table (
    goal_id text, name text, metric text, currency text, target numeric, actual numeric, unavailable_reason text,
    attainment numeric,
    decomposition_id text, dimension text, children bigint, children_target numeric, children_actual numeric,
    difference numeric, in_no_child numeric, in_several numeric, outside numeric, score numeric, unmeasured bigint,
    complete boolean, unconverted text)
language sql stable
as $$
    with parent as materialized (
        select g.*, m.actual, m.amount, coalesce(g.unavailable_reason, m.unavailable_reason) as why_not, m.unconverted
          from report.goals(
               instant => instant, roots => roots, only_goals => report.only(only_goal),
               in_currency => money.into_currency,
               statuses => case when only_goal is null then report.standing_statuses() end) g
          left join lateral report.measure(
               instant => instant, period => report.period(g.period_from, g.period_to),
               filter => g.scope,
               money => report.at_plan_rates(money, g.currency, g.plan_id), metric => g.metric,
               activity_kind => g.activity_kind, baseline => g.baseline * g.growth_share, numerator => g.numerator,
               until => g.today) m
            on g.unavailable_reason is null
    ), child as materialized (
        select * from report.goal_children(
            instant => instant, money => money, roots => roots, only_goal => only_goal, cap => cap)
    ), split as materialized (
        select c.parent_id, c.decomposition_id, c.dimension, count(*) as children,
               bool_and(report.adds_up(c.metric) and c.metric = p.metric) as alike,
               sum(c.target) as target, case when count(*) = count(c.actual) then sum(c.actual) end as actual,
               case when count(*) = count(c.attainment)
                    then round(sum(c.counted_attainment * c.weight_share) / nullif(sum(c.weight_share), 0),
                               6) end as score,
               count(*) - count(c.attainment) as unmeasured, bool_and(c.complete) as complete
          from child c
          join parent p on p.id = c.parent_id
         group by c.parent_id, c.decomposition_id, c.dimension
    ), sold as (
        select s.parent_id, s.decomposition_id, e.id, e.sequence, e.line, e.value
          from split s
          join parent p on p.id = s.parent_id
         cross join lateral report.goal_sales(
               instant => instant, money => report.at_plan_rates(money, p.currency, p.plan_id), only_goal => p.id,
               counted => p.metric) e
         where s.alike and p.actual is not null
    ), sold_by_children as (
        select c.parent_id, c.decomposition_id, e.id, e.sequence, e.line, e.value, count(*) as times
          from child c
          join split s on s.parent_id = c.parent_id and s.decomposition_id is not distinct from c.decomposition_id
          join parent p on p.id = c.parent_id
         cross join lateral report.goal_sales(
               instant => instant, money => report.at_plan_rates(money, p.currency, p.plan_id),
               only_goal => c.goal_id, counted => p.metric) e
         where s.alike and p.actual is not null
         group by c.parent_id, c.decomposition_id, e.id, e.sequence, e.line, e.value
    ), explained as (
        select coalesce(o.parent_id, b.parent_id) as parent_id,
               coalesce(o.decomposition_id, b.decomposition_id) as decomposition_id,
               coalesce(sum(o.value) filter (where b.id is null), 0) as in_no_child,
               coalesce(sum(b.value * (b.times - 1)) filter (where o.id is not null), 0) as in_several,
               coalesce(sum(b.value * b.times) filter (where o.id is null), 0) as outside
          from sold o
          full join sold_by_children b
            on b.parent_id = o.parent_id and coalesce(b.decomposition_id, '') = coalesce(o.decomposition_id, '')
           and b.id = o.id and b.sequence = o.sequence and b.line = o.line
         group by 1, 2
    )
    select p.id, p.name, p.metric, p.currency, p.target, p.actual, p.why_not,
           report.attained(p.metric, case when p.metric = 'GROWTH' then p.amount else p.actual end,
                           report.grown(p.metric, p.baseline, p.target)),
           s.decomposition_id, s.dimension, coalesce(s.children, 0), case when s.alike then s.target end,
           case when s.alike then s.actual end, case when s.alike then p.actual - s.actual end,
           case when p.metric in ('SALES_AMOUNT', 'GROSS_PROFIT', 'UNITS') and s.alike and s.actual is not null
                then coalesce(e.in_no_child, 0) end,
           case when p.metric in ('SALES_AMOUNT', 'GROSS_PROFIT', 'UNITS') and s.alike and s.actual is not null
                then coalesce(e.in_several, 0) end,
           case when p.metric in ('SALES_AMOUNT', 'GROSS_PROFIT', 'UNITS') and s.alike and s.actual is not null
                then coalesce(e.outside, 0) end,
           s.score, coalesce(s.unmeasured, 0), p.why_not is null and coalesce(s.complete, true), p.unconverted
      from parent p
      left join split s on s.parent_id = p.id
      left join explained e on e.parent_id = p.id and e.decomposition_id is not distinct from s.decomposition_id
$$;
comment on function report.goal_rollup is
    'A goal on its own scope, and beside it, for each decomposition, its children. complete: nothing of the goal or of its children is left out for want of a rate.
roll-up v1 = the goal on its own scope beside the sum of its children; for sales the difference is what is in no child - what is in several - what is outside the goal
goal-score v1 = sum of weight x attainment, each attainment counted up to the cap, / sum of weights; null where a child is not measured';

create function report.goal_allotments(
    instant report.instant, roots text[] default null, only_goal text default null)
returns table (
    goal_id text, name text, since timestamptz, target numeric, change numeric, reason text, event_id text,
    recorded_at timestamptz)
language sql stable
as $$
    select x.id, x.name, x.valid_from, x.target, x.target - x.before, e.data ->> 'reason', x.event_id, e.recorded_at
      from (select g.id, g.name, g.valid_from, g.sequence, g.event_id, g.target,
                   lag(g.target) over (partition by g.id order by g.valid_from, g.sequence) as before
              from report.goal g
             where g.id in (select c.goal_id from report.goal_children(
                 instant => instant, roots => roots, only_goal => only_goal) c)
               and g.valid_from <= instant.as_of and g.known_from <= instant.known_at
                   and instant.known_at < g.known_to) x
      join report.event e on e.source = '/goal-service' and e.aggregate_id = x.id and e.sequence = x.sequence
     where x.before is distinct from x.target
$$;
comment on function report.goal_allotments is
    'What a goal''s children were allotted from when on, and why it changed.
allotment v1 = the target that a child has from an instant on; its change is against what it had before';
