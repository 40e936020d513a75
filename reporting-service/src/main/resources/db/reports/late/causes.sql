-- What was recorded late.

create function report.late_causes(
    instant report.instant, subjects text[], known_before timestamptz, filter report.filter default null)
returns setof report.cause
language sql stable
as $$
    with late as materialized (
        select e.source, e.aggregate_id, e.sequence from report.event e
         where e.recorded_at > known_before and e.recorded_at <= instant.known_at and e.occurred_at <= instant.as_of
           and split_part(e.type, '.', 1) = any (subjects)
    ), seen (id) as (
        select o.id
          from report.opportunities(instant, filter, null) o
         where 'opportunity' = any (subjects)
        union all
        select s.id
          from report.sales(
               instant => instant, period => report.period('0001-01-01', '9999-12-30'), filter => filter) s
         where 'order' = any (subjects)
        union all
        select a.id
          from report.activities(instant, filter) a
         where 'activity' = any (subjects)
        union all
        select c.id
          from report.customer_at(instant) c
         where 'customer' = any (subjects)
           and (filter.roots is null or c.territory in (select report.territories(instant, filter.roots)))
        union all
        select g.id
          from report.goal_at(instant) g
         where 'goal' = any (subjects)
           and (filter.roots is null or g.territory in (select report.territories(instant, filter.roots)))
        union all
        select p.id
          from report.plans(instant, filter.roots) p
         where 'plan' = any (subjects)
        union all
        select s.id
          from report.plans(instant, filter.roots) p
          join report.incentive_scheme_at(instant) s on s.plan_id = p.id
         where 'incentive' = any (subjects)
    )
    select (report.cause(split_part(e.type, '.', 1), e)).*
      from late l
      join report.event e on e.source = l.source and e.aggregate_id = l.aggregate_id and e.sequence = l.sequence
     where l.aggregate_id in (select id from seen)
$$;
comment on function report.late_causes is
    'What happened by as_of and was recorded after known_before: late and backdated entries, of what lies in the scope.';
