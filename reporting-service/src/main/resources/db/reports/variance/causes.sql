-- The events behind the parts of a variance.

create function report.sales_variance_parts_causes(
    instant report.instant, period report.period, prior_from date, prior_to date, filter report.filter default null,
    money report.money default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(
               period.side || ' ' || s.product, e, s.line, s.own_currency, s.quantity, s.own_amount,
               money.into_currency, s.rate,
               s.amount, s.missing)).*
      from (values ('BASE', prior_from, prior_to), ('ACTUAL', period.first_day, period.last_day)) period (side, since,
          until)
     cross join lateral report.sales_in(
           instant => instant, period => report.period(period.since, period.until), filter => filter, money => money) s
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = s.id and e.sequence = s.sequence
$$;
comment on function report.sales_variance_parts_causes is
    'The entries of the sales ledger behind variance-parts v1; part is BASE for the prior period or ACTUAL for the other, and the product.';

create function report.goal_variance_parts_causes(
    instant report.instant, roots text[], only_goal text, money report.money default null)
returns setof report.cause
language sql stable
as $$
    with parent as (
        select * from report.goals(instant => instant, roots => roots,
                                   only_goals => report.only(only_goal)) where metric = 'SALES_AMOUNT'
    ), line as (
        select * from report.goal_plan_lines(
            instant => instant, money => money, roots => roots, only_goal => only_goal)
    )
    select (report.cause('BASE ' || b.id, e)).*
      from (select id from parent union select goal_id from line union select units_goal from line) b (id)
      join report.event e on e.source = '/goal-service' and e.aggregate_id = b.id
     where e.occurred_at <= instant.as_of and e.recorded_at <= instant.known_at
    union all
    select (report.cause(
               'ACTUAL ' || s.product_line, e, s.line, s.own_currency, s.quantity, s.own_amount, into_currency,
               s.rate, s.amount,
               s.missing)).*
      from parent p
     cross join lateral (select coalesce(money.into_currency, p.currency)) i (into_currency)
     cross join lateral report.sales_in(
           instant => instant, period => report.period(p.period_from, p.period_to),
           filter => report.scope(p.territory, p.product_lines, p.segments, p.industries, p.channels, p.representative),
           money => report.at_plan_rates(money, i.into_currency, p.plan_id)) s
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = s.id and e.sequence = s.sequence
$$;
comment on function report.goal_variance_parts_causes is
    'The events behind variance-parts v1 of a goal: part is BASE and the id of a goal that states planned amounts or units, or ACTUAL and the product line of an entry of the sales ledger.';
