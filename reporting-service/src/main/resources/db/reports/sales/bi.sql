-- Sales in schema bi, as of now. Amounts keep their own currency and must not be added across currencies.

create view bi.order_line with (security_barrier) as
select s.id as order_id, s.line, s.opportunity_id, coalesce(merged.survivor, s.customer_id) as customer_id,
       s.representative,
       s.channel, s.territory, (s.occurred_at at time zone coalesce(t.time_zone, 'UTC'))::date as ordered_day,
       s.occurred_at as ordered_at, s.currency, s.product_line, s.product, s.quantity, s.amount, s.cost,
       coalesce(taken.cancelled_quantity, 0) as cancelled_quantity,
           coalesce(taken.returned_quantity, 0) as returned_quantity,
       s.quantity + coalesce(taken.quantity, 0) as net_quantity, s.amount + coalesce(taken.amount, 0) as net_amount,
           s.event_id
  from report.sale s
  left join (
       select id, placed_line, sum(quantity) as quantity, sum(amount) as amount,
              -sum(quantity) filter (where kind = 'CANCELLED') as cancelled_quantity,
              -sum(quantity) filter (where kind = 'RETURNED') as returned_quantity
         from report.sale
        where kind <> 'PLACED' and recorded_at <= now() and occurred_at <= now()
        group by id, placed_line) taken on taken.id = s.id and taken.placed_line = s.line
  left join report.territory t
    on t.id = 'territory-' || s.territory
   and t.valid_from <= s.occurred_at and s.occurred_at < t.valid_to and t.known_from <= now() and now() < t.known_to
  left join report.customer_now merged
    on merged.id = s.customer_id and merged.survivor is not null
 where s.kind = 'PLACED' and s.recorded_at <= now() and s.occurred_at <= now()
   and ((select report.bi_roots(current_user)) is null or s.territory in (select report.bi_territories(current_user)));
comment on view bi.order_line is 'One row for each line of an order, with what has been taken back of it since.';
comment on column bi.order_line.order_id is 'Id of the order.';
comment on column bi.order_line.line is 'The line''s place in the order, from 0.';
comment on column bi.order_line.opportunity_id is 'The opportunity that was won with it; null for a repeat purchase.';
comment on column bi.order_line.customer_id is 'The customer, or the one that it was merged into.';
comment on column bi.order_line.representative is 'Who sold it.';
comment on column bi.order_line.channel is 'Channel.';
comment on column bi.order_line.territory is 'Code.';
comment on column bi.order_line.ordered_day is 'The day of the order in the territory''s time zone.';
comment on column bi.order_line.ordered_at is 'When it was ordered.';
comment on column bi.order_line.currency is 'ISO 4217.';
comment on column bi.order_line.product_line is 'Product line.';
comment on column bi.order_line.product is 'Product.';
comment on column bi.order_line.quantity is 'As ordered.';
comment on column bi.order_line.amount is 'As ordered, in the currency.';
comment on column bi.order_line.cost is 'As ordered, in the currency; null where it is not known.';
comment on column bi.order_line.cancelled_quantity is 'Cancelled since.';
comment on column bi.order_line.returned_quantity is 'Returned since.';
comment on column bi.order_line.net_quantity is 'Quantity less cancellations and returns.';
comment on column bi.order_line.net_amount is 'Amount less cancellations and returns.';
comment on column bi.order_line.event_id is 'The event that placed it.';

-- a function of its own for the same reason
create function report.whole_ledger(roots text[])
returns table (
    id text, sequence bigint, line int, event_id text, kind text, customer_id text, representative text, channel text,
    territory text, day date, currency text, product_line text, product text, quantity numeric, amount numeric,
    cost numeric, order_day date)
language sql stable
as $$
    select id, sequence, line, event_id, kind, customer_id, representative, channel, territory, day, currency,
           product_line,
           product, quantity, amount, cost, order_day
      from report.sales(
           instant => report.instant(now(), now()), period => report.period('0001-01-01', '9999-12-30'),
           filter => report.filter(roots => roots))
$$;
comment on function report.whole_ledger is 'All of the sales ledger now.';

create view bi.sales as
select * from report.whole_ledger(report.bi_roots(current_user));
comment on view bi.sales is
    'The sales ledger: lines of orders, and with negative figures what was cancelled or returned. Amounts of different currencies must not be added.';
comment on column bi.sales.id is 'Id of the order.';
comment on column bi.sales.sequence is 'Place of the event among those of the order.';
comment on column bi.sales.line is 'Place of the entry among those of the order.';
comment on column bi.sales.event_id is 'The event that made the entry.';
comment on column bi.sales.kind is 'PLACED, CANCELLED or RETURNED.';
comment on column bi.sales.customer_id is 'The customer, or the one that it was merged into.';
comment on column bi.sales.representative is 'Who sold it.';
comment on column bi.sales.channel is 'Channel.';
comment on column bi.sales.territory is 'Code.';
comment on column bi.sales.day is 'Day in the territory''s time zone.';
comment on column bi.sales.currency is 'ISO 4217.';
comment on column bi.sales.product_line is 'Product line.';
comment on column bi.sales.product is 'Product.';
comment on column bi.sales.quantity is 'Negative where taken back.';
comment on column bi.sales.amount is 'In the currency; negative where taken back.';
comment on column bi.sales.cost is 'In the currency; null where it is not known.';
comment on column bi.sales.order_day is 'Day on which the order was placed.';

