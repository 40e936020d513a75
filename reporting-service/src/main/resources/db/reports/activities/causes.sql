-- The events behind the figures of activities.

create function report.cadence_causes(instant report.instant, filter report.filter default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(c.tier, e)).*
      from report.customers(instant, filter) c
     cross join lateral (
           select a.id, a.event_id
             from report.activities(instant, null) a
            where a.customer_id = c.id and a.status = 'COMPLETED'
            order by a.completed_at desc, a.id limit 1) contact
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = contact.id and e.event_id = contact.event_id
     where c.tier is not null and c.lifecycle <> 'LOST' and filter.product_lines is null
$$;
comment on function report.cadence_causes is
    'The last completed contact of every customer that has a tier; part is the tier.';

create function report.plan_fulfilment_causes(
    instant report.instant, period report.period, filter report.filter default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(
               case when (a.planned_at at time zone a.zone)::date <> (a.first_planned_at at time zone a.zone)::date
                    then 'MOVED' else a.status end, e)).*
      from report.activities(instant, filter) a
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
     where a.status <> 'CANCELLED'
       and (a.first_planned_at at time zone a.zone)::date between period.first_day and period.last_day
       -- for the index
       and a.first_planned_at >= report.earliest_begin(period.first_day)
       and a.first_planned_at < report.latest_end(period.last_day)
$$;
comment on function report.plan_fulfilment_causes is
    'The planned activities of the period, each with the event by which it stands as it does; part is its status, or MOVED where it was moved to another day.';

create function report.activities_causes(
    instant report.instant, period report.period, filter report.filter default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(a.kind, e)).*
      from report.activities(instant, filter) a
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
     where ((a.planned_at at time zone a.zone)::date between period.first_day and period.last_day
            -- for the indexes
            and a.planned_at >= report.earliest_begin(period.first_day)
            and a.planned_at < report.latest_end(period.last_day))
        or (a.status = 'COMPLETED' and (a.completed_at at time zone a.zone)::date between period.first_day
            and period.last_day
            and a.completed_at >= report.earliest_begin(period.first_day)
            and a.completed_at < report.latest_end(period.last_day))
$$;
comment on function report.activities_causes is
    'The activities behind activities v1, each with the event by which it stands as it does; part is its kind.';
