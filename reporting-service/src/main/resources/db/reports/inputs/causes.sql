-- The events behind what comes out for what is put in.

create function report.input_output_causes(
    instant report.instant, period report.period, dimension text, filter report.filter default null,
    money report.money default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(
               'WON ' || report.yield_key(dimension, o.channel, o.representative, o.territory), e, 0, o.own_currency, 1,
               o.own_amount, money.into_currency, o.rate, o.amount, o.missing)).*
      from report.opportunities_in(instant => instant, filter => filter, money => money, wanted_status => 'WON') o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = o.sequence
     where o.closed_day between period.first_day and period.last_day
    union all
    select (report.cause(
               concat_ws(' ', 'ACTIVITY', report.yield_key(dimension, a.channel, a.representative, a.territory)), e,
                   0, null, 1)).*
      from report.completed_activities(instant, period, filter) a
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = a.id and e.event_id = a.event_id
    union all
    select (report.cause(
               'BUDGET ' || report.yield_key(dimension, null, null, b.territory), e, 0, b.own_currency, null,
               b.own_amount,
               money.into_currency, b.rate, b.amount, b.missing)).*
      from report.budget_consumed(instant => instant, period => period, filter => filter, money => money) b
      join report.event e
        on e.source = '/goal-service' and e.aggregate_id = b.plan_id and e.sequence = b.sequence
     where dimension in ('ALL', 'TERRITORY')
$$;
comment on function report.input_output_causes is
    'The events behind input-output v1; part is WON, ACTIVITY or BUDGET, and the key of the row. Of what was won and done, quantity is 1.';
