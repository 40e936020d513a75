-- The events behind what channels bring.

create function report.plan_channels_causes(instant report.instant, roots text[], only_plan text)
returns setof report.cause
language sql stable
as $$
    with chosen as materialized (
        select p.* from report.plans(instant, roots, only_plan) p
    ), lead as materialized (
        select * from report.plan_leads(instant, roots, only_plan)
    )
    select (report.cause('STRATEGY ' || s.channel, e)).*
      from chosen p
     cross join jsonb_to_recordset(p.channels) as s (strategy_id text, channel text)
     cross join lateral (
           select v.* from report.event v
            where v.source = '/goal-service' and v.aggregate_id = p.id and v.type = 'plan.StrategySet.v1'
              and v.data ->> 'strategyId' = s.strategy_id and v.occurred_at <= instant.as_of
                  and v.recorded_at <= instant.known_at
            order by v.occurred_at desc, v.sequence desc limit 1) e
    union all
    select (report.cause(case when l.high_intent then 'HIGH_INTENT_LEAD ' else 'LEAD ' end || l.channel, e, 0, null,
                         1)).*
      from lead l
      join report.event e on e.source = '/activity-service' and e.aggregate_id = l.opportunity_id and e.sequence = 0
    union all
    select (report.cause('TIER ' || l.channel, e)).*
      from (select distinct channel, customer_id from lead where high_intent) l
     cross join lateral (
           select v.* from report.event v
            where v.source = '/customer-service' and v.aggregate_id = l.customer_id
                and v.type = 'customer.TierChanged.v1'
              and v.occurred_at <= instant.as_of and v.recorded_at <= instant.known_at
            order by v.occurred_at desc, v.sequence desc limit 1) e
    union all
    select (report.cause(
               case e.type when 'plan.ResourceConsumed.v1' then 'CONSUMED ' else 'APPROVED ' end || p.id, e, 0,
                   p.currency, null,
               (e.data ->> 'amount')::numeric)).*
      from chosen p
     cross join jsonb_to_recordset(p.resources) as r (resource_id text, kind text)
      join report.event e
        on e.source = '/goal-service' and e.aggregate_id = p.id
       and e.type in ('plan.ResourceApproved.v1', 'plan.ResourceRefused.v1', 'plan.ResourceConsumed.v1')
       and e.data ->> 'resourceId' = r.resource_id
     where r.kind = 'BUDGET' and e.occurred_at <= instant.as_of and e.recorded_at <= instant.known_at
$$;
comment on function report.plan_channels_causes is
    'The events behind channel-share v1. part is STRATEGY and a channel, for what the strategy in force was stated with; LEAD or HIGH_INTENT_LEAD and the channel that a lead counts to, of quantity 1; TIER and the channel, for what put the customer of such a lead in its tier; APPROVED or CONSUMED and the plan, for its budgets.';
