-- Closed goals: as they were closed, and as they would be now.

create function report.goal_closings(instant report.instant, roots text[] default null, only_goal text default null)
returns table (
    goal_id text, name text, owner text, territory text, metric text, currency text, outcome text,
    closed_at timestamptz,
    closed_target numeric, closed_actual numeric, measured_actual numeric, stated_difference numeric,
    stated_reason text,
    stated_by text, restated_actual numeric, unavailable_reason text, late_difference numeric, difference numeric,
    closed_attainment numeric, restated_attainment numeric, restated_outcome text, event_id text,
    known_then timestamptz,
    complete boolean, unconverted text)
language sql stable
as $$
    select g.id, g.name, g.owner, g.territory, g.metric, g.currency, g.status, c.occurred_at, x.target, x.actual,
           measured.actual,
           x.actual - measured.actual, x.reason, x.stated_by, m.actual, coalesce(g.unavailable_reason, m.unavailable_reason),
           m.actual - measured.actual,
           m.actual - x.actual, report.attained(g.metric, report.grown(g.metric, g.baseline, x.actual), w.whole),
           report.attained(g.metric, w.done, w.whole),
           case when report.completed(g.metric, w.done, w.whole) >= 1 or report.lower_is_better(g.metric) and w.done = 0
                then 'ACHIEVED' when w.done is not null then 'MISSED' end,
           c.event_id, x.known_then, coalesce(g.unavailable_reason, m.unavailable_reason) is null, m.unconverted
      from report.goals(
           instant => instant, roots => roots, only_goals => report.only(only_goal),
           statuses => array['ACHIEVED', 'MISSED']) g
     cross join lateral (
           select e.* from report.event e
            where e.source = '/goal-service' and e.aggregate_id = g.id and e.type = 'goal.GoalClosed.v1'
              and e.occurred_at <= instant.as_of and e.recorded_at <= instant.known_at
            order by e.sequence desc limit 1) c
     cross join lateral (
           select (c.data ->> 'actual')::numeric, coalesce((c.data ->> 'target')::numeric, g.target),
                  (c.data #>> '{measured,actual}')::numeric, c.data #>> '{stated,reason}', c.data #>> '{stated,by}',
                  coalesce((c.data #>> '{measured,asOf}')::timestamptz, c.occurred_at),
                  least(coalesce((c.data #>> '{measured,knownAt}')::timestamptz, c.recorded_at), instant.known_at))
           x (actual, target, measured_then, reason, stated_by, seen_then, known_then)
      left join lateral report.measure(
           instant => instant, period => report.period(g.period_from, g.period_to),
           filter => g.scope,
           money => report.money(g.currency, 'PLAN', g.plan_id),
           metric => g.metric, activity_kind => g.activity_kind, baseline => g.baseline * g.growth_share,
           numerator => g.numerator, until => g.today) m on g.unavailable_reason is null
      -- what the closing does not say itself is measured again, by what was known then
      left join lateral report.measure(
           instant => report.instant(x.seen_then, x.known_then), period => report.period(g.period_from, g.period_to),
           filter => g.scope,
           money => report.money(g.currency, 'PLAN', g.plan_id),
           metric => g.metric, activity_kind => g.activity_kind, baseline => g.baseline, numerator => g.numerator,
           until => g.period_to) again on g.unavailable_reason is null and x.measured_then is null
     cross join lateral (select coalesce(x.measured_then, again.actual)) measured (actual)
     cross join lateral (
           select case when g.metric = 'GROWTH' then m.amount else m.actual end,
                  report.grown(g.metric, g.baseline, x.target))
           w (done, whole)
$$;
comment on function report.goal_closings is
    'Closed goals: the figure that a goal was closed with, beside what was measured then and what is measured now.
as-closed v1 = restated - closed = (restated - measured then) - (closed - measured then): what was entered or happened since, less what the closer stated beside the measured figure';
