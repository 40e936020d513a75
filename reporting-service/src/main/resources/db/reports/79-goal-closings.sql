-- Closed goals: as they were closed, and as they would be now.

create function report.goal_closings(
    as_of timestamptz, known_at timestamptz, roots text[] default null, only_goal text default null)
returns table (
    goal_id text, name text, owner text, territory text, metric text, currency text, outcome text, closed_at timestamptz,
    closed_target numeric, closed_actual numeric, measured_actual numeric, stated_difference numeric, stated_reason text,
    stated_by text, restated_actual numeric, refusal text, late_difference numeric, difference numeric,
    closed_attainment numeric, restated_attainment numeric, restated_outcome text, event_id text, known_then timestamptz,
    complete boolean, unconverted text)
language sql stable
as $$
    select g.id, g.name, g.owner, g.territory, g.metric, g.currency, g.status, c.occurred_at, x.target, x.actual, measured.actual,
           x.actual - measured.actual, x.reason, x.stated_by, m.actual, coalesce(g.refusal, m.refusal), m.actual - measured.actual,
           m.actual - x.actual, report.attained(g.metric, report.grown(g.metric, g.baseline, x.actual), w.whole),
           report.attained(g.metric, w.done, w.whole),
           case when report.completed(g.metric, w.done, w.whole) >= 1 or report.lower_is_better(g.metric) and w.done = 0
                then 'ACHIEVED' when w.done is not null then 'MISSED' end,
           c.event_id, x.known_then, coalesce(g.refusal, m.refusal) is null, m.unconverted
      from report.goals(as_of, known_at, roots, report.only(only_goal), null, null, array['ACHIEVED', 'MISSED']) g
     cross join lateral (
           select e.* from report.event e
            where e.source = '/goal-service' and e.aggregate_id = g.id and e.type = 'goal.GoalClosed.v1'
              and e.occurred_at <= as_of and e.recorded_at <= known_at
            order by e.sequence desc limit 1) c
     cross join lateral (
           select (c.data ->> 'actual')::numeric, coalesce((c.data ->> 'target')::numeric, g.target),
                  (c.data #>> '{measured,actual}')::numeric, c.data #>> '{stated,reason}', c.data #>> '{stated,by}',
                  coalesce((c.data #>> '{measured,asOf}')::timestamptz, c.occurred_at),
                  least(coalesce((c.data #>> '{measured,knownAt}')::timestamptz, c.recorded_at), known_at))
           x (actual, target, measured_then, reason, stated_by, seen_then, known_then)
      left join lateral report.measure(
           g.metric, g.activity_kind, g.currency, g.baseline * g.growth_share, g.numerator, as_of, known_at, g.period_from,
           g.period_to, g.territory, g.product_lines, g.segments, g.industries, g.channels, g.representative, 'PLAN', g.plan_id,
           'ORIGINAL', g.today) m on g.refusal is null
      -- what the closing does not say itself is measured again, by what was known then
      left join lateral report.measure(
           g.metric, g.activity_kind, g.currency, g.baseline, g.numerator, x.seen_then, x.known_then, g.period_from,
           g.period_to, g.territory, g.product_lines, g.segments, g.industries, g.channels, g.representative, 'PLAN', g.plan_id,
           'ORIGINAL', g.period_to) again on g.refusal is null and x.measured_then is null
     cross join lateral (select coalesce(x.measured_then, again.actual)) measured (actual)
     cross join lateral (
           select case when g.metric = 'GROWTH' then m.amount else m.actual end, report.grown(g.metric, g.baseline, x.target))
           w (done, whole)
$$;
comment on function report.goal_closings is
    'as-closed v1: the figure that a goal was closed with, beside what was measured then and what is measured now. difference = restated_actual - closed_actual = late_difference - stated_difference: what was entered or happened since, and what the closer stated beside the measured figure.';

create function report.goal_closing_causes(
    as_of timestamptz, known_at timestamptz, roots text[], wanted_goal text)
returns setof report.cause
language sql stable
as $$
    with closing as materialized (
        select c.goal_id, c.event_id, c.known_then, c.currency, c.closed_actual, c.closed_at
          from report.goal_closings(as_of, known_at, roots, wanted_goal) c
    )
    select (report.cause(c.goal_id || ': closed', e, 0, c.currency, null, c.closed_actual)).*
      from closing c
      join report.event e on e.source = '/goal-service' and e.aggregate_id = c.goal_id and e.event_id = c.event_id
    union all
    select x.source_part, x.source, x.aggregate_id, x.sequence, x.line, x.event_id, x.type, x.occurred_at, x.recorded_at, x.link,
           x.currency, x.quantity, x.amount, x.rate, x.converted_currency, x.converted_amount, x.refusal
      from (select c.goal_id || ': since' as source_part, e.*, c.known_then, c.closed_at
              from closing c
             cross join lateral report.goal_causes(as_of, known_at, null, c.goal_id) e
             where split_part(e.type, '.', 1) <> 'goal') x
     where x.recorded_at > x.known_then or x.occurred_at > x.closed_at
$$;
comment on function report.goal_closing_causes is
    'The events behind as-closed v1: the closing, part of which is the goal and closed, and what was recorded or happened in its scope and period since, part of which is the goal and since.';

create view bi.goal_closing as
select * from report.goal_closings(now(), now(), report.bi_roots(current_user));
comment on view bi.goal_closing is 'Every closed goal: the figure that it was closed with, what was measured then, and what is measured now.';
comment on column bi.goal_closing.goal_id is 'The goal''s id.';
comment on column bi.goal_closing.name is 'The goal''s name.';
comment on column bi.goal_closing.owner is 'Whose goal it is.';
comment on column bi.goal_closing.territory is 'The code of its territory.';
comment on column bi.goal_closing.metric is 'What it counts.';
comment on column bi.goal_closing.currency is 'ISO 4217; null where it is no sum of money.';
comment on column bi.goal_closing.outcome is 'ACHIEVED or MISSED, as it was closed.';
comment on column bi.goal_closing.closed_at is 'When it was closed.';
comment on column bi.goal_closing.closed_target is 'The target that it was closed against.';
comment on column bi.goal_closing.closed_actual is 'The figure that it was closed with.';
comment on column bi.goal_closing.measured_actual is 'What was measured then, by what was known then.';
comment on column bi.goal_closing.stated_difference is 'What the closer stated beside the measured figure.';
comment on column bi.goal_closing.stated_reason is 'Why another figure than the measured one was stated.';
comment on column bi.goal_closing.stated_by is 'Who stated it.';
comment on column bi.goal_closing.restated_actual is 'What is measured by what is known now.';
comment on column bi.goal_closing.refusal is 'Why there is no such figure, or what it lacks.';
comment on column bi.goal_closing.late_difference is 'What was entered or happened since: restated less measured.';
comment on column bi.goal_closing.difference is 'restated_actual - closed_actual.';
comment on column bi.goal_closing.closed_attainment is 'Attainment as it was closed, a share.';
comment on column bi.goal_closing.restated_attainment is 'Attainment by what is known now, a share.';
comment on column bi.goal_closing.restated_outcome is 'ACHIEVED or MISSED by what is known now.';
comment on column bi.goal_closing.event_id is 'The event that closed it.';
comment on column bi.goal_closing.known_then is 'What had been recorded by then counts as known at the closing.';
comment on column bi.goal_closing.complete is 'Whether nothing is left out of the restated figure.';
comment on column bi.goal_closing.unconverted is 'What is left out: of each currency the amount and the first day.';
