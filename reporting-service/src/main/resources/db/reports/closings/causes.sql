-- The events behind closed goals.

create function report.goal_closing_causes(instant report.instant, roots text[], only_goal text)
returns setof report.cause
language sql stable
as $$
    with closing as materialized (
        select c.goal_id, c.event_id, c.known_then, c.currency, c.closed_actual, c.closed_at
          from report.goal_closings(instant, roots, only_goal) c
    )
    select (report.cause(c.goal_id || ': closed', e, 0, c.currency, null, c.closed_actual)).*
      from closing c
      join report.event e on e.source = '/goal-service' and e.aggregate_id = c.goal_id and e.event_id = c.event_id
    union all
    select x.source_part, x.source, x.aggregate_id, x.sequence, x.line, x.event_id, x.type, x.occurred_at,
           x.recorded_at, x.link,
           x.currency, x.quantity, x.amount, x.rate, x.converted_currency, x.converted_amount, x.unavailable_reason
      from (select c.goal_id || ': since' as source_part, e.*, c.known_then, c.closed_at
              from closing c
             cross join lateral report.goal_causes(instant => instant, roots => null, only_goal => c.goal_id) e
             where split_part(e.type, '.', 1) <> 'goal') x
     where x.recorded_at > x.known_then or x.occurred_at > x.closed_at
$$;
comment on function report.goal_closing_causes is
    'The events behind as-closed v1: the closing, part of which is the goal and closed, and what was recorded or happened in its scope and period since, part of which is the goal and since.';
