-- The events behind the figures of sales.

create function report.sales_causes(
    instant report.instant, period report.period, filter report.filter default null, money report.money default null,
    credit text default 'ORIGINAL')
returns setof report.cause
language sql stable
as $$
    select (report.cause(
               s.kind, e, s.line, s.own_currency, s.quantity, s.own_amount, money.into_currency, s.rate, s.amount,
                   s.missing)).*
      from report.sales_in(instant => instant, period => period, filter => filter, money => money, credit => credit) s
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = s.id and e.sequence = s.sequence
$$;
comment on function report.sales_causes is
    'The entries of the sales ledger in the period, with their events; part is PLACED, CANCELLED or RETURNED.';

create function report.order_causes(instant report.instant, period report.period, filter report.filter default null)
returns setof report.cause
language sql stable
as $$
    select (report.cause(o.customer_id, e, 0, o.currency, o.quantity, o.amount)).*
      from report.orders(instant => instant, filter => filter, period => period) o
      join report.event e
        on e.source = '/activity-service' and e.aggregate_id = o.id and e.sequence = 0
$$;
comment on function report.order_causes is
    'Orders of the period that were not wholly taken back within it, with the event that placed them; part is the customer.';
