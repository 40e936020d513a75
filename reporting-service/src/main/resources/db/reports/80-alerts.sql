-- Alerts: what is wrong at an instant, and what has come of it. A condition names its subject, how bad it is, since when it
-- has held and by which event; where it came to hold by the passing of time there is no event. Where it takes a search to
-- know since when, held_since is null, and alert_cause searches: that is done when the alert opens, and again whenever what it
-- rests on has changed.

create function report.subtrees(as_of timestamptz, known_at timestamptz)
returns table (root text, time_zone text, code text)
language sql stable
as $$
    with recursive tree as materialized (
        select t.code, t.parent, t.time_zone from report.territory t
         where t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
    ), below (root, time_zone, code, depth) as (
        select tree.code, tree.time_zone, tree.code, 0 from tree
        union all
        -- deeper than any organisation: a tree that is broken for a while must not loop
        select below.root, below.time_zone, tree.code, below.depth + 1
          from below join tree on tree.parent = below.code where below.depth < 50
    )
    select distinct root, time_zone, code from below
$$;
comment on function report.subtrees is
    'Every territory with its time zone, and each of those below it, itself included, in the tree as it stood at as_of.';

create function report.subtrees_between(first_instant timestamptz, as_of timestamptz, known_at timestamptz)
returns table (root text, time_zone text, code text, since timestamptz, until timestamptz)
language sql stable
as $$
    with recursive tree as materialized (
        select p.code, p.parent, p.valid_from, p.valid_to from report.territory_place p
         where p.valid_from <= as_of and first_instant < p.valid_to and p.known_from <= known_at and known_at < p.known_to
    ), below (root, code, since, until) as (
        select distinct tree.code, tree.code, '-infinity'::timestamptz, 'infinity'::timestamptz from tree
        union
        -- intervals only get shorter, so that a tree that is broken for a while does not loop
        select below.root, tree.code, greatest(tree.valid_from, below.since), least(tree.valid_to, below.until)
          from below
          join tree on tree.parent = below.code and tree.valid_from < below.until and below.since < tree.valid_to
    )
    select below.root, t.time_zone, below.code, below.since, below.until
      from below
      join report.territory t
        on t.id = 'territory-' || below.root
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
$$;
comment on function report.subtrees_between is
    'Every territory with its time zone, and each of those that stood below it between the two instants, itself included, from when to when it did.';

create function report.goal_light_conditions(as_of timestamptz, known_at timestamptz, only_subjects text[] default null)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    select 'GOAL_LIGHT', c.goal_id, c.light, c.territory, null::timestamptz, null,
           jsonb_build_object('name', c.name, 'metric', c.metric, 'unit', c.unit, 'target', c.target,
                              'expected', c.expected, 'actual', c.actual, 'attainmentToDate', c.attainment_to_date,
                              'goalEventId', c.event_id)
      from report.goal g
      left join report.territory t
        on t.id = 'territory-' || g.territory
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
     cross join lateral report.goal_completion(as_of, known_at, null, g.id) c
     where g.status = 'ACTIVE' and (only_subjects is null or g.id = any (only_subjects))
       and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
       and g.period_from <= (as_of at time zone coalesce(t.time_zone, 'UTC'))::date
       and c.light in ('RED', 'YELLOW')
$$;
comment on function report.goal_light_conditions is
    'GOAL_LIGHT v1: active goals whose period has begun and whose light is red or yellow.';

