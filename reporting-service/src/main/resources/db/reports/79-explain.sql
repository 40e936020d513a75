-- The events behind figures.

create type report.cause as (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text, occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric, rate numeric, converted_currency text,
    converted_amount numeric, refusal text);
comment on type report.cause is
    'An event behind a figure. part says to which part of the figure it belongs, quantity and amount what it adds where it adds any, link where the history of its aggregate is read. Of a figure in one currency it adds converted_amount, at the rate beside it; where there is no rate, refusal names it.';

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
        when 'incentive' then 'incentive-schemes/' || aggregate_id
        when 'activity' then 'activities/' || aggregate_id end || '/history'
$$;
comment on function report.link is 'Where an aggregate''s history is read; null where it has none of its own.';

create function report.cause(
    part text, e report.event, line int default 0, currency text default null, quantity numeric default null,
    amount numeric default null, into_currency text default null, rate numeric default null, converted numeric default null,
    missing text default null)
returns report.cause
language sql immutable
as $$
    select row(part, e.source, e.aggregate_id, e.sequence, line, e.event_id, e.type, e.occurred_at, e.recorded_at,
               report.link(e.type, e.aggregate_id), currency, quantity, amount,
               case when into_currency = currency then 1 else rate end, into_currency,
               case when into_currency is not null and missing is null then converted end,
               'rate-missing: ' || missing)::report.cause
$$;
comment on function report.cause is
    'An event as a cause. Nothing is converted where into_currency is null. It is inlined, so that taking it apart with .* costs nothing.';

create function report.funnel_stock_causes(
    as_of timestamptz, known_at timestamptz, roots text[] default null, product_lines text[] default null,
    segments text[] default null, industries text[] default null, channels text[] default null,
    representatives text[] default null, tiers text[] default null, into_currency text default null,
    rate_kind text default 'BOOKING', rate_plan text default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(
               case when o.held then o.stage || ' held' else o.stage end, e, 0, o.own_currency, null, o.own_amount, into_currency,
               o.rate, o.amount, o.missing)).*
      from report.opportunities_in(
           as_of, known_at, 'OPEN', roots, product_lines, segments, industries, channels, representatives, tiers,
           into_currency, rate_kind, rate_plan) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
$$;
comment on function report.funnel_stock_causes is
    'The opportunities behind funnel-stock v2, each with the event by which it stands as it does; part is the stage, with held behind it of what is on hold.';

create function report.funnel_wins_causes(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(o.status, e, 0, o.currency, null, o.amount)).*
      from report.opportunities(
           as_of, known_at, null, roots, product_lines, segments, industries, channels, representatives, tiers) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
     where o.status <> 'OPEN' and (o.closed_at at time zone o.zone)::date between first_day and last_day
$$;
comment on function report.funnel_wins_causes is
    'What was won or lost in the period, with the event; part is WON or LOST.';

create function report.funnel_stalled_causes(
    as_of timestamptz, known_at timestamptz, roots text[] default null, product_lines text[] default null,
    segments text[] default null, industries text[] default null, channels text[] default null,
    representatives text[] default null, tiers text[] default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(s.stage, e, 0, s.currency, null, s.amount)).*
      from report.funnel_stalled(
           as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) s
      join report.opportunities(as_of, known_at, 'OPEN', roots, null, null, null, null, null, null) o on o.id = s.id
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
$$;
comment on function report.funnel_stalled_causes is
    'Stalled opportunities, each with the event by which it stands as it does; part is the stage.';

