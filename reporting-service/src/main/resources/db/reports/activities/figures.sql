-- What was done about customers.

create function report.activities(instant report.instant, filter report.filter)
returns table (
    id text, event_id text, customer_id text, opportunity_id text, kind text, representative text, territory text,
    zone text, planned_at timestamptz, status text, completed_at timestamptz, first_planned_at timestamptz)
language sql stable
as $$
    select a.id, a.event_id, a.customer_id, a.opportunity_id, a.kind, a.representative, a.territory,
           coalesce(t.time_zone, 'UTC'), a.planned_at, a.status, a.completed_at, a.first_planned_at
      from report.activity_at(instant) a
      left join report.territory_at(instant) t
        on t.id = 'territory-' || a.territory
       -- the tree of the day on which it was completed or is planned for
     where (filter.roots is null
            or a.territory = any ((
                   select report.member_codes(filter.roots, '-infinity', instant.as_of, instant.known_at))::text[])
           and (coalesce(a.territory <> all ((
                          select report.moved_codes(
                                 filter.roots, '-infinity', instant.as_of, instant.known_at))::text[]), true)
                or report.belonged(
                   a.territory, least(coalesce(a.completed_at, a.planned_at), instant.as_of),
                   (select report.moved_members(filter.roots, '-infinity', instant.as_of, instant.known_at)))))
       and (filter.representatives is null or a.representative = any (filter.representatives))
       and (filter.product_lines is null or exists (
            select from report.opportunity_at(instant) o, jsonb_array_elements(o.lines) line
             where o.id = a.opportunity_id
               and line ->> 'product_line' = any (filter.product_lines)))
       and (filter.channels is null and not report.narrows_customers(filter) or exists (
            select from report.customer_at(instant) c
             where c.id = a.customer_id
               and report.customer_suits(filter, c)
               and (filter.channels is null or c.channel = any (filter.channels))))
$$;
comment on function report.activities is
    'Activities as they stood at as_of, as known at known_at, each in the tree of the day on which it was completed or is planned for; channels are those of the customers.';

create function report.plan_fulfilment(
    instant report.instant, period report.period, filter report.filter default null)
returns table (
    representative text, planned bigint, completed_on_day bigint, completed bigint, missed bigint, fulfilment numeric,
    moved bigint)
language sql stable
as $$
    select representative, count(*), count(*) filter (where on_day), count(*) filter (where status = 'COMPLETED'),
           count(*) filter (where status = 'MISSED'), report.ratio(count(*) filter (where on_day), count(*)),
           count(*) filter (where moved)
      from (select *, status = 'COMPLETED'
                      and (completed_at at time zone zone)::date = (first_planned_at at time zone zone)::date as on_day,
                   (planned_at at time zone zone)::date <> (first_planned_at at time zone zone)::date as moved
              from report.activities(instant, filter)
             where status <> 'CANCELLED'
               and (first_planned_at at time zone zone)::date between period.first_day and period.last_day
               -- for the index
               and first_planned_at >= report.earliest_begin(period.first_day)
               and first_planned_at < report.latest_end(period.last_day)) planned
     group by representative
$$;
comment on function report.plan_fulfilment is
    'Whether what was planned was done on its day, by representative. What was moved to another day is not fulfilled on the first, counts as moved there and nowhere else; what was cancelled is not planned.
plan-fulfilment v2 = activities completed on the day that they were planned for at first / those planned for a day of the period';

create function report.activities_by(
    instant report.instant, period report.period, dimension text, filter report.filter default null)
