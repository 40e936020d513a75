-- The events behind the pipeline bridge.

create function report.pipeline_bridge_causes(
    instant report.instant, since timestamptz, close_from date, close_to date, filter report.filter default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(split_part(e.type, '.', 2), e)).*
      from (select id from report.opportunities(report.instant(since, instant.known_at), filter, null)
            union
            select id from report.opportunities(instant, filter, null)) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id
     where e.occurred_at > since and e.occurred_at <= instant.as_of and e.recorded_at <= instant.known_at
$$;
comment on function report.pipeline_bridge_causes is
    'What happened to the opportunities between the two instants; part is the kind of event.';