create function report.conversion_fall_conditions(as_of timestamptz, known_at timestamptz)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    with departure as materialized (
        select v.territory, v.pipeline, v.stage, (v.left_at at time zone v.zone)::date as day, v.zone,
               count(*) as exits, count(*) filter (where v.advanced) as advances
          from report.stage_visits(as_of, known_at, null, null, null, null, null, null, null) v
         where v.left_at > as_of - interval '6 months'
         group by 1, 2, 3, 4, 5
    ), total as (
        select s.root, s.time_zone, d.pipeline, d.stage, m.this_month,
               coalesce(sum(d.exits) filter (where d.day >= m.last_month), 0) as exits,
               coalesce(sum(d.advances) filter (where d.day >= m.last_month), 0) as advances,
               coalesce(sum(d.exits) filter (where d.day < m.last_month), 0) as exits_before,
               coalesce(sum(d.advances) filter (where d.day < m.last_month), 0) as advances_before
          from report.subtrees_between(as_of - interval '6 months', as_of, known_at) s
          join departure d
            on d.territory = s.code
           and d.day::timestamp at time zone d.zone >= s.since and d.day::timestamp at time zone d.zone < s.until
         cross join lateral (select date_trunc('month', as_of at time zone s.time_zone)) n (this_month)
         cross join lateral (select n.this_month, (n.this_month - interval '1 month')::date) m (this_month, last_month)
         where d.day >= m.last_month - interval '3 months' and d.day < m.this_month
         group by s.root, s.time_zone, d.pipeline, d.stage, m.this_month
    )
    select 'CONVERSION_FALL', t.root || '/' || t.pipeline || '/' || t.stage, 'YELLOW', t.root,
           t.this_month at time zone t.time_zone, null,
           jsonb_build_object('pipeline', t.pipeline, 'stage', t.stage,
                              'exits', t.exits, 'conversion', report.ratio(t.advances, t.exits),
                              'exitsBefore', t.exits_before,
                              'conversionBefore', report.ratio(t.advances_before, t.exits_before))
      from total t
     cross join (select * from report.alert_policy order by version desc limit 1) p
     where t.exits >= p.conversion_exits and t.exits_before >= p.conversion_exits and t.advances_before > 0
       and t.advances * t.exits_before <= (1 - p.conversion_fall) * t.advances_before * t.exits
$$;
comment on function report.conversion_fall_conditions is
    'CONVERSION_FALL v1: the period conversion of a stage in a territory with all below it, in the last month that has ended, is by a third or more lower than in the three months before it; both with at least so many exits as the policy says. It holds from the end of that month.';

create function report.sales_decline_conditions(as_of timestamptz, known_at timestamptz)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    with policy as (
        select p.sales_falls from report.alert_policy p order by p.version desc limit 1
    ), sold as materialized (
        select s.territory, s.currency, s.day, sum(s.amount) as amount
          from policy
         cross join lateral report.sales(
               as_of, known_at, (as_of - make_interval(months => policy.sales_falls + 2))::date, as_of::date + 1,
               null, null, null, null, null, null, null) s
         group by 1, 2, 3
    ), root as (
        select s.root, s.time_zone, sold.currency, date_trunc('month', as_of at time zone s.time_zone) as this_month,
               date_trunc('month', sold.day)::date as month, sum(sold.amount) as amount
          from policy
         cross join lateral report.subtrees_between(
               as_of - make_interval(months => policy.sales_falls + 2), as_of, known_at) s
          join sold
            on sold.territory = s.code
           and sold.day::timestamp at time zone s.time_zone >= s.since and sold.day::timestamp at time zone s.time_zone < s.until
         group by s.root, s.time_zone, sold.currency, date_trunc('month', sold.day)
    ), series as (
        select r.root, r.time_zone, r.currency, r.this_month, n.back,
               coalesce((select x.amount from root x
                          where x.root = r.root and x.currency = r.currency
                            and x.month = (r.this_month - make_interval(months => n.back))::date), 0) as amount
          from (select distinct root.root, root.time_zone, root.currency, root.this_month from root) r
         cross join policy
         cross join lateral generate_series(1, policy.sales_falls + 1) n (back)
    ), step as (
        select *, amount < lag(amount) over (partition by root, currency order by back desc) as fell from series
    )
    select 'SALES_DECLINE', s.root || '/' || s.currency, 'YELLOW', s.root, s.this_month at time zone s.time_zone, null,
           jsonb_build_object('currency', s.currency,
                              'from', to_char(min(s.this_month - make_interval(months => s.back)), 'YYYY-MM'),
                              'amounts', jsonb_agg(s.amount order by s.back desc))
      from step s
     group by s.root, s.time_zone, s.currency, s.this_month
    having bool_and(s.fell) filter (where s.fell is not null)
$$;
comment on function report.sales_decline_conditions is
    'SALES_DECLINE v1: the sales amount of a territory with all below it, in one currency, has fallen in each of the last three months that have ended, against the month before. It holds from the end of the last of them.';

