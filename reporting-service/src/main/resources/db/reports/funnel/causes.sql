-- The events behind the figures of the funnel.

create function report.funnel_stock_causes(
    instant report.instant, filter report.filter default null, money report.money default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(
               case when o.held then o.stage || ' held' else o.stage end, e, 0, o.own_currency, null, o.own_amount,
                   money.into_currency,
               o.rate, o.amount, o.missing)).*
      from report.opportunities_in(instant => instant, filter => filter, money => money, wanted_status => 'OPEN') o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
$$;
comment on function report.funnel_stock_causes is
    'The opportunities behind funnel-stock v2, each with the event by which it stands as it does; part is the stage, with held behind it of what is on hold.';

create function report.funnel_wins_causes(
    instant report.instant, period report.period, filter report.filter default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(o.status, e, 0, o.currency, null, o.amount)).*
      from report.opportunities(instant, filter, null) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
     where o.status <> 'OPEN' and (o.closed_at at time zone o.zone)::date between period.first_day and period.last_day
$$;
comment on function report.funnel_wins_causes is
    'What was won or lost in the period, with the event; part is WON or LOST.';

create function report.funnel_stalled_causes(instant report.instant, filter report.filter default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(s.stage, e, 0, s.currency, null, s.amount)).*
      from report.funnel_stalled(instant, filter) s
      join report.opportunities(instant, report.filter(roots => filter.roots), 'OPEN') o on o.id = s.id
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
$$;
comment on function report.funnel_stalled_causes is
    'Stalled opportunities, each with the event by which it stands as it does; part is the stage.';

create function report.stage_visit_causes(
    instant report.instant, period report.period, visits text, filter report.filter default null)
returns setof report.cause
language sql stable
as $$
    with visit as (
        select v.*, min(v.entered_at) over same as first_at, row_number() over same as visit
          from report.stage_visits(instant, filter) v
        window same as (partition by v.id, v.stage order by v.entered_at)
    ), chosen as (
        select stage, id, event_id from visit
         where visits = 'FIRST' and visit = 1 and (entered_at at time zone zone)::date between period.first_day
             and period.last_day
        union all
        select stage, id, event_id from visit
         where visits = 'ALL' and (first_at at time zone zone)::date between period.first_day and period.last_day
        union all
        select stage || case when advanced then ' -> forwards' else ' -> elsewhere' end, id, left_event_id from visit
         where visits = 'EXIT' and (left_at at time zone zone)::date between period.first_day and period.last_day
    )
    select (report.cause(c.stage, e)).*
      from chosen c
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = c.id and e.event_id = c.event_id
$$;
comment on function report.stage_visit_causes is
    'Events of visits to stages: FIRST entries in the period; ALL entries of those that first entered in it; EXIT from a stage in it.';
