-- The events behind figures. Every function here gives the same columns: part says to which part of the figure an event
-- belongs, amount and quantity what it adds to it where it does, and link where the history of its aggregate is read.

create function report.link(type text, aggregate_id text)
returns text
language sql immutable
as $$
    select '/api/' || case split_part(type, '.', 1)
        when 'goal' then 'goals/' || aggregate_id
        when 'plan' then 'plans/' || aggregate_id
        when 'task' then 'tasks/' || aggregate_id
        when 'territory' then 'territories/' || substr(aggregate_id, length('territory-') + 1)
        when 'customer' then 'customers/' || aggregate_id
        when 'opportunity' then 'opportunities/' || aggregate_id
        when 'order' then 'orders/' || aggregate_id
        when 'activity' then 'activities/' || aggregate_id end || '/history'
$$;
comment on function report.link is 'Where an aggregate''s history is read; null where it has none of its own.';

create function report.opportunity_causes(
    wanted_status text, as_of timestamptz, known_at timestamptz, roots text[], product_lines text[], segments text[],
    industries text[], channels text[], representatives text[], tiers text[])
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric, closed_day date, expected_close date)
language sql stable
as $$
    select case when o.status = 'OPEN' then o.stage else o.status end, e.source, e.aggregate_id, e.sequence, 0, e.event_id,
           e.type, e.occurred_at, e.recorded_at, report.link(e.type, e.aggregate_id), o.currency, null::numeric, o.amount,
           (o.closed_at at time zone o.zone)::date, o.expected_close
      from report.opportunities(
           as_of, known_at, wanted_status, roots, product_lines, segments, industries, channels, representatives, tiers) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
$$;
comment on function report.opportunity_causes is 'Opportunities, each with the event by which it stands as it does.';