create view bi.sales_daily with (security_barrier) as
select (s.occurred_at at time zone coalesce(t.time_zone, 'UTC'))::date as day, s.territory, s.product_line, s.product,
       s.channel, s.representative, s.currency, sum(s.amount) as sales_amount, sum(s.quantity) as units,
       sum(s.amount - s.cost) as gross_profit,
       count(distinct s.id) filter (where s.kind = 'PLACED')
       - count(distinct s.id) filter (where s.sequence = gone.sequence) as orders,
       coalesce(sum(s.amount) filter (where s.cost is null), 0) as uncosted_amount
  from report.sale s
  left join lateral (
       -- the event by which nothing was left of the order's lines of the product
       select max(x.sequence) filter (where x.latest) as sequence
         from (select p.sequence, p.quantity,
                      row_number() over (order by p.kind = 'PLACED', p.occurred_at desc, p.sequence desc) = 1 as latest
                 from report.sale p
                where p.id = s.id and p.product_line = s.product_line and p.product = s.product
                  and p.recorded_at <= now() and p.occurred_at <= now()) x
       having sum(x.quantity) = 0) gone on s.kind <> 'PLACED'
  left join report.territory t
    on t.id = 'territory-' || s.territory
   and t.valid_from <= s.occurred_at and s.occurred_at < t.valid_to and t.known_from <= now() and now() < t.known_to
 where s.recorded_at <= now() and s.occurred_at <= now()
   and ((select report.bi_roots(current_user)) is null or s.territory in (select report.bi_territories(current_user)))
 group by 1, s.territory, s.product_line, s.product, s.channel, s.representative, s.currency;
comment on view bi.sales_daily is 'Sales of each day: orders less what was cancelled or returned on that day.';
comment on column bi.sales_daily.day is 'In the territory''s time zone.';
comment on column bi.sales_daily.territory is 'Code.';
comment on column bi.sales_daily.product_line is 'Product line.';
comment on column bi.sales_daily.product is 'Product.';
comment on column bi.sales_daily.channel is 'Channel.';
comment on column bi.sales_daily.representative is 'Who sold it.';
comment on column bi.sales_daily.currency is 'ISO 4217.';
comment on column bi.sales_daily.sales_amount is 'In the currency.';
comment on column bi.sales_daily.units is 'Net of what was taken back.';
comment on column bi.sales_daily.gross_profit is 'Sales less cost over lines with a cost; null where no line has one.';
comment on column bi.sales_daily.orders is 'Placed on the day with such a line, less those of which the last was taken back on it.';
comment on column bi.sales_daily.uncosted_amount is 'Sales of which the cost is not known.';

create view bi.sales_metrics as
select m.month, s.*
  from report.months() m
 cross join lateral report.bi_sales_summary(
       instant => report.instant(now(), now()),
       period => report.period(m.month, (m.month + interval '1 month')::date - 1),
       filter => report.filter(roots => report.bi_roots(current_user))) s;
comment on view bi.sales_metrics is 'Sales of each month in each currency. Ask for a few months at a time: each is computed by itself.';
comment on column bi.sales_metrics.month is 'First day of the month.';
comment on column bi.sales_metrics.currency is 'ISO 4217.';
comment on column bi.sales_metrics.sales_amount is 'Orders less cancellations and returns, each on its own day.';
comment on column bi.sales_metrics.placed_amount is 'Orders placed.';
comment on column bi.sales_metrics.cancelled_amount is 'Cancelled in the month, whenever it was ordered.';
comment on column bi.sales_metrics.returned_amount is 'Returned in the month, whenever it was ordered.';
comment on column bi.sales_metrics.units is 'Net of what was taken back.';
comment on column bi.sales_metrics.gross_profit is 'Sales less cost over lines with a cost; null where no line has one.';
comment on column bi.sales_metrics.uncosted_share is 'The part of sales of which the cost is not known, a share.';
comment on column bi.sales_metrics.gross_profit_complete is 'Whether that part is within the limit of the light policy.';
comment on column bi.sales_metrics.orders is 'Placed in the month and not wholly taken back since.';
comment on column bi.sales_metrics.customers is 'Distinct ones of those orders.';
comment on column bi.sales_metrics.average_order_amount is 'For each order.';
comment on column bi.sales_metrics.average_order_value is 'For each customer.';
comment on column bi.sales_metrics.unavailable_reason is 'Nothing here: no amount is converted.';
comment on column bi.sales_metrics.complete is 'Always: no amount is converted.';
comment on column bi.sales_metrics.unconverted is 'Nothing here: no amount is converted.';
