-- Which goals make up a territory's target.

create function report.territory_goals(as_of timestamptz, known_at timestamptz, roots text[])
returns table (
    territory text, goal_id text, distance int, metric text, currency text, period_from date, period_to date, adds_up boolean)
language sql stable
as $$
    with recursive tree as materialized (
        select t.code, t.parent from report.territory t
         where t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
    ), above (territory, above, distance) as (
        select code, code, 0 from tree
        union all
        -- deeper than any organisation: a tree that is broken for a while must not loop
        select a.territory, tree.parent, a.distance + 1
          from above a join tree on tree.code = a.above where tree.parent is not null and a.distance < 50
    ), goal as materialized (
        select g.id, g.parent_id, g.metric, g.activity_kind, g.currency, g.period_from, g.period_to, g.territory,
               g.product_lines, g.segments, g.industries, g.channels, g.representative
          from report.goal g
         where g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
           and g.status in ('APPROVED', 'ACTIVE', 'ACHIEVED', 'MISSED')
           and g.metric is not null and g.target is not null and g.period_from is not null
    ), place as materialized (
        select g.*, a.above, a.distance from goal g join above a on a.territory = g.territory
        union all
        select g.*, null, 51 from goal g
    ), covered as (
        -- by the nearest goal of the same or a wider scope and period; of two that are alike, by the parent or the first
        select p.id, min(p.distance) as distance
          from place p
          join goal w
            on w.metric = p.metric and w.territory is not distinct from p.above and w.id <> p.id
           and w.period_from <= p.period_from and w.period_to >= p.period_to
           and w.activity_kind is not distinct from p.activity_kind
           and (w.product_lines = '{}' or p.product_lines <> '{}' and w.product_lines @> p.product_lines)
           and (w.segments = '{}' or p.segments <> '{}' and w.segments @> p.segments)
           and (w.industries = '{}' or p.industries <> '{}' and w.industries @> p.industries)
           and (w.channels = '{}' or p.channels <> '{}' and w.channels @> p.channels)
           and (w.representative is null or w.representative = p.representative)
         where not (w.territory is not distinct from p.territory and w.period_from = p.period_from and w.period_to = p.period_to
                    and w.product_lines @> p.product_lines and w.product_lines <@ p.product_lines
                    and w.segments @> p.segments and w.segments <@ p.segments
                    and w.industries @> p.industries and w.industries <@ p.industries
                    and w.channels @> p.channels and w.channels <@ p.channels
                    and w.representative is not distinct from p.representative
                    and (w.parent_id is not distinct from p.id
                         or p.parent_id is distinct from w.id and w.id > p.id))
         group by p.id
    )
    select p.above, p.id, nullif(p.distance, 51), p.metric, p.currency, p.period_from, p.period_to, report.adds_up(p.metric)
      from place p
      left join covered c on c.id = p.id
     where (c.distance is null or p.distance < c.distance)
       and (roots is null
            or p.above in (select report.territories(roots, as_of, known_at)))
$$;
comment on function report.territory_goals is
    'For each territory the goals that make up its target: of those set in it and below it, the ones that no other of them covers with its scope and period. So a cascade counts once, at its top. A null territory is the whole organisation.';

create view bi.territory_goal as
select * from report.territory_goals(now(), now(), report.bi_roots(current_user));
comment on view bi.territory_goal is
    'For each territory the goals that make up its target now: of the approved, active and closed ones set in it and below it, those that no other of them covers with its scope and period. Join goal_completion by goal_id and group by territory, metric, currency and period: a cascade counts once, at its top, and never again at its parts. Do not join territory_above as well.';
comment on column bi.territory_goal.territory is 'Code of the territory that it counts for; null: the whole organisation.';
comment on column bi.territory_goal.goal_id is 'Id of the goal.';
comment on column bi.territory_goal.distance is 'Steps from the goal''s own territory up to this one; 0: it was set for this one. Null for the whole organisation.';
comment on column bi.territory_goal.metric is 'What is measured.';
comment on column bi.territory_goal.currency is 'ISO 4217, where the target is an amount.';
comment on column bi.territory_goal.period_from is 'First day.';
comment on column bi.territory_goal.period_to is 'Last day.';
comment on column bi.territory_goal.adds_up is 'Whether targets and actuals of the metric may be added; rates, shares and averages may not.';
