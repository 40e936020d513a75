-- The events behind the roll-up of goals.

create function report.goal_rollup_causes(
    instant report.instant, roots text[], only_goal text, money report.money default null)
returns setof report.cause
language sql stable
as $$
    select * from report.goal_causes(instant => instant, roots => roots, only_goal => only_goal, money => money)
    union all
    select x.*
      from report.goals(
           instant => instant, roots => roots, only_goals => report.only(only_goal),
           in_currency => money.into_currency) p
      join report.goal_children(instant => instant, money => money, roots => roots, only_goal => only_goal) c
        on c.parent_id = p.id
     cross join lateral report.goal_causes(
           instant => instant, roots => null, only_goal => c.goal_id,
           money => report.money(p.currency, money.rate_kind, coalesce(money.rate_plan, p.plan_id)),
           as_part => 'child ' || c.goal_id || coalesce(' of ' || c.decomposition_id, '')) x
$$;
comment on function report.goal_rollup_causes is
    'The causes of a goal, part of which is its id, and for each decomposition those of its children, part of which is child, the child''s id and the decomposition''s. An event that several of them count is there for each.';