create function report.funnel_stock_causes(
    as_of timestamptz, known_at timestamptz, roots text[] default null, product_lines text[] default null,
    segments text[] default null, industries text[] default null, channels text[] default null,
    representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    select part, source, aggregate_id, sequence, line, event_id, type, occurred_at, recorded_at, link, currency, quantity, amount
      from report.opportunity_causes(
           'OPEN', as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers)
$$;
comment on function report.funnel_stock_causes is
    'The opportunities behind funnel-stock v1, each with the event by which it stands as it does; part is the stage.';

create function report.funnel_wins_causes(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    select part, source, aggregate_id, sequence, line, event_id, type, occurred_at, recorded_at, link, currency, quantity, amount
      from report.opportunity_causes(
           null, as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers)
     where closed_day between first_day and last_day
$$;
comment on function report.funnel_wins_causes is 'What was won or lost in the period, with the event; part is WON or LOST.';

create function report.funnel_stalled_causes(
    as_of timestamptz, known_at timestamptz, roots text[] default null, product_lines text[] default null,
    segments text[] default null, industries text[] default null, channels text[] default null,
    representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    select s.stage, c.source, c.aggregate_id, c.sequence, c.line, c.event_id, c.type, c.occurred_at, c.recorded_at, c.link,
           c.currency, c.quantity, c.amount
      from report.funnel_stalled(
           as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) s
      join report.opportunity_causes(
           'OPEN', as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) c
        on c.aggregate_id = s.id
$$;
comment on function report.funnel_stalled_causes is 'Stalled opportunities, each with the event by which it stands as it does.';

create function report.stage_visit_causes(
    visits text, first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    with visit as (
        select v.*, min(v.entered_at) over same as first_at, row_number() over same as visit
          from report.stage_visits(
               as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) v
        window same as (partition by v.id, v.stage order by v.entered_at)
    ), chosen as (
        select stage, id, event_id from visit
         where visits = 'FIRST' and visit = 1 and (entered_at at time zone zone)::date between first_day and last_day
        union all
        select stage, id, event_id from visit
         where visits = 'ALL' and (first_at at time zone zone)::date between first_day and last_day
        union all
        select stage || case when advanced then ' -> forwards' else ' -> elsewhere' end, id, left_event_id from visit
         where visits = 'EXIT' and (left_at at time zone zone)::date between first_day and last_day
    )
    select c.stage, e.source, e.aggregate_id, e.sequence, 0, e.event_id, e.type, e.occurred_at, e.recorded_at,
           report.link(e.type, e.aggregate_id), null, null::numeric, null::numeric
      from chosen c
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = c.id and e.event_id = c.event_id
$$;
comment on function report.stage_visit_causes is
    'Events of visits to stages: FIRST entries in the period; ALL entries of those that first entered in it; EXIT from a stage in it.';

create function report.sales_causes(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    select s.kind, e.source, e.aggregate_id, e.sequence, s.line, e.event_id, e.type, e.occurred_at, e.recorded_at,
           report.link(e.type, e.aggregate_id), s.currency, s.quantity, s.amount
      from report.sales(
           as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels, representatives, tiers) s
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = s.id and e.sequence = s.sequence
$$;
comment on function report.sales_causes is
    'The entries of the sales ledger in the period, with their events; part is PLACED, CANCELLED or RETURNED.';

create function report.order_causes(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    select o.customer_id, e.source, e.aggregate_id, e.sequence, 0, e.event_id, e.type, e.occurred_at, e.recorded_at,
           report.link(e.type, e.aggregate_id), o.currency, o.quantity, o.amount
      from report.orders(
           as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = 0
     where o.day between first_day and last_day
$$;
comment on function report.order_causes is
    'Orders of the period of which anything is left, with the event that placed them; part is the customer.';

create function report.pipeline_bridge_causes(
    since timestamptz, close_from date, close_to date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    select split_part(e.type, '.', 2), e.source, e.aggregate_id, e.sequence, 0, e.event_id, e.type, e.occurred_at,
           e.recorded_at, report.link(e.type, e.aggregate_id), null, null::numeric, null::numeric
      from (select id from report.opportunities(
                   since, known_at, null, roots, product_lines, segments, industries, channels, representatives, tiers)
            union
            select id from report.opportunities(
                   as_of, known_at, null, roots, product_lines, segments, industries, channels, representatives, tiers)) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id
     where e.occurred_at > since and e.occurred_at <= as_of and e.recorded_at <= known_at
$$;
comment on function report.pipeline_bridge_causes is
    'What happened to the opportunities between the two instants; part is the kind of event.';

create function report.cadence_causes(
    as_of timestamptz, known_at timestamptz, roots text[] default null, product_lines text[] default null,
    segments text[] default null, industries text[] default null, channels text[] default null,
    representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    select c.tier, e.source, e.aggregate_id, e.sequence, 0, e.event_id, e.type, e.occurred_at, e.recorded_at,
           report.link(e.type, e.aggregate_id), null, null::numeric, null::numeric
      from report.customer c
      join (select distinct on (a.customer_id) a.customer_id, a.id, a.event_id
              from report.activities(as_of, known_at, null, null, null, null, null, null, null) a
             where a.status = 'COMPLETED'
             order by a.customer_id, a.completed_at desc, a.id) contact on contact.customer_id = c.id
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = contact.id and e.event_id = contact.event_id
     where c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
       and c.survivor is null and c.tier is not null
       and product_lines is null
       and (roots is null or c.territory in (select report.territories(roots, as_of, known_at)))
       and (segments is null or c.segment = any (segments))
       and (industries is null or c.industry = any (industries))
       and (channels is null or c.channel = any (channels))
       and (representatives is null or c.owner = any (representatives))
       and (tiers is null or c.tier = any (tiers))
$$;
comment on function report.cadence_causes is 'The last completed contact of every customer that has a tier; part is the tier.';

create function report.plan_fulfilment_causes(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    select a.status, e.source, e.aggregate_id, e.sequence, 0, e.event_id, e.type, e.occurred_at, e.recorded_at,
           report.link(e.type, e.aggregate_id), null, null::numeric, null::numeric
      from report.activities(
           as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) a
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
     where a.status <> 'CANCELLED'
       and (a.planned_at at time zone a.zone)::date between first_day and last_day
$$;
comment on function report.plan_fulfilment_causes is
    'The planned activities of the period, each with the event by which it stands as it does; part is its status.';

create function report.activities_causes(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    select a.kind, e.source, e.aggregate_id, e.sequence, 0, e.event_id, e.type, e.occurred_at, e.recorded_at,
           report.link(e.type, e.aggregate_id), null, null::numeric, null::numeric
      from report.activities(
           as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) a
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
     where (a.planned_at at time zone a.zone)::date between first_day and last_day
        or a.status = 'COMPLETED' and (a.completed_at at time zone a.zone)::date between first_day and last_day
$$;
comment on function report.activities_causes is
    'The activities behind activities v1, each with the event by which it stands as it does; part is its kind.';

create function report.late_causes(
    subjects text[], known_before timestamptz, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    with late as materialized (
        select e.*, split_part(e.type, '.', 1) as subject
          from report.event e
         where e.recorded_at > known_before and e.recorded_at <= known_at and e.occurred_at <= late_causes.as_of
           and split_part(e.type, '.', 1) = any (subjects)
    ), seen (id) as (
        select o.id
          from report.opportunities(
               as_of, known_at, null, roots, product_lines, segments, industries, channels, representatives, tiers) o
         where 'opportunity' = any (subjects)
        union all
        select s.id
          from report.sales(
               as_of, known_at, '0001-01-01', '9999-12-30', roots, product_lines, segments, industries, channels,
               representatives, tiers) s
         where 'order' = any (subjects)
        union all
        select a.id
          from report.activities(
               as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) a
         where 'activity' = any (subjects)
        union all
        select c.id
          from report.customer c
         where 'customer' = any (subjects)
           and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
           and (roots is null or c.territory in (select report.territories(roots, as_of, known_at)))
        union all
        select g.id
          from report.goal g
         where 'goal' = any (subjects)
           and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
           and (roots is null or g.territory in (select report.territories(roots, as_of, known_at)))
    )
    select l.subject, l.source, l.aggregate_id, l.sequence, 0, l.event_id, l.type, l.occurred_at, l.recorded_at,
           report.link(l.type, l.aggregate_id), null, null::numeric, null::numeric
      from late l
     where l.aggregate_id in (select id from seen)
$$;
comment on function report.late_causes is
    'What happened by as_of and was recorded after known_before: late and backdated entries, of what lies in the scope.';

create function report.goal_causes(
    as_of timestamptz, known_at timestamptz, roots text[], wanted_goal text)
returns table (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric)
language sql stable
as $$
    with wanted as (
        select g.*, case when g.territory is not null then array[g.territory] end as scope_roots,
               nullif(g.product_lines, '{}') as scope_lines, nullif(g.segments, '{}') as scope_segments,
               nullif(g.industries, '{}') as scope_industries, nullif(g.channels, '{}') as scope_channels,
               case when g.representative is not null then array[g.representative] end as scope_representatives
          from report.goal g
         where (wanted_goal is null or g.id = wanted_goal)
           and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
           and (roots is null or g.territory in (select report.territories(roots, as_of, known_at)))
    )
    select g.id, e.source, e.aggregate_id, e.sequence, 0, e.event_id, e.type, e.occurred_at, e.recorded_at,
           report.link(e.type, e.aggregate_id), null, null::numeric, null::numeric
      from wanted g
      join report.event e on e.source = '/goal-service' and e.aggregate_id = g.id
     where e.occurred_at <= as_of and e.recorded_at <= known_at
    union all
    select g.id, s.source, s.aggregate_id, s.sequence, s.line, s.event_id, s.type, s.occurred_at, s.recorded_at, s.link,
           s.currency, s.quantity, s.amount
      from wanted g
     cross join lateral report.sales_causes(
           g.period_from, g.period_to, as_of, known_at, scope_roots, scope_lines, scope_segments, scope_industries,
           scope_channels, scope_representatives, null) s
     where g.metric <> 'ACTIVITIES'
    union all
    select g.id, e.source, e.aggregate_id, e.sequence, 0, e.event_id, e.type, e.occurred_at, e.recorded_at,
           report.link(e.type, e.aggregate_id), null, 1::numeric, null::numeric
      from wanted g
     cross join lateral report.activities(
           as_of, known_at, scope_roots, scope_lines, scope_segments, scope_industries, scope_channels,
           scope_representatives, null) a
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
     where g.metric = 'ACTIVITIES' and a.status = 'COMPLETED' and (g.activity_kind is null or a.kind = g.activity_kind)
       and (a.completed_at at time zone a.zone)::date between g.period_from and g.period_to
$$;
comment on function report.goal_causes is
    'The events of goals, and the entries of the sales ledger or the activities in their scope and period, each with its event; part is the goal.';