returns table (key text, planned bigint, completed bigint, missed bigint, cancelled bigint, customers bigint)
language sql stable
as $$
    select case dimension
               when 'KIND' then a.kind
               when 'REPRESENTATIVE' then a.representative
               when 'TERRITORY' then a.territory
               when 'STATUS' then a.status
               when 'CUSTOMER' then a.customer_id
               when 'CHANNEL' then c.channel
               when 'SEGMENT' then c.segment
               when 'INDUSTRY' then c.industry
               when 'TIER' then c.tier
           end,
           count(*) filter (where planned and status <> 'CANCELLED'), count(*) filter (where completed),
           count(*) filter (where planned and status = 'MISSED'),
           count(*) filter (where planned and status = 'CANCELLED'),
           count(distinct a.customer_id) filter (where completed)
      from (select *, coalesce((planned_at at time zone zone)::date between period.first_day and period.last_day,
                               false) as planned,
                   status = 'COMPLETED' and (completed_at at time zone zone)::date between period.first_day
                       and period.last_day as completed
              from report.activities(instant, filter)
             -- for the indexes
             where planned_at >= report.earliest_begin(period.first_day)
                 and planned_at < report.latest_end(period.last_day)
                or completed_at >= report.earliest_begin(period.first_day)
                    and completed_at < report.latest_end(period.last_day)) a
      left join report.customer_at(instant) c
        on dimension in ('CHANNEL', 'SEGMENT', 'INDUSTRY', 'TIER') and c.id = a.customer_id
     where planned or completed
     group by 1
$$;
comment on function report.activities_by is
    'Activities of the period along one dimension; customers are those of the completed ones.
activities v1 = those planned for a day of the period by what became of them, and those completed on a day of it, whenever they were planned for';

create function report.cadences(instant report.instant)
returns table (territory text, tier text, cadence_days int)
language sql stable
as $$
    with recursive policy as (
        select p.territory, s.tier, s.cadence_days
          from report.tier_policy_at(instant) p,
               jsonb_to_recordset(p.services) as s (tier text, cadence_days int)
    ), tree as (
        select t.code, t.parent from report.territory_at(instant) t
    ), above (code, at, height) as (
        select code, code, 0 from tree
        union all
        -- deeper than any organisation: a tree that is broken for a while must not loop
        select above.code, tree.parent, height + 1
          from above join tree on tree.code = above.at where tree.parent is not null and height < 50
    ), inherited as (
        select distinct on (above.code, policy.tier) above.code, policy.tier, policy.cadence_days
          from above join policy on policy.territory = above.at
         order by above.code, policy.tier, height
    ), everywhere as (
        select tier, cadence_days from policy where territory is null
        union all
        select * from (values ('A', 7), ('B', 14), ('C', 30), ('D', 90)) standard (tier, cadence_days)
         where not exists (select from policy where territory is null)
    )
    select code, tier, cadence_days from inherited
    union all
    select null, tier, cadence_days from everywhere
$$;
comment on function report.cadences is
    'Days between contacts that each tier is due, by territory with inheritance; a null territory is everywhere else.';

create function report.cadence_compliance(instant report.instant, filter report.filter default null)
returns table (tier text, customers bigint, compliant bigint, compliance numeric)
language sql stable
as $$
    with cadence as materialized (
        select * from report.cadences(instant)
    )
    select c.tier, count(*), count(*) filter (where k.last_at >= instant.as_of - make_interval(days => d.cadence_days)),
           report.ratio(count(*) filter (where k.last_at >= instant.as_of - make_interval(days => d.cadence_days)),
                        count(*))
      from report.customers(instant, filter) c
     cross join lateral (
           select max(a.completed_at)
             from report.activity_at(instant) a
            where a.customer_id = c.id and a.status = 'COMPLETED') k (last_at)
      join lateral (
           select cadence.cadence_days from cadence
            where cadence.tier = c.tier and (cadence.territory = c.territory or cadence.territory is null)
            order by cadence.territory nulls last limit 1) d on true
     where filter.product_lines is null and c.lifecycle <> 'LOST'
     group by c.tier
$$;
comment on function report.cadence_compliance is
    'Whether customers are contacted as often as their tier asks for. Customers belong to no product line: asked for one, there are none.
cadence-compliance v2 = customers whose last completed contact lies within their tier''s cadence / customers of the tier, without lost ones';
