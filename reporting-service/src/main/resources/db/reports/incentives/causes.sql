-- The events behind incentives.

create function report.incentive_causes(instant report.instant, roots text[], only_goal text)
returns setof report.cause
language sql stable
as $$
    with earned as materialized (
        select * from report.entitlements(instant => instant, roots => roots, only_goal => only_goal)
    )
    select (report.cause(
               n.goal_id || case when n.counted_completion is null then ': not measured'
                                 when n.band_from is null then ': below the first band'
                                 else ': band from ' || n.band_from || coalesce(' to ' || n.band_to, '') end, e)).*
      from earned n
      join report.event e
        on e.source = '/goal-service' and e.aggregate_id = n.scheme_id and e.type = 'incentive.SchemeDefined.v1'
     where e.occurred_at <= instant.as_of and e.recorded_at <= instant.known_at
    union all
    select (report.cause(n.goal_id || ': award', e, 0, n.currency, null, (e.data ->> 'amount')::numeric)).*
      from earned n
      join report.event e
        on e.source = '/goal-service' and e.aggregate_id = n.scheme_id and e.type = 'incentive.AwardRecorded.v1'
       and e.data ->> 'goalId' = n.goal_id
     where e.occurred_at <= instant.as_of and e.recorded_at <= instant.known_at
    union all
    select c.*
      from (select distinct goal_id from earned) n
     cross join lateral report.goal_causes(instant => instant, roots => null, only_goal => n.goal_id) c
$$;
comment on function report.incentive_causes is
    'The events behind entitlement v1: that which defined the scheme, part of which names the goal and the band that its completion lies in; the awards of the goal; and the causes of its completion, part of which is the goal.';
