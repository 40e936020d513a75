-- What was done about customers, and what stands still.

create function report.activities(
    as_of timestamptz, known_at timestamptz, roots text[], product_lines text[], segments text[], industries text[],
    channels text[], representatives text[], tiers text[])
returns table (
    id text, event_id text, customer_id text, opportunity_id text, kind text, representative text, territory text,
    zone text, planned_at timestamptz, status text, completed_at timestamptz, first_planned_at timestamptz)
language sql stable
as $$
    select a.id, a.event_id, a.customer_id, a.opportunity_id, a.kind, a.representative, a.territory,
           coalesce(t.time_zone, 'UTC'), a.planned_at, a.status, a.completed_at, a.first_planned_at
      from report.activity a
      left join report.territory t
        on t.id = 'territory-' || a.territory
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
     where a.valid_from <= as_of and as_of < a.valid_to and a.known_from <= known_at and known_at < a.known_to
       -- the tree of the day on which it was completed or is planned for
       and (roots is null
            or a.territory = any ((
                   select report.member_codes(roots, '-infinity', as_of, known_at))::text[])
           and ((select report.moved_members(roots, '-infinity', as_of, known_at)) is null
                or report.belonged(
                   a.territory, least(coalesce(a.completed_at, a.planned_at), as_of),
                   (select report.moved_members(roots, '-infinity', as_of, known_at)))))
       and (representatives is null or a.representative = any (representatives))
       and (product_lines is null or exists (
            select from report.opportunity o, jsonb_array_elements(o.lines) line
             where o.id = a.opportunity_id
               and o.valid_from <= as_of and as_of < o.valid_to and o.known_from <= known_at and known_at < o.known_to
               and line ->> 'product_line' = any (product_lines)))
       and (coalesce(segments, industries, channels, tiers) is null or exists (
            select from report.customer c
             where c.id = a.customer_id
               and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
               and (segments is null or c.segment = any (segments))
               and (industries is null or c.industry = any (industries))
               and (channels is null or c.channel = any (channels))
               and (tiers is null or c.tier = any (tiers))))
$$;
comment on function report.activities is
    'Activities as they stood at as_of, as known at known_at, each in the tree of the day on which it was completed or is planned for; channels are those of the customers.';

create function report.plan_fulfilment(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
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
              from report.activities(as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers)
             where status <> 'CANCELLED'
               and (first_planned_at at time zone zone)::date between first_day and last_day
               -- for the index
               and first_planned_at >= report.earliest_begin(first_day)
               and first_planned_at < report.latest_end(last_day)) planned
     group by representative
$$;
comment on function report.plan_fulfilment is
    'plan-fulfilment v2 = activities completed on the day that they were planned for / those planned for a day of the period, by representative. What was moved to another day is not fulfilled on the first, counts as moved there and nowhere else; what was cancelled is not planned.';

create function report.activities_by(
    dimension text, first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (key text, planned bigint, completed bigint, missed bigint, cancelled bigint, customers bigint)
language sql stable
as $$
    select case dimension
               when 'KIND' then kind
               when 'REPRESENTATIVE' then representative
               when 'TERRITORY' then territory
               when 'STATUS' then status
           end,
           count(*) filter (where planned and status <> 'CANCELLED'), count(*) filter (where completed),
           count(*) filter (where planned and status = 'MISSED'), count(*) filter (where planned and status = 'CANCELLED'),
           count(distinct customer_id) filter (where completed)
      from (select *, coalesce((planned_at at time zone zone)::date between first_day and last_day, false) as planned,
                   status = 'COMPLETED' and (completed_at at time zone zone)::date between first_day and last_day as completed
              from report.activities(as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers)
             -- for the indexes
             where planned_at >= report.earliest_begin(first_day) and planned_at < report.latest_end(last_day)
                or completed_at >= report.earliest_begin(first_day) and completed_at < report.latest_end(last_day)) a
     where planned or completed
     group by 1
$$;
comment on function report.activities_by is
    'activities v1: those planned for a day of the period by what became of them, and those completed on a day of it, whenever they were planned for; customers are those of the completed ones.';

create function report.cadences(as_of timestamptz, known_at timestamptz)
returns table (territory text, tier text, cadence_days int)
language sql stable
as $$
    with recursive policy as (
        select p.territory, s.tier, s.cadence_days
          from report.tier_policy p,
               jsonb_to_recordset(p.services) as s (tier text, cadence_days int)
         where p.valid_from <= as_of and as_of < p.valid_to and p.known_from <= known_at and known_at < p.known_to
    ), tree as (
        select t.code, t.parent from report.territory t
         where t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
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

create function report.cadence_compliance(as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (tier text, customers bigint, compliant bigint, compliance numeric)
language sql stable
as $$
    with cadence as materialized (
        select * from report.cadences(as_of, known_at)
    )
    select c.tier, count(*), count(*) filter (where k.last_at >= as_of - make_interval(days => d.cadence_days)),
           report.ratio(count(*) filter (where k.last_at >= as_of - make_interval(days => d.cadence_days)), count(*))
      from report.customers(as_of, known_at, roots, segments, industries, channels, representatives, tiers) c
     cross join lateral (
           select max(a.completed_at)
             from report.activity a
            where a.customer_id = c.id and a.status = 'COMPLETED'
              and a.valid_from <= as_of and as_of < a.valid_to and a.known_from <= known_at and known_at < a.known_to) k (last_at)
      join lateral (
           select cadence.cadence_days from cadence
            where cadence.tier = c.tier and (cadence.territory = c.territory or cadence.territory is null)
            order by cadence.territory nulls last limit 1) d on true
     where product_lines is null and c.lifecycle <> 'LOST'
     group by c.tier
$$;
comment on function report.cadence_compliance is
    'cadence-compliance v2 = customers whose last completed contact lies within their tier''s cadence / customers of the tier, without those that are lost. Customers belong to no product line: asked for one, there are none.';

create function report.funnel_stalled(
    as_of timestamptz, known_at timestamptz, roots text[] default null, product_lines text[] default null,
    segments text[] default null, industries text[] default null, channels text[] default null,
    representatives text[] default null, tiers text[] default null)
returns table (
    id text, territory text, representative text, stage text, stage_rank int, currency text, amount numeric,
    moved_at timestamptz, idle_days numeric, limit_days numeric)
language sql stable
as $$
    with median as (
        select pipeline, stage, percentile_cont(0.5) within group (order by left_at - entered_at) as stay
          from report.stage_visits(as_of, known_at, null, null, null, null, null, null, null)
         where left_at is not null
         group by pipeline, stage
    )
    select o.id, o.territory, o.representative, o.stage, o.stage_rank, o.currency, o.amount, x.moved_at,
           report.days(as_of - x.moved_at), report.days(l.length)
      from report.opportunities(
           as_of, known_at, 'OPEN', roots, product_lines, segments, industries, channels, representatives, tiers) o
      left join median m on m.pipeline = o.pipeline and m.stage = o.stage
     cross join lateral (select greatest(2 * m.stay, interval '14 days')) l (length)
     cross join lateral (
           select greatest(o.stage_since, max(a.completed_at))
             from report.activity a
            where a.opportunity_id = o.id and a.status = 'COMPLETED'
              and a.valid_from <= as_of and as_of < a.valid_to and a.known_from <= known_at and known_at < a.known_to) x (moved_at)
     where not o.held and as_of - x.moved_at > l.length
$$;
comment on function report.funnel_stalled is
    'stalled v2: open opportunities, not on hold, without a change of stage or a completed activity for longer than twice the median finished stay of their stage, at least 14 days.';