create function report.stage_visit_causes(
    visits text, first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns setof report.cause
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
    select (report.cause(c.stage, e)).*
      from chosen c
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = c.id and e.event_id = c.event_id
$$;
comment on function report.stage_visit_causes is
    'Events of visits to stages: FIRST entries in the period; ALL entries of those that first entered in it; EXIT from a stage in it.';

create function report.sales_causes(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null,
    into_currency text default null, rate_kind text default 'BOOKING', rate_plan text default null,
    credit text default 'ORIGINAL')
returns setof report.cause
language sql stable
as $$
    select (report.cause(
               s.kind, e, s.line, s.own_currency, s.quantity, s.own_amount, into_currency, s.rate, s.amount, s.missing)).*
      from report.sales_in(
           as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels, representatives, tiers,
           into_currency, rate_kind, rate_plan, credit) s
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = s.id and e.sequence = s.sequence
$$;
comment on function report.sales_causes is
    'The entries of the sales ledger in the period, with their events; part is PLACED, CANCELLED or RETURNED.';

create function report.order_causes(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(o.customer_id, e, 0, o.currency, o.quantity, o.amount)).*
      from report.orders(
           as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers,
           first_day => order_causes.first_day, last_day => order_causes.last_day) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = 0
$$;
comment on function report.order_causes is
    'Orders of the period that were not wholly taken back within it, with the event that placed them; part is the customer.';

create function report.sales_variance_parts_causes(
    prior_from date, prior_to date, first_day date, last_day date, as_of timestamptz, known_at timestamptz,
    roots text[] default null, product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null,
    into_currency text default null, rate_kind text default 'BOOKING', rate_plan text default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(
               period.side || ' ' || s.product, e, s.line, s.own_currency, s.quantity, s.own_amount, into_currency, s.rate,
               s.amount, s.missing)).*
      from (values ('BASE', prior_from, prior_to), ('ACTUAL', first_day, last_day)) period (side, since, until)
     cross join lateral report.sales_in(
           as_of, known_at, period.since, period.until, roots, product_lines, segments, industries, channels, representatives,
           tiers, into_currency, rate_kind, rate_plan) s
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = s.id and e.sequence = s.sequence
$$;
comment on function report.sales_variance_parts_causes is
    'The entries of the sales ledger behind variance-parts v1; part is BASE for the prior period or ACTUAL for the other, and the product.';

create function report.pipeline_bridge_causes(
    since timestamptz, close_from date, close_to date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(split_part(e.type, '.', 2), e)).*
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
returns setof report.cause
language sql stable
as $$
    select (report.cause(c.tier, e)).*
      from report.customers(as_of, known_at, roots, segments, industries, channels, representatives, tiers) c
     cross join lateral (
           select a.id, a.event_id
             from report.activities(as_of, known_at, null, null, null, null, null, null, null) a
            where a.customer_id = c.id and a.status = 'COMPLETED'
            order by a.completed_at desc, a.id limit 1) contact
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = contact.id and e.event_id = contact.event_id
     where c.tier is not null and c.lifecycle <> 'LOST' and product_lines is null
$$;
comment on function report.cadence_causes is
    'The last completed contact of every customer that has a tier; part is the tier.';

create function report.plan_fulfilment_causes(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(
               case when (a.planned_at at time zone a.zone)::date <> (a.first_planned_at at time zone a.zone)::date
                    then 'MOVED' else a.status end, e)).*
      from report.activities(
           as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) a
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
     where a.status <> 'CANCELLED'
       and (a.first_planned_at at time zone a.zone)::date between first_day and last_day
       -- for the index
       and a.first_planned_at >= report.earliest_begin(first_day)
       and a.first_planned_at < report.latest_end(last_day)
$$;
comment on function report.plan_fulfilment_causes is
    'The planned activities of the period, each with the event by which it stands as it does; part is its status, or MOVED where it was moved to another day.';

create function report.activities_causes(
    first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(a.kind, e)).*
      from report.activities(
           as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) a
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
     where ((a.planned_at at time zone a.zone)::date between first_day and last_day
            -- for the indexes
            and a.planned_at >= report.earliest_begin(first_day)
            and a.planned_at < report.latest_end(last_day))
        or (a.status = 'COMPLETED' and (a.completed_at at time zone a.zone)::date between first_day and last_day
            and a.completed_at >= report.earliest_begin(first_day)
            and a.completed_at < report.latest_end(last_day))
$$;
comment on function report.activities_causes is
    'The activities behind activities v1, each with the event by which it stands as it does; part is its kind.';

create function report.measure_causes(
    part text, metric text, activity_kind text, into_currency text, as_of timestamptz, known_at timestamptz, first_day date,
    last_day date, root text, product_lines text[], segments text[], industries text[], channels text[], representative text,
    rate_kind text, rate_plan text, credit text default 'ORIGINAL')
returns setof report.cause
language plpgsql stable
-- a plan for any scope would read all of the ledger, and one for any metric all activities too
set plan_cache_mode = 'force_custom_plan'
as $$
declare
    roots text[] := report.only(root);
    representatives text[] := report.only(representative);
begin
    product_lines := nullif(product_lines, '{}');
    segments := nullif(segments, '{}');
    industries := nullif(industries, '{}');
    channels := nullif(channels, '{}');

    if metric = 'ACTIVITIES' then
        return query
        select (report.cause(part, e, 0, null, 1)).*
          from report.activities(
               as_of, known_at, roots, product_lines, segments, industries, channels, representatives, null) a
          join report.event e
            on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
         where a.status = 'COMPLETED' and (activity_kind is null or a.kind = activity_kind)
           and (a.completed_at at time zone a.zone)::date between first_day and last_day;
    elsif metric = 'NEW_CUSTOMERS' then
        return query
        select (report.cause(part, e, 0, null, 1)).*
          from report.first_orders(
               as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels, representatives,
               null, credit) f
          join report.event e on e.source = '/activity-service' and e.aggregate_id = f.id and e.sequence = 0;
    elsif metric = 'CUSTOMER_SATISFACTION' then
        return query
        select (report.cause(part, e, 0, null, a.score)).*
          from report.survey_answer a
         cross join lateral (select case credit when 'CURRENT' then as_of else a.occurred_at end) b (at)
          join report.customer c on c.id = a.id and c.valid_from <= b.at and b.at < c.valid_to
          join report.event e
            on e.source = '/customer-service' and e.aggregate_id = a.id and e.sequence = a.sequence
         where a.answered_on between first_day and last_day and a.occurred_at <= as_of and a.recorded_at <= known_at
           and c.known_from <= known_at and known_at < c.known_to
           and product_lines is null
           and (roots is null or exists (
                select from unnest(array(select m from report.memberships(roots, '-infinity', as_of, known_at) m)) m
                 where m.code = c.territory and m.since <= b.at and b.at < m.until))
           and (segments is null or c.segment = any (segments))
           and (industries is null or c.industry = any (industries))
           and (channels is null or c.channel = any (channels))
           and (representatives is null or c.owner = any (representatives));
    else
        return query
        select (report.cause(
                   part, e, s.line, s.own_currency, s.quantity,
                   case metric when 'GROSS_PROFIT' then s.own_amount - s.own_cost else s.own_amount end, into_currency, s.rate,
                   case metric when 'GROSS_PROFIT' then s.amount - s.cost else s.amount end, s.missing)).*
          from report.sales_in(
               as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels, representatives, null,
               into_currency, rate_kind, rate_plan, credit) s
          join report.event e
            on e.source = '/activity-service' and e.aggregate_id = s.id and e.sequence = s.sequence;
    end if;
end
$$;
comment on function report.measure_causes is
    'What a metric in a scope and a period is measured from, each with its event: activities and first orders, of quantity 1; answers of surveys, of which quantity is the score; or entries of the sales ledger.';

create function report.goal_causes(
    as_of timestamptz, known_at timestamptz, roots text[], wanted_goal text, in_currency text default null,
    rate_kind text default null, rate_plan text default null, as_part text default null, credit text default 'ORIGINAL')
returns setof report.cause
language sql stable
as $$
    with wanted as (
        select g.*, coalesce(as_part, g.id) as part, coalesce(rate_plan, g.plan_id) as rates_of
          from report.goal g
         where (wanted_goal is null or g.id = wanted_goal)
           and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
           and (roots is null or g.territory in (select report.territories(roots, as_of, known_at)))
    )
    select (report.cause(g.part, e)).*
      from wanted g
      join report.event e on e.source = '/goal-service' and e.aggregate_id = g.id
     where e.occurred_at <= as_of and e.recorded_at <= known_at
    union all
    select (report.cause(g.part, e)).*
      from wanted g
      join report.event e
        on e.source = '/goal-service' and e.aggregate_id = g.rates_of and e.type = 'plan.MarketAnalysed.v1'
     where g.metric = 'MARKET_SHARE' and e.occurred_at <= as_of and e.recorded_at <= known_at
    union all
    select m.*
      from wanted g
     cross join lateral report.measure_causes(
           g.part, g.metric, g.activity_kind,
           case when g.metric = 'MARKET_SHARE' then (select p.currency from report.plans(as_of, known_at, null, g.rates_of) p)
                when g.currency is not null then coalesce(in_currency, g.currency) end,
           as_of, known_at, g.period_from, g.period_to, g.territory, g.product_lines, g.segments, g.industries, g.channels,
           g.representative, coalesce(rate_kind, 'PLAN'), g.rates_of, credit) m
     -- a draft may lack it
     where g.metric is not null and g.period_from is not null
$$;
comment on function report.goal_causes is
    'The events of goals, what the plan of a market share says of the market, and what is measured in their scope and period, amounts in the goal''s currency; part is the goal, unless another is given.';

create function report.goal_forecast_causes(
    as_of timestamptz, known_at timestamptz, roots text[], wanted_goal text, in_currency text default null,
    rate_kind text default null, rate_plan text default null, credit text default 'ORIGINAL')
returns setof report.cause
language sql stable
as $$
    with chosen as (
        select * from report.goals(as_of, known_at, roots, report.only(wanted_goal)) where metric = 'SALES_AMOUNT'
    )
    select c.*
      from chosen g
     cross join lateral report.goal_causes(
           as_of, known_at, null, g.id, in_currency, rate_kind, rate_plan, null, credit) c
    union all
    select (report.cause(
               'open ' || g.id, e, 0, o.own_currency, null, o.own_amount, into_currency, o.rate, o.amount, o.missing)).*
      from chosen g
     cross join lateral (select case when g.currency is not null then coalesce(in_currency, g.currency) end) i (into_currency)
     cross join lateral report.opportunities_in(
           as_of, known_at, 'OPEN', report.only(g.territory), nullif(g.product_lines, '{}'), nullif(g.segments, '{}'),
           nullif(g.industries, '{}'), nullif(g.channels, '{}'), report.only(g.representative), null, i.into_currency,
           coalesce(rate_kind, 'PLAN'), coalesce(rate_plan, g.plan_id)) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
     where o.expected_close between g.period_from and g.period_to
$$;
comment on function report.goal_forecast_causes is
    'What goal_causes gives of goals for a sales amount, and the open opportunities that are expected to close in their period, each with the event by which it stands as it does; part of these is open and the goal.';

create function report.goal_rollup_causes(
    as_of timestamptz, known_at timestamptz, roots text[], wanted_goal text, in_currency text default null,
    rate_kind text default null, rate_plan text default null)
returns setof report.cause
language sql stable
as $$
    select * from report.goal_causes(as_of, known_at, roots, wanted_goal, in_currency, rate_kind, rate_plan)
    union all
    select x.*
      from report.goals(as_of, known_at, roots, report.only(wanted_goal), in_currency) p
      join report.goal_children(as_of, known_at, roots, wanted_goal, null, in_currency, rate_kind, rate_plan) c
        on c.parent_id = p.id
     cross join lateral report.goal_causes(
           as_of, known_at, null, c.goal_id, p.currency, rate_kind, coalesce(rate_plan, p.plan_id),
           'child ' || c.goal_id || coalesce(' of ' || c.decomposition_id, '')) x
$$;
comment on function report.goal_rollup_causes is
    'The causes of a goal, part of which is its id, and for each decomposition those of its children, part of which is child, the child''s id and the decomposition''s. An event that several of them count is there for each.';

create function report.goal_variance_parts_causes(
    as_of timestamptz, known_at timestamptz, roots text[], wanted_goal text, in_currency text default null,
    rate_kind text default null, rate_plan text default null)
returns setof report.cause
language sql stable
as $$
    with parent as (
        select * from report.goals(as_of, known_at, roots, report.only(wanted_goal)) where metric = 'SALES_AMOUNT'
    ), line as (
        select * from report.goal_plan_lines(as_of, known_at, roots, wanted_goal, in_currency, rate_kind, rate_plan)
    )
    select (report.cause('BASE ' || b.id, e)).*
      from (select id from parent union select goal_id from line union select units_goal from line) b (id)
      join report.event e on e.source = '/goal-service' and e.aggregate_id = b.id
     where e.occurred_at <= as_of and e.recorded_at <= known_at
    union all
    select (report.cause(
               'ACTUAL ' || s.product_line, e, s.line, s.own_currency, s.quantity, s.own_amount, into_currency, s.rate, s.amount,
               s.missing)).*
      from parent p
     cross join lateral (select coalesce(in_currency, p.currency)) i (into_currency)
     cross join lateral report.sales_in(
           as_of, known_at, p.period_from, p.period_to, report.only(p.territory), nullif(p.product_lines, '{}'),
           nullif(p.segments, '{}'), nullif(p.industries, '{}'), nullif(p.channels, '{}'), report.only(p.representative), null,
           i.into_currency, coalesce(rate_kind, 'PLAN'), coalesce(rate_plan, p.plan_id)) s
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = s.id and e.sequence = s.sequence
$$;
comment on function report.goal_variance_parts_causes is
    'The events behind variance-parts v1 of a goal: part is BASE and the id of a goal that states planned amounts or units, or ACTUAL and the product line of an entry of the sales ledger.';

create function report.incentive_causes(
    as_of timestamptz, known_at timestamptz, roots text[], wanted_goal text)
returns setof report.cause
language sql stable
as $$
    with earned as materialized (
        select * from report.entitlements(as_of, known_at, roots, wanted_goal)
    )
    select (report.cause(
               n.goal_id || case when n.counted_completion is null then ': not measured'
                                 when n.band_from is null then ': below the first band'
                                 else ': band from ' || n.band_from || coalesce(' to ' || n.band_to, '') end, e)).*
      from earned n
      join report.event e
        on e.source = '/goal-service' and e.aggregate_id = n.scheme_id and e.type = 'incentive.SchemeDefined.v1'
     where e.occurred_at <= as_of and e.recorded_at <= known_at
    union all
    select (report.cause(n.goal_id || ': award', e, 0, n.currency, null, (e.data ->> 'amount')::numeric)).*
      from earned n
      join report.event e
        on e.source = '/goal-service' and e.aggregate_id = n.scheme_id and e.type = 'incentive.AwardRecorded.v1'
       and e.data ->> 'goalId' = n.goal_id
     where e.occurred_at <= as_of and e.recorded_at <= known_at
    union all
    select c.*
      from (select distinct goal_id from earned) n
     cross join lateral report.goal_causes(as_of, known_at, null, n.goal_id) c
$$;
comment on function report.incentive_causes is
    'The events behind entitlement v1: that which defined the scheme, part of which names the goal and the band that its completion lies in; the awards of the goal; and the causes of its completion, part of which is the goal.';

create function report.input_output_causes(
    dimension text, first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null,
    into_currency text default null, rate_kind text default 'BOOKING', rate_plan text default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(
               'WON ' || report.yield_key(dimension, o.channel, o.representative, o.territory), e, 0, o.own_currency, 1,
               o.own_amount, into_currency, o.rate, o.amount, o.missing)).*
      from report.opportunities_in(
           as_of, known_at, 'WON', roots, product_lines, segments, industries, channels, representatives, tiers, into_currency,
           rate_kind, rate_plan) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
     where o.closed_day between first_day and last_day
    union all
    select (report.cause(
               concat_ws(' ', 'ACTIVITY', report.yield_key(dimension, a.channel, a.representative, a.territory)), e, 0, null, 1)).*
      from report.completed_activities(
           first_day, last_day, as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) a
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
    union all
    select (report.cause(
               'BUDGET ' || report.yield_key(dimension, null, null, b.territory), e, 0, b.own_currency, null, b.own_amount,
               into_currency, b.rate, b.amount, b.missing)).*
      from report.budget_consumed(
           first_day, last_day, as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers,
           into_currency, rate_kind, rate_plan) b
      join report.event e
        on e.source = '/goal-service' and e.aggregate_id = b.plan_id and e.sequence = b.sequence
     where dimension in ('ALL', 'TERRITORY')
$$;
comment on function report.input_output_causes is
    'The events behind input-output v1; part is WON, ACTIVITY or BUDGET, and the key of the row. Of what was won and done, quantity is 1.';

create function report.plan_channels_causes(
    as_of timestamptz, known_at timestamptz, roots text[], only_plan text)
returns setof report.cause
language sql stable
as $$
    with chosen as materialized (
        select p.* from report.plans(as_of, known_at, roots, only_plan) p
    ), lead as materialized (
        select * from report.plan_leads(as_of, known_at, roots, only_plan)
    )
    select (report.cause('STRATEGY ' || s.channel, e)).*
      from chosen p
     cross join jsonb_to_recordset(p.channels) as s (strategy_id text, channel text)
     cross join lateral (
           select v.* from report.event v
            where v.source = '/goal-service' and v.aggregate_id = p.id and v.type = 'plan.StrategySet.v1'
              and v.data ->> 'strategyId' = s.strategy_id and v.occurred_at <= as_of and v.recorded_at <= known_at
            order by v.occurred_at desc, v.sequence desc limit 1) e
    union all
    select (report.cause(case when l.high_intent then 'HIGH_INTENT_LEAD ' else 'LEAD ' end || l.channel, e, 0, null, 1)).*
      from lead l
      join report.event e on e.source = '/activity-service' and e.aggregate_id = l.opportunity_id and e.sequence = 0
    union all
    select (report.cause('TIER ' || l.channel, e)).*
      from (select distinct channel, customer_id from lead where high_intent) l
     cross join lateral (
           select v.* from report.event v
            where v.source = '/customer-service' and v.aggregate_id = l.customer_id and v.type = 'customer.TierChanged.v1'
              and v.occurred_at <= as_of and v.recorded_at <= known_at
            order by v.occurred_at desc, v.sequence desc limit 1) e
    union all
    select (report.cause(
               case e.type when 'plan.ResourceConsumed.v1' then 'CONSUMED ' else 'APPROVED ' end || p.id, e, 0, p.currency, null,
               (e.data ->> 'amount')::numeric)).*
      from chosen p
     cross join jsonb_to_recordset(p.resources) as r (resource_id text, kind text)
      join report.event e
        on e.source = '/goal-service' and e.aggregate_id = p.id
       and e.type in ('plan.ResourceApproved.v1', 'plan.ResourceRefused.v1', 'plan.ResourceConsumed.v1')
       and e.data ->> 'resourceId' = r.resource_id
     where r.kind = 'BUDGET' and e.occurred_at <= as_of and e.recorded_at <= known_at
$$;
comment on function report.plan_channels_causes is
    'The events behind channel-share v1. part is STRATEGY and a channel, for what the strategy in force was stated with; LEAD or HIGH_INTENT_LEAD and the channel that a lead counts to, of quantity 1; TIER and the channel, for what put the customer of such a lead in its tier; APPROVED or CONSUMED and the plan, for its budgets.';

create function report.late_causes(
    subjects text[], known_before timestamptz, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null)
returns setof report.cause
language sql stable
as $$
    with late as materialized (
        select e.source, e.aggregate_id, e.sequence from report.event e
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
        union all
        select p.id
          from report.plans(as_of, known_at, roots) p
         where 'plan' = any (subjects)
        union all
        select s.id
          from report.plans(as_of, known_at, roots) p
          join report.incentive_scheme s on s.plan_id = p.id
         where 'incentive' = any (subjects)
           and s.valid_from <= as_of and as_of < s.valid_to and s.known_from <= known_at and known_at < s.known_to
    )
    select (report.cause(split_part(e.type, '.', 1), e)).*
      from late l
      join report.event e on e.source = l.source and e.aggregate_id = l.aggregate_id and e.sequence = l.sequence
     where l.aggregate_id in (select id from seen)
$$;
comment on function report.late_causes is
    'What happened by as_of and was recorded after known_before: late and backdated entries, of what lies in the scope.';
