create function report.goal_light_conditions(instant report.instant, only_subjects text[] default null)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    select 'GOAL_LIGHT', c.goal_id, c.light, c.territory, null::timestamptz, null,
           jsonb_build_object('name', c.name, 'metric', c.metric, 'unit', c.unit, 'target', c.target,
                              'expected', c.expected, 'actual', c.actual, 'attainmentToDate', c.attainment_to_date,
                              'goalEventId', c.event_id)
      from report.goal_at(instant) g
      left join report.territory_at(instant) t
        on t.id = 'territory-' || g.territory
     cross join lateral report.goal_completion(instant => instant, only_goal => g.id) c
     where g.status = 'ACTIVE' and (only_subjects is null or g.id = any (only_subjects))
       and g.period_from <= (instant.as_of at time zone coalesce(t.time_zone, 'UTC'))::date
       and c.light in ('RED', 'YELLOW')
$$;
comment on function report.goal_light_conditions is
    'GOAL_LIGHT v1: active goals whose period has begun and whose light is red or yellow.';

create function report.conversion_fall_conditions(instant report.instant)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    with departure as materialized (
        select v.territory, v.pipeline, v.stage, (v.left_at at time zone v.zone)::date as day, v.zone,
               count(*) as exits, count(*) filter (where v.advanced) as advances
          from report.stage_visits(instant, null) v
         where v.left_at > instant.as_of - interval '6 months'
         group by 1, 2, 3, 4, 5
    ), total as (
        select s.root, s.time_zone, d.pipeline, d.stage, m.this_month,
               coalesce(sum(d.exits) filter (where d.day >= m.last_month), 0) as exits,
               coalesce(sum(d.advances) filter (where d.day >= m.last_month), 0) as advances,
               coalesce(sum(d.exits) filter (where d.day < m.last_month), 0) as exits_before,
               coalesce(sum(d.advances) filter (where d.day < m.last_month), 0) as advances_before
          from report.subtrees_between(instant, instant.as_of - interval '6 months') s
          join departure d
            on d.territory = s.code
           and d.day::timestamp at time zone d.zone >= s.since and d.day::timestamp at time zone d.zone < s.until
         cross join lateral (select date_trunc('month', instant.as_of at time zone s.time_zone)) n (this_month)
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

create function report.sales_decline_conditions(instant report.instant)
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
               instant => instant,
               period => report.period((instant.as_of - make_interval(months => policy.sales_falls + 2))::date,
                                       instant.as_of::date + 1),
               filter => null) s
         group by 1, 2, 3
    ), root as (
        select s.root, s.time_zone, sold.currency,
               date_trunc('month', instant.as_of at time zone s.time_zone) as this_month,
               date_trunc('month', sold.day)::date as month, sum(sold.amount) as amount
          from policy
         cross join lateral report.subtrees_between(
               instant, instant.as_of - make_interval(months => policy.sales_falls + 2)) s
          join sold
            on sold.territory = s.code
           and sold.day::timestamp at time zone s.time_zone >= s.since
               and sold.day::timestamp at time zone s.time_zone < s.until
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

create function report.follow_up_overdue_conditions(instant report.instant)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    with cadence as materialized (
        select * from report.cadences(instant) d where d.tier = 'A'
    )
    select 'FOLLOW_UP_OVERDUE', c.id, 'YELLOW', c.territory, greatest(due.at, since.at),
           case when since.at > due.at then made.event_id end,
           jsonb_build_object('nameEn', c.name_en, 'nameZh', c.name_zh, 'owner', c.owner, 'tier', c.tier,
                              'lastContactAt', to_char(contact.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                              'cadenceDays', d.cadence_days)
      from report.customer_at(instant) c
     cross join lateral (
           select x.cadence_days from cadence x
            where x.territory = c.territory or x.territory is null
            order by x.territory nulls last limit 1) d
     cross join lateral (
           select max(v.valid_to) from report.customer v
            where v.id = c.id and (v.tier is distinct from 'A' or v.lifecycle = 'LOST') and v.valid_from < v.valid_to
                and v.valid_to <= instant.as_of
              and v.known_from <= instant.known_at and instant.known_at < v.known_to) since (at)
      left join lateral (
           select v.event_id from report.customer v
            where v.id = c.id and v.tier = 'A' and v.valid_from = since.at
              and v.known_from <= instant.known_at and instant.known_at < v.known_to
            order by v.sequence limit 1) made on true
     cross join lateral (
           select max(a.completed_at) from report.activity_at(instant) a
            where a.customer_id = c.id and a.status = 'COMPLETED') contact (at)
     cross join lateral (select coalesce(contact.at, since.at) + make_interval(days => d.cadence_days)) due (at)
     where c.tier = 'A' and c.lifecycle <> 'LOST' and c.survivor is null
       and due.at < instant.as_of
$$;
comment on function report.follow_up_overdue_conditions is
    'FOLLOW_UP_OVERDUE v2: customers of tier A that are not lost and whose last completed contact, or where there was none the day on which they became A, lies further back than their cadence.';

create function report.opportunity_stalled_conditions(instant report.instant)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    select 'OPPORTUNITY_STALLED', s.id, 'YELLOW', s.territory, s.moved_at + s.limit_days * interval '1 day', null,
           jsonb_build_object('stage', s.stage, 'representative', s.representative, 'currency', s.currency,
                              'amount', s.amount, 'limitDays', s.limit_days)
      from report.funnel_stalled(instant) s
$$;
comment on function report.opportunity_stalled_conditions is
    'OPPORTUNITY_STALLED v1: stalled v1; it holds from the moment at which the limit was passed.';

create function report.task_overdue_conditions(instant report.instant)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    select 'TASK_OVERDUE', k.id, 'RED', g.territory, greatest(due.passed, promised.at),
           case when promised.at > due.passed then promised.event_id end,
           jsonb_build_object('name', k.name, 'owner', k.owner, 'goalId', k.goal_id, 'dueOn', k.due_on,
                              'status', k.status)
      from report.key_task_at(instant) k
      left join report.goal_at(instant) g
        on g.id = k.goal_id
      left join report.territory_at(instant) t
        on t.id = 'territory-' || g.territory
     cross join lateral (select (k.due_on + 1)::timestamp at time zone coalesce(t.time_zone, 'UTC')) due (passed)
     cross join lateral (
           select v.valid_from, v.event_id from report.key_task v
            where v.id = k.id and v.due_on = k.due_on and v.valid_from <= instant.as_of
              and v.known_from <= instant.known_at and instant.known_at < v.known_to
              and not exists (
                  select from report.key_task w
                   where w.id = k.id and w.due_on <> k.due_on and w.valid_from <= instant.as_of
                     and w.known_from <= instant.known_at and instant.known_at < w.known_to
                     and (w.valid_from, w.sequence) > (v.valid_from, v.sequence))
            order by v.valid_from, v.sequence limit 1) promised (at, event_id)
     where k.status in ('PLANNED', 'STARTED')
       and due.passed <= instant.as_of
$$;
comment on function report.task_overdue_conditions is
    'TASK_OVERDUE v1: key tasks that are neither done nor cancelled after their due day, in the time zone of their goal''s territory.';

create function report.resource_nearly_used_up_conditions(instant report.instant)
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
         where v.valid_from <= instant.as_of and v.known_from <= instant.known_at and instant.known_at < v.known_to
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
     where n.nearly and instant.as_of < n.valid_to
$$;
comment on function report.resource_nearly_used_up_conditions is
    'RESOURCE_NEARLY_USED_UP v1: a plan''s resource of which at least nine tenths of what was approved are consumed, red where all is; it holds from the event that made it so.';

create function report.satisfaction(instant report.instant, only_territories text[] default null)
returns table (territory text, time_zone text, answers bigint, score numeric, target numeric, goal_id text)
language sql stable
as $$
    with policy as (
        select p.satisfaction_target, p.satisfaction_days from report.alert_policy p order by p.version desc limit 1
    ), answer as materialized (
        select c.territory, a.answered_on, count(*) as answers, sum(a.score) as score
          from report.survey_answer a
          join report.customer_at(instant) c on c.id = a.id
         cross join policy
         where a.occurred_at <= instant.as_of and a.recorded_at <= instant.known_at
           and a.answered_on > instant.as_of::date - policy.satisfaction_days - 2
         group by c.territory, a.answered_on
    ), mean as (
        select s.root, s.time_zone, d.today, sum(a.answers)::bigint as answers,
               round(sum(a.score) / sum(a.answers), 4) as score
          from report.subtrees(instant) s
         cross join policy
         cross join lateral (select (instant.as_of at time zone s.time_zone)::date) d (today)
          join answer a on a.territory = s.code and a.answered_on > d.today - policy.satisfaction_days
              and a.answered_on <= d.today
         where only_territories is null or s.root = any (only_territories)
         group by s.root, s.time_zone, d.today
    )
    select m.root, m.time_zone, m.answers, m.score, coalesce(g.target, policy.satisfaction_target), g.id
      from mean m
     cross join policy
      left join lateral (
           select g.id, g.target from report.goal_at(instant) g
            where g.metric = 'CUSTOMER_SATISFACTION' and g.status = 'ACTIVE' and g.territory = m.root
              and m.today between g.period_from and g.period_to
              and g.product_lines || g.segments || g.industries || g.channels = '{}' and g.representative is null
            order by g.period_from desc, g.id limit 1) g on true
$$;
comment on function report.satisfaction is
    'satisfaction v1: the mean score of the answers that customers of a territory, with all below it, gave in the last 90 days; the target is that of the territory''s active goal for it, else the policy''s.';

create function report.satisfaction_below_target_conditions(
    instant report.instant, only_subjects text[] default null)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    select 'SATISFACTION_BELOW_TARGET', s.territory, 'YELLOW', s.territory, null::timestamptz, null,
           jsonb_build_object('score', s.score, 'answers', s.answers, 'target', s.target, 'goalId', s.goal_id)
      from report.satisfaction(instant, only_subjects) s
     where s.score < s.target
$$;
comment on function report.satisfaction_below_target_conditions is
    'SATISFACTION_BELOW_TARGET v1: territories whose satisfaction v1 is below its target.';

create function report.events_parked_conditions(instant report.instant)
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
     where p.parked_at <= instant.as_of and p.parked_at <= instant.known_at
     group by p.source
$$;
comment on function report.events_parked_conditions is
    'EVENTS_PARKED v1: services of which events are set aside, since they can''t be read or stored; figures leave them out.';

create function report.alert_conditions(instant report.instant, only_subjects text[] default null)
returns table (
    kind text, subject text, severity text, territory text, held_since timestamptz, cause_event_id text, figures jsonb)
language sql stable
as $$
    select * from report.goal_light_conditions(instant, only_subjects)
    union all
    select * from report.conversion_fall_conditions(instant)
    union all
    select * from report.sales_decline_conditions(instant)
    union all
    select * from report.follow_up_overdue_conditions(instant)
    union all
    select * from report.opportunity_stalled_conditions(instant)
    union all
    select * from report.task_overdue_conditions(instant)
    union all
    select * from report.events_parked_conditions(instant)
    union all
    select * from report.resource_nearly_used_up_conditions(instant)
    union all
    select * from report.satisfaction_below_target_conditions(instant, only_subjects)
$$;
comment on function report.alert_conditions is
    'All that is to be alerted of at as_of, as known at known_at; a kind and a subject name a row. Kinds that are searched for can be asked for some subjects only. The planner drops the kinds that a query does not ask for.';
