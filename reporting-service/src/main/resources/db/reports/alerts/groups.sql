-- Alerts under what causes them.

create function report.alert_roots(instant report.instant, roots text[] default null)
returns table (alert_id uuid, cause_kind text, cause text)
language sql stable
as $$
    with recursive standing as materialized (
        select a.id, a.kind, a.subject, a.territory, a.figures from report.alerts(
            instant => instant, roots => roots, wanted_status => 'OPEN') a
    ), node as materialized (
        -- what of it is missing, so that a part can be compared with the whole; only what adds up has parts
        select s.id, s.kind, s.subject, s.territory,
               case s.kind when 'GOAL_LIGHT' then s.figures ->> 'metric'
                           else substr(s.subject, length(s.territory) + 1) end as same,
               case s.kind
                   when 'GOAL_LIGHT' then case when report.adds_up(s.figures ->> 'metric')
                                               then (s.figures ->> 'expected')::numeric - (s.figures ->> 'actual')::numeric end
                   when 'SALES_DECLINE' then (s.figures #>> '{amounts,0}')::numeric - (s.figures #>> '{amounts,-1}')::numeric
                   when 'CONVERSION_FALL' then (s.figures ->> 'exits')::numeric
                        * ((s.figures ->> 'conversionBefore')::numeric - (s.figures ->> 'conversion')::numeric)
                   when 'SATISFACTION_BELOW_TARGET' then (s.figures ->> 'answers')::numeric
                        * ((s.figures ->> 'target')::numeric - (s.figures ->> 'score')::numeric) end as missing
          from standing s
         where s.kind in ('GOAL_LIGHT', 'SALES_DECLINE', 'CONVERSION_FALL', 'SATISFACTION_BELOW_TARGET')
    ), goal as materialized (
        select g.id, g.parent_id, g.decompositions
          from report.goal_at(instant) g
         where g.id in (select n.subject from node n where n.kind = 'GOAL_LIGHT')
    ), parted as (
        select g.parent_id as parent, g.id as child from goal g where g.parent_id is not null
        union
        select g.id, part.goal_id
          from goal g
         cross join jsonb_to_recordset(g.decompositions) as d (parts jsonb)
         cross join jsonb_to_recordset(d.parts) as part (goal_id text)
    ), tree as materialized (
        select s.root, s.code from report.subtrees(instant) s
         where s.root <> s.code and exists (select from node n where n.kind <> 'GOAL_LIGHT')
    ), pair as (
        select w.id as whole, p.id as part, w.missing as missing_of_whole, p.missing
          from parted x
          join node w on w.kind = 'GOAL_LIGHT' and w.subject = x.parent
          join node p on p.kind = 'GOAL_LIGHT' and p.subject = x.child and p.same = w.same
        union all
        select w.id, p.id, w.missing, p.missing
          from tree t
          join node w on w.kind <> 'GOAL_LIGHT' and w.territory = t.root
          join node p on p.kind = w.kind and p.territory = t.code and p.same = w.same
    ), step as materialized (
        select distinct on (p.whole) p.whole, p.part
          from pair p
         where p.missing_of_whole > 0 and 2 * p.missing >= p.missing_of_whole
         order by p.whole, p.missing desc, p.part
    ), way (id, at, depth) as (
        select n.id, n.id, 0 from node n
        union all
        select w.id, s.part, w.depth + 1 from way w join step s on s.whole = w.at where w.depth < 50
    ), deepest as materialized (
        select distinct on (w.id) w.id, w.at from way w order by w.id, w.depth desc
    )
    select s.id,
           case when c.id is not null then case c.kind when 'GOAL_LIGHT' then 'GOAL' else 'TERRITORY' end
                when s.kind in ('FOLLOW_UP_OVERDUE', 'OPPORTUNITY_STALLED') then 'REPRESENTATIVE'
                when s.kind = 'TASK_OVERDUE' then 'GOAL'
                when s.kind = 'RESOURCE_NEARLY_USED_UP' then 'PLAN'
                else 'SERVICE' end,
           case when c.id is not null then case c.kind when 'GOAL_LIGHT' then c.subject else c.territory end
                when s.kind = 'FOLLOW_UP_OVERDUE' then s.figures ->> 'owner'
                when s.kind = 'OPPORTUNITY_STALLED' then s.figures ->> 'representative'
                when s.kind = 'TASK_OVERDUE' then s.figures ->> 'goalId'
                when s.kind = 'RESOURCE_NEARLY_USED_UP' then s.figures ->> 'planId'
                else s.subject end
      from standing s
      -- an overdue task is a cause of its goal's light, and goes where that goes
      left join node own
        on own.id = s.id or s.kind = 'TASK_OVERDUE' and own.kind = 'GOAL_LIGHT' and own.subject = s.figures ->> 'goalId'
      left join deepest d on d.id = own.id
      left join node c on c.id = d.at
$$;
comment on function report.alert_roots is
    'root-cause v1: the deepest goal or territory that explains most of what an open alert is about: from a goal to the part of it that lacks at least half of what it lacks, as long as there is one with an open alert; from a territory to one below in the same way; a follow-up or a stalled opportunity to its representative, a task to its goal, a resource to its plan.';

create function report.alert_groups(instant report.instant, roots text[] default null)
returns table (
    cause_kind text, cause text, name text, owner text, territory text, severity text, alerts bigint, red bigint,
    acknowledged bigint, kinds text, held_since timestamptz, alert_ids jsonb)
language sql stable
as $$
    select r.cause_kind, r.cause, coalesce(min(g.name), min(p.name), min(t.name_en)),
           coalesce(min(g.owner), min(p.owner), min(manager.representative),
                    case when r.cause_kind = 'REPRESENTATIVE' then r.cause end),
           coalesce(min(g.territory), min(p.territory), min(t.code), case
                    when count(distinct a.territory) = 1 then min(a.territory) end),
           case when bool_or(a.severity = 'RED') then 'RED' else 'YELLOW' end, count(*),
           count(*) filter (where a.severity = 'RED'), count(*) filter (where a.acknowledged_at is not null),
           string_agg(distinct a.kind, ', ' order by a.kind), min(a.held_since),
           jsonb_agg(a.id order by a.opened_at, a.id)
      from report.alert_roots(instant, roots) r
      join report.alerts(instant => instant, roots => roots, wanted_status => 'OPEN') a on a.id = r.alert_id
      left join report.goal_at(instant) g
        on r.cause_kind = 'GOAL' and g.id = r.cause
      left join report.plan_at(instant) p
        on r.cause_kind = 'PLAN' and p.id = r.cause
      left join report.territory_at(instant) t
        on r.cause_kind = 'TERRITORY' and t.id = 'territory-' || r.cause
      left join lateral (
           select min(m.representative) as representative from report.assignment m
            where m.territory = t.code and m.role = 'MANAGER' and m.known_from <= instant.known_at
                and instant.known_at < m.known_to
              and (instant.as_of at time zone t.time_zone)::date between m.first_day
                  and coalesce(m.last_day, 'infinity')) manager on true
     group by r.cause_kind, r.cause
$$;
comment on function report.alert_groups is
    'Open alerts under what causes most of them, with whom to turn to: the owner of the goal or the plan, the manager of the territory, or the representative.
root-cause v1 = the deepest goal or territory that explains most: from each to the part that lacks at least half of what it lacks; of the rest the representative, goal, plan or service';