create function report.follow_up_overdue_conditions(as_of timestamptz, known_at timestamptz)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    with cadence as materialized (
        select * from report.cadences(as_of, known_at) d where d.tier = 'A'
    )
    select 'FOLLOW_UP_OVERDUE', c.id, 'YELLOW', c.territory, greatest(due.at, since.at),
           case when since.at > due.at then made.event_id end,
           jsonb_build_object('nameEn', c.name_en, 'nameZh', c.name_zh, 'owner', c.owner, 'tier', c.tier,
                              'lastContactAt', to_char(contact.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                              'cadenceDays', d.cadence_days)
      from report.customer c
     cross join lateral (
           select x.cadence_days from cadence x
            where x.territory = c.territory or x.territory is null
            order by x.territory nulls last limit 1) d
     cross join lateral (
           select max(v.valid_to) from report.customer v
            where v.id = c.id and (v.tier is distinct from 'A' or v.lifecycle = 'LOST') and v.valid_from < v.valid_to and v.valid_to <= as_of
              and v.known_from <= known_at and known_at < v.known_to) since (at)
      left join lateral (
           select v.event_id from report.customer v
            where v.id = c.id and v.tier = 'A' and v.valid_from = since.at
              and v.known_from <= known_at and known_at < v.known_to
            order by v.sequence limit 1) made on true
     cross join lateral (
           select max(a.completed_at) from report.activity a
            where a.customer_id = c.id and a.status = 'COMPLETED'
              and a.valid_from <= as_of and as_of < a.valid_to and a.known_from <= known_at and known_at < a.known_to) contact (at)
     cross join lateral (select coalesce(contact.at, since.at) + make_interval(days => d.cadence_days)) due (at)
     where c.tier = 'A' and c.lifecycle <> 'LOST' and c.survivor is null
       and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
       and due.at < as_of
$$;
comment on function report.follow_up_overdue_conditions is
    'FOLLOW_UP_OVERDUE v2: customers of tier A that are not lost and whose last completed contact, or where there was none the day on which they became A, lies further back than their cadence.';

create function report.opportunity_stalled_conditions(as_of timestamptz, known_at timestamptz)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    select 'OPPORTUNITY_STALLED', s.id, 'YELLOW', s.territory, s.moved_at + s.limit_days * interval '1 day', null,
           jsonb_build_object('stage', s.stage, 'representative', s.representative, 'currency', s.currency,
                              'amount', s.amount, 'limitDays', s.limit_days)
      from report.funnel_stalled(as_of, known_at) s
$$;
comment on function report.opportunity_stalled_conditions is
    'OPPORTUNITY_STALLED v1: stalled v1; it holds from the moment at which the limit was passed.';

create function report.task_overdue_conditions(as_of timestamptz, known_at timestamptz)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    select 'TASK_OVERDUE', k.id, 'RED', g.territory, greatest(due.passed, promised.at),
           case when promised.at > due.passed then promised.event_id end,
           jsonb_build_object('name', k.name, 'owner', k.owner, 'goalId', k.goal_id, 'dueOn', k.due_on,
                              'status', k.status)
      from report.key_task k
      left join report.goal g
        on g.id = k.goal_id
       and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
      left join report.territory t
        on t.id = 'territory-' || g.territory
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
     cross join lateral (select (k.due_on + 1)::timestamp at time zone coalesce(t.time_zone, 'UTC')) due (passed)
     cross join lateral (
           select v.valid_from, v.event_id from report.key_task v
            where v.id = k.id and v.due_on = k.due_on and v.valid_from <= as_of
              and v.known_from <= known_at and known_at < v.known_to
              and not exists (
                  select from report.key_task w
                   where w.id = k.id and w.due_on <> k.due_on and w.valid_from <= as_of
                     and w.known_from <= known_at and known_at < w.known_to
                     and (w.valid_from, w.sequence) > (v.valid_from, v.sequence))
            order by v.valid_from, v.sequence limit 1) promised (at, event_id)
     where k.status in ('PLANNED', 'STARTED')
       and k.valid_from <= as_of and as_of < k.valid_to and k.known_from <= known_at and known_at < k.known_to
       and due.passed <= as_of
$$;
comment on function report.task_overdue_conditions is
    'TASK_OVERDUE v1: key tasks that are neither done nor cancelled after their due day, in the time zone of their goal''s territory.';

create function report.resource_nearly_used_up_conditions(as_of timestamptz, known_at timestamptz)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    with policy as (
        select p.resource_share from report.alert_policy p order by p.version desc limit 1
    ), version as materialized (
        select v.id, v.sequence, v.event_id, v.valid_from, v.valid_to, v.name, v.territory, v.currency, v.status, r.*,
               r.approved > 0 and r.consumed >= policy.resource_share * r.approved
                   and v.status not in ('REJECTED', 'CLOSED') as nearly
          from report.plan v
         cross join policy
         cross join lateral jsonb_to_recordset(v.resources) as r (
               resource_id text, kind text, category text, description text, approved numeric, consumed numeric)
         where v.valid_from <= as_of and v.known_from <= known_at and known_at < v.known_to
    )
    select 'RESOURCE_NEARLY_USED_UP', n.resource_id, case when n.consumed >= n.approved then 'RED' else 'YELLOW' end,
           n.territory, first.valid_from, first.event_id,
           jsonb_build_object('planId', n.id, 'plan', n.name, 'kind', n.kind, 'category', n.category,
                              'description', n.description, 'currency', case when n.kind = 'BUDGET' then n.currency end,
                              'approved', n.approved, 'consumed', n.consumed,
                              'share', report.ratio(n.consumed, n.approved))
      from version n
     cross join lateral (
           select v.valid_from, v.event_id from version v
            where v.id = n.id and v.resource_id = n.resource_id and v.nearly
              and not exists (
                  select from version w
                   where w.id = v.id and w.resource_id = v.resource_id and not w.nearly
                     and (w.valid_from, w.sequence) > (v.valid_from, v.sequence))
            order by v.valid_from, v.sequence limit 1) first
     where n.nearly and as_of < n.valid_to
$$;
comment on function report.resource_nearly_used_up_conditions is
    'RESOURCE_NEARLY_USED_UP v1: a plan''s resource of which at least nine tenths of what was approved are consumed, red where all is; it holds from the event that made it so.';

create function report.satisfaction(as_of timestamptz, known_at timestamptz, only_territories text[] default null)
returns table (territory text, time_zone text, answers bigint, score numeric, target numeric, goal_id text)
language sql stable
as $$
    with policy as (
        select p.satisfaction_target, p.satisfaction_days from report.alert_policy p order by p.version desc limit 1
    ), answer as materialized (
        select c.territory, a.answered_on, count(*) as answers, sum(a.score) as score
          from report.survey_answer a
          join report.customer c on c.id = a.id
         cross join policy
         where a.occurred_at <= as_of and a.recorded_at <= known_at
           and a.answered_on > as_of::date - policy.satisfaction_days - 2
           and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
         group by c.territory, a.answered_on
    ), mean as (
        select s.root, s.time_zone, d.today, sum(a.answers)::bigint as answers, round(sum(a.score) / sum(a.answers), 4) as score
          from report.subtrees(as_of, known_at) s
         cross join policy
         cross join lateral (select (as_of at time zone s.time_zone)::date) d (today)
          join answer a on a.territory = s.code and a.answered_on > d.today - policy.satisfaction_days and a.answered_on <= d.today
         where only_territories is null or s.root = any (only_territories)
         group by s.root, s.time_zone, d.today
    )
    select m.root, m.time_zone, m.answers, m.score, coalesce(g.target, policy.satisfaction_target), g.id
      from mean m
     cross join policy
      left join lateral (
           select g.id, g.target from report.goal g
            where g.metric = 'CUSTOMER_SATISFACTION' and g.status = 'ACTIVE' and g.territory = m.root
              and m.today between g.period_from and g.period_to
              and g.product_lines || g.segments || g.industries || g.channels = '{}' and g.representative is null
              and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
            order by g.period_from desc, g.id limit 1) g on true
$$;
comment on function report.satisfaction is
    'satisfaction v1: the mean score of the answers that customers of a territory, with all below it, gave in the last 90 days; the target is that of the territory''s active goal for it, else the policy''s.';

create function report.satisfaction_below_target_conditions(
    as_of timestamptz, known_at timestamptz, only_subjects text[] default null)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    select 'SATISFACTION_BELOW_TARGET', s.territory, 'YELLOW', s.territory, null::timestamptz, null,
           jsonb_build_object('score', s.score, 'answers', s.answers, 'target', s.target, 'goalId', s.goal_id)
      from report.satisfaction(as_of, known_at, only_subjects) s
     where s.score < s.target
$$;
comment on function report.satisfaction_below_target_conditions is
    'SATISFACTION_BELOW_TARGET v1: territories whose satisfaction v1 is below its target.';

create function report.events_parked_conditions(as_of timestamptz, known_at timestamptz)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    -- one alert for each service, however many aggregates wait: what is wrong is wrong with the service, or with its version
    select 'EVENTS_PARKED', p.source, 'RED', null, min(p.parked_at),
           (array_agg(p.event_id order by p.parked_at, p.aggregate_id, p.sequence))[1],
           jsonb_build_object(
               'aggregates', count(distinct p.aggregate_id), 'events', count(*),
               'firstAggregate', (array_agg(p.aggregate_id order by p.parked_at, p.aggregate_id, p.sequence))[1],
               'reason', (array_agg(a.reason order by p.parked_at, p.aggregate_id, p.sequence))[1])
      from report.intake_parked p
      join report.intake_aggregate a using (source, aggregate_id)
     where p.parked_at <= as_of and p.parked_at <= known_at
     group by p.source
$$;
comment on function report.events_parked_conditions is
    'EVENTS_PARKED v1: services of which events are set aside, since they can''t be read or stored; figures leave them out.';

create function report.alert_conditions(
    as_of timestamptz, known_at timestamptz, only_subjects text[] default null)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    select * from report.goal_light_conditions(as_of, known_at, only_subjects)
    union all
    select * from report.conversion_fall_conditions(as_of, known_at)
    union all
    select * from report.sales_decline_conditions(as_of, known_at)
    union all
    select * from report.follow_up_overdue_conditions(as_of, known_at)
    union all
    select * from report.opportunity_stalled_conditions(as_of, known_at)
    union all
    select * from report.task_overdue_conditions(as_of, known_at)
    union all
    select * from report.events_parked_conditions(as_of, known_at)
    union all
    select * from report.resource_nearly_used_up_conditions(as_of, known_at)
    union all
    select * from report.satisfaction_below_target_conditions(as_of, known_at, only_subjects)
$$;
comment on function report.alert_conditions is
    'All that is to be alerted of at as_of, as known at known_at; a kind and a subject name a row. Kinds that are searched for can be asked for some subjects only. The planner drops the kinds that a query does not ask for.';

create function report.rests_on(figures jsonb)
returns jsonb
language sql immutable
as $$
    select figures - '{expected,attainmentToDate}'::text[]
$$;
comment on function report.rests_on is 'What of an alert''s figures does not change by the passing of time alone.';

create function report.alert_holds(kind text, subject text, as_of timestamptz, known_at timestamptz)
returns boolean
language sql stable
as $$
    select case alert_holds.kind
        when 'GOAL_LIGHT' then exists (
            select from report.goal_light_conditions(as_of, known_at, array[alert_holds.subject]))
        when 'SATISFACTION_BELOW_TARGET' then exists (
            select from report.satisfaction_below_target_conditions(as_of, known_at, array[alert_holds.subject]))
        end
$$;
comment on function report.alert_holds is 'Whether a condition that has to be searched for held at an instant.';

create function report.alert_cause(kind text, subject text, as_of timestamptz, known_at timestamptz)
returns table (held_since timestamptz, cause_event_id text, at_least boolean)
language plpgsql stable
as $$
declare
    zone text;
    day timestamp;
    days int := 0;
    step int := 1;
    event record;
begin
    at_least := false;
    if coalesce(alert_cause.kind, '') not in ('GOAL_LIGHT', 'SATISFACTION_BELOW_TARGET') then
        return;
    end if;
    select t.time_zone into zone from report.territory t
     where t.code = case alert_cause.kind
               when 'GOAL_LIGHT' then (
                    select g.territory from report.goal g
                     where g.id = alert_cause.subject
                       and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to)
               else alert_cause.subject end
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to;
    zone := coalesce(zone, 'UTC');
    day := date_trunc('day', as_of at time zone zone);
    -- each day costs a measurement; what has held for longer is said to have held since then at least
    while days < 400 and report.alert_holds(kind, subject, day at time zone zone - interval '1 microsecond', known_at) loop
        step := case when days < 31 then 1 else 7 end;
        day := day - step * interval '1 day';
        days := days + step;
    end loop;
    -- the step before may have been one of seven days
    while step > 1 and report.alert_holds(kind, subject, (day + interval '1 day') at time zone zone - interval '1 microsecond', known_at) = false loop
        day := day + interval '1 day';
        step := step - 1;
    end loop;
    held_since := day at time zone zone;
    if days >= 400 and report.alert_holds(kind, subject, held_since - interval '1 microsecond', known_at) then
        at_least := true;
        return next;
        return;
    end if;
    if report.alert_holds(kind, subject, held_since, known_at) then
        select e.event_id into cause_event_id from report.event e
         where e.source = '/goal-service' and e.aggregate_id = alert_cause.subject and e.occurred_at = held_since
           and e.recorded_at <= known_at
         order by e.sequence desc limit 1;
        return next;
        return;
    end if;
    for event in
        select e.event_id, e.occurred_at, e.recorded_at, e.sequence
          from report.goal_causes(as_of, known_at, null, alert_cause.subject) e
         where alert_cause.kind = 'GOAL_LIGHT' and e.occurred_at > held_since
        union all
        select a.event_id, a.occurred_at, a.recorded_at, a.sequence
          from report.survey_answer a
          join report.customer c on c.id = a.id
         where alert_cause.kind = 'SATISFACTION_BELOW_TARGET'
           and a.occurred_at > held_since and a.occurred_at <= as_of and a.recorded_at <= known_at
           and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
           and c.territory in (select report.territories(array[alert_cause.subject], as_of, known_at))
         order by 2, 3 desc, 4 desc
    loop
        if report.alert_holds(kind, subject, event.occurred_at, known_at) then
            held_since := event.occurred_at;
            cause_event_id := event.event_id;
            exit;
        end if;
    end loop;
    return next;
end
$$;
comment on function report.alert_cause is
    'Since when a condition that holds at as_of has held without a break, and by which event: the first day from whose end on it has, and on that day the first event after which it did; without such an event, the day''s beginning. Beyond a month it looks at one day in seven, so a break of less than a week may go unseen there; after 400 days it gives up, and says that it has held at least since then.';

create function report.note_alert_changes(ids uuid[], changes text[], at timestamptz)
returns void
language plpgsql
as $$
begin
    -- sequence numbers are given in the order of commits, so that whoever reads on from one misses none
    perform pg_advisory_xact_lock(8097862);
    with noted as (
        insert into report.alert_change (
               alert_id, change, at, severity, territory, figures, acknowledged_by, note, held_since, held_at_least,
               cause_event_id)
        select a.id, c.change, note_alert_changes.at, a.severity, a.territory, a.figures, a.acknowledged_by, a.note,
               a.held_since, a.held_at_least, a.cause_event_id
          from unnest(ids, changes) c (id, change)
          join report.alert a on a.id = c.id
         order by a.kind, a.subject
        returning sequence, alert_id, territory
    )
    insert into report.webhook_delivery (webhook_id, sequence, next_attempt_at)
    select w.id, n.sequence, note_alert_changes.at
      from noted n
      join report.alert a on a.id = n.alert_id
      join report.webhook w
        on (w.kinds is null or a.kind = any (w.kinds))
       and (w.territories is null or n.territory in (
            select report.territories(w.territories, note_alert_changes.at, note_alert_changes.at)));
end
$$;
comment on function report.note_alert_changes is
    'Notes what happened to alerts, and what is to be delivered of it; to be called last in a transaction.';

create function report.alert_subjects(wanted_kind text, at timestamptz)
returns setof text
language sql stable
as $$
    select g.id from report.goal g
     where wanted_kind = 'GOAL_LIGHT' and g.status = 'ACTIVE'
       and g.valid_from <= at and at < g.valid_to and g.known_from <= at and at < g.known_to
    union
    select t.code from report.territory t
     where wanted_kind = 'SATISFACTION_BELOW_TARGET'
       and t.valid_from <= at and at < t.valid_to and t.known_from <= at and at < t.known_to
    union
    select a.subject from report.alert a where a.kind = wanted_kind and a.closed_at is null
$$;
comment on function report.alert_subjects is
    'All that an alert of a kind that is searched for could be or is about, so that it can be looked at in parts.';

create function report.reconcile_alerts(at timestamptz, wanted_kind text, only_subjects text[] default null)
returns void
language plpgsql
as $$
declare
    ids uuid[];
    changes text[];
begin
    with standing as materialized (
        select * from report.alert_conditions(at, at, only_subjects) c where c.kind = wanted_kind
    ), compared as materialized (
        -- a full join is one by hash, however few rows the planner expects
        select s.*, b.id
          from standing s
          full join (
               select a.id, a.subject from report.alert a
                where a.kind = wanted_kind and a.closed_at is null
                  and (only_subjects is null or a.subject = any (only_subjects))) b on b.subject = s.subject
    ), opening as (
        insert into report.alert (
               kind, subject, severity, territory, held_since, cause_event_id, held_at_least, figures, figures_at, opened_at)
        select s.kind, s.subject, s.severity, s.territory, coalesce(s.held_since, c.held_since),
               coalesce(s.cause_event_id, c.cause_event_id), coalesce(c.at_least, false), s.figures, reconcile_alerts.at,
               reconcile_alerts.at
          from compared s
          left join lateral report.alert_cause(
               case when s.held_since is null then s.kind end, s.subject, reconcile_alerts.at, reconcile_alerts.at) c on true
         where s.id is null
        returning id
    ), renewed as materialized (
        -- as known now: an entry from before may have moved the beginning
        select s.id, s.severity, s.territory, s.figures, coalesce(s.held_since, c.held_since, a.held_since) as held_since,
               case when s.held_since is not null then s.cause_event_id
                    when c.held_since is not null then c.cause_event_id
                    else a.cause_event_id end as cause_event_id,
               case when s.held_since is not null then false
                    when c.held_since is not null then c.at_least
                    else a.held_at_least end as held_at_least
          from compared s
          join report.alert a on a.id = s.id
          left join lateral report.alert_cause(
               case when s.held_since is null and report.rests_on(s.figures) is distinct from report.rests_on(a.figures) then s.kind end,
               s.subject, reconcile_alerts.at, reconcile_alerts.at) c on true
         where s.kind is not null
    ), renewal as (
        update report.alert a
           set severity = s.severity, territory = s.territory, figures = s.figures, figures_at = reconcile_alerts.at,
               held_since = s.held_since, cause_event_id = s.cause_event_id, held_at_least = s.held_at_least
          from renewed s
         where a.id = s.id
           and (a.severity, a.territory, a.figures, a.held_since, a.cause_event_id, a.held_at_least)
               is distinct from (s.severity, s.territory, s.figures, s.held_since, s.cause_event_id, s.held_at_least)
        returning new.id, old.severity <> new.severity as turned,
                  (old.held_since, old.held_at_least) is distinct from (new.held_since, new.held_at_least) as moved
    ), closing as (
        update report.alert a
           set closed_at = reconcile_alerts.at
          from compared s
         where a.id = s.id and s.kind is null
        returning a.id
    ), change (id, change) as (
        select id, 'OPENED' from opening
        union all
        select id, 'SEVERITY_CHANGED' from renewal where turned
        union all
        select id, 'SINCE_CHANGED' from renewal where moved and not turned
        union all
        select id, 'CLOSED' from closing
    )
    select array_agg(c.id), array_agg(c.change) into ids, changes from change c;
    if ids is not null then
        perform report.note_alert_changes(ids, changes, at);
    end if;
end
$$;
comment on function report.reconcile_alerts is
    'Opens, renews and closes the alerts of a kind, or those about some subjects, by what holds at an instant. Calls must not overlap.';

create function report.alerts(
    as_of timestamptz, known_at timestamptz, roots text[] default null, wanted_status text default null,
    kinds text[] default null, acknowledged boolean default null, only_alert uuid default null, first_row int default 0,
    most_rows int default null)
returns table (
    id uuid, kind text, subject text, severity text, territory text, status text, held_since timestamptz,
    stood_days numeric, cause_event_id text, figures jsonb, opened_at timestamptz, closed_at timestamptz,
    acknowledged_at timestamptz, acknowledged_by text, note text, held_at_least boolean)
language sql stable
as $$
    select a.id, a.kind, a.subject, last.severity, a.territory, case when over.at is null then 'OPEN' else 'CLOSED' end,
           since.at, report.days(coalesce(over.at, as_of) - since.at),
           case when last.held_since is null then a.cause_event_id else last.cause_event_id end,
           case when known_at < a.figures_at then last.figures else a.figures end,
           a.opened_at, over.at, known.at, case when known.at is not null then a.acknowledged_by end,
           case when known.at is not null then a.note end, coalesce(last.held_at_least, a.held_at_least)
      from report.alert a
     cross join lateral (select case when a.closed_at <= least(as_of, known_at) then a.closed_at end) over (at)
     cross join lateral (select case when a.acknowledged_at <= known_at then a.acknowledged_at end) known (at)
     cross join lateral (
           select c.severity, c.figures, c.held_since, c.held_at_least, c.cause_event_id from report.alert_change c
            where c.alert_id = a.id and c.at <= known_at order by c.sequence desc limit 1) last
     cross join lateral (select coalesce(last.held_since, a.held_since)) since (at)
     where since.at <= as_of and a.opened_at <= known_at
       and (wanted_status is null or (over.at is null) = (wanted_status = 'OPEN'))
       and (roots is null or a.territory in (select report.territories(roots, as_of, known_at)))
       and (kinds is null or a.kind = any (kinds))
       and (acknowledged is null or (known.at is not null) = acknowledged)
       and (only_alert is null or a.id = only_alert)
     order by a.opened_at desc, a.id
     limit most_rows offset first_row
$$;
comment on function report.alerts is
    'Alerts of what held by as_of, as they were known at known_at; an alert is open until both instants have reached its closing.';

create function report.visible_territories(as_of timestamptz, known_at timestamptz, roots text[])
returns table (code text)
language sql stable
as $$
    select null where roots is null
    union all
    select report.territories(roots, as_of, known_at) where roots is not null
$$;
comment on function report.visible_territories is
    'The given territories and all below them; a single null where none are given, which means everything.';

create function report.alert_changes(since bigint, most int, only_alert uuid default null)
returns table (
    sequence bigint, change text, at timestamptz, id uuid, kind text, subject text, severity text, territory text,
    held_since timestamptz, cause_event_id text, figures jsonb, opened_at timestamptz, acknowledged_by text, note text,
    held_at_least boolean)
language sql stable
as $$
    select c.sequence, c.change, c.at, a.id, a.kind, a.subject, c.severity, c.territory, coalesce(c.held_since, a.held_since),
           case when c.held_since is null then a.cause_event_id else c.cause_event_id end, c.figures, a.opened_at, c.acknowledged_by, c.note,
           coalesce(c.held_at_least, a.held_at_least)
      from report.alert_change c
      join report.alert a on a.id = c.alert_id
     where c.sequence > since and (only_alert is null or c.alert_id = only_alert)
     order by c.sequence
     limit most
$$;
comment on function report.alert_changes is 'What happened to alerts after the given change, in the order of commits.';

create view bi.alert as
select * from report.alerts(now(), now(), report.bi_roots(current_user));
comment on view bi.alert is 'Every alert, open or closed: what it is about, since when that has held, and who has acknowledged it.';
comment on column bi.alert.id is 'Names the alert.';
comment on column bi.alert.kind is 'GOAL_LIGHT, CONVERSION_FALL, SALES_DECLINE, FOLLOW_UP_OVERDUE, OPPORTUNITY_STALLED, TASK_OVERDUE, EVENTS_PARKED, RESOURCE_NEARLY_USED_UP or SATISFACTION_BELOW_TARGET.';
comment on column bi.alert.subject is 'What it is about: an id, a territory''s code, the service whose events are parked, or a code with what is meant in that territory, parted by slashes.';
comment on column bi.alert.severity is 'RED or YELLOW.';
comment on column bi.alert.territory is 'The code of the territory that it belongs to; null: the whole organisation.';
comment on column bi.alert.status is 'OPEN while what it alerts of holds, CLOSED afterwards.';
comment on column bi.alert.held_since is 'Since when, in business time, what it alerts of has held, as known now.';
comment on column bi.alert.held_at_least is 'Whether it may have held for longer: the search for the beginning ended there.';
comment on column bi.alert.stood_days is 'For how many days of 24 hours that has held, or had when the alert closed.';
comment on column bi.alert.cause_event_id is 'The event by which it came to hold; null where it did by the passing of time.';
comment on column bi.alert.figures is 'The figures that make it, as last seen; which ones depends on the kind.';
comment on column bi.alert.opened_at is 'When it was noticed.';
comment on column bi.alert.closed_at is 'When it was noticed that it no longer holds; null while it does.';
comment on column bi.alert.acknowledged_at is 'When somebody took note of it; null where nobody has.';
comment on column bi.alert.acknowledged_by is 'Who took note of it.';
comment on column bi.alert.note is 'What they said.';
