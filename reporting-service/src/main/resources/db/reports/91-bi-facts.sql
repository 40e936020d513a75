-- Facts of schema bi, as of now. Amounts keep their own currency and must not be added across currencies.

create view bi.activity with (security_barrier) as
select a.id as activity_id, a.customer_id, a.opportunity_id, a.kind, a.representative, a.territory, a.status, a.planned_at,
       (a.planned_at at time zone coalesce(t.time_zone, 'UTC'))::date as planned_day, a.completed_at,
       (a.completed_at at time zone coalesce(t.time_zone, 'UTC'))::date as completed_day, a.event_id
  from report.activity a
  left join report.territory t
    on t.id = 'territory-' || a.territory
   and t.valid_from <= now() and now() < t.valid_to and t.known_from <= now() and now() < t.known_to
 where a.valid_from <= now() and now() < a.valid_to and a.known_from <= now() and now() < a.known_to
   and ((select report.bi_roots(current_user)) is null or a.territory in (select report.bi_territories(current_user)));
comment on view bi.activity is 'One row for each activity, as it stands now.';
comment on column bi.activity.activity_id is 'Id.';
comment on column bi.activity.customer_id is 'The customer; null for those with none, like an exhibition.';
comment on column bi.activity.opportunity_id is 'The opportunity, where it serves one.';
comment on column bi.activity.kind is 'Visit, call and so on.';
comment on column bi.activity.representative is 'Who does it.';
comment on column bi.activity.territory is 'Code.';
comment on column bi.activity.status is 'PLANNED, COMPLETED, MISSED or CANCELLED.';
comment on column bi.activity.planned_at is 'When it is planned for at present.';
comment on column bi.activity.planned_day is 'The day of that in the territory''s time zone.';
comment on column bi.activity.completed_at is 'When it was done.';
comment on column bi.activity.completed_day is 'The day of that in the territory''s time zone.';
comment on column bi.activity.event_id is 'The event by which it stands as it does.';

create view bi.opportunity with (security_barrier) as
select o.id as opportunity_id, o.customer_id, o.name, o.territory, o.owner as representative, o.channel, o.source, o.pipeline,
       o.stage, o.stage_rank, o.probability, o.status, o.held, o.currency, o.amount,
       round(case when o.held then 0 else o.amount * o.probability end, 2) as weighted_amount, o.expected_close, o.opened_at,
       (o.opened_at at time zone coalesce(t.time_zone, 'UTC'))::date as opened_day, o.stage_since, o.closed_at,
       (o.closed_at at time zone coalesce(t.time_zone, 'UTC'))::date as closed_day, o.order_id, o.lost_reason,
       o.competitor, o.event_id
  from report.opportunity o
  left join report.territory t
    on t.id = 'territory-' || o.territory
   and t.valid_from <= now() and now() < t.valid_to and t.known_from <= now() and now() < t.known_to
 where o.valid_from <= now() and now() < o.valid_to and o.known_from <= now() and now() < o.known_to
   and ((select report.bi_roots(current_user)) is null or o.territory in (select report.bi_territories(current_user)));
comment on view bi.opportunity is 'One row for each opportunity, as it stands now.';
comment on column bi.opportunity.opportunity_id is 'Id.';
comment on column bi.opportunity.customer_id is 'The customer.';
comment on column bi.opportunity.name is 'Name.';
comment on column bi.opportunity.territory is 'Code.';
comment on column bi.opportunity.representative is 'The owner''s id.';
comment on column bi.opportunity.channel is 'Channel.';
comment on column bi.opportunity.source is 'Where it came from: search, referral and so on.';
comment on column bi.opportunity.pipeline is 'Pipeline definition and version that it was opened under.';
comment on column bi.opportunity.stage is 'The present stage, or the last one before it was closed.';
comment on column bi.opportunity.stage_rank is 'Place of the stage in its pipeline, from 1.';
comment on column bi.opportunity.probability is 'Of winning, as a share.';
comment on column bi.opportunity.status is 'OPEN, WON or LOST.';
comment on column bi.opportunity.held is 'Whether it is on hold.';
comment on column bi.opportunity.currency is 'ISO 4217.';
comment on column bi.opportunity.amount is 'In its currency.';
comment on column bi.opportunity.weighted_amount is 'Amount times probability.';
comment on column bi.opportunity.expected_close is 'The day on which it is expected to close.';
comment on column bi.opportunity.opened_at is 'When it was opened.';
comment on column bi.opportunity.opened_day is 'The day of that in the territory''s time zone.';
comment on column bi.opportunity.stage_since is 'When it came into its stage.';
comment on column bi.opportunity.closed_at is 'When it was won or lost; null while it is open.';
comment on column bi.opportunity.closed_day is 'The day of that in the territory''s time zone.';
comment on column bi.opportunity.order_id is 'The order that it was won with.';
comment on column bi.opportunity.lost_reason is 'Why it was lost.';
comment on column bi.opportunity.competitor is 'To whom it was lost, where named.';
comment on column bi.opportunity.event_id is 'The event by which it stands as it does.';

-- a function of its own: what a view calls runs with the owner's rights, which would keep report.stage_visits out of the
-- plans of the reports that are made of it
create function report.whole_stage_visits(roots text[])
returns table (
    id text, event_id text, pipeline text, stage text, stage_rank int, entered_at timestamptz, left_at timestamptz,
    advanced boolean)
language sql stable
as $$
    select id, event_id, pipeline, stage, stage_rank, entered_at, left_at, advanced
      from report.stage_visits(now(), now(), roots, null, null, null, null, null, null)
$$;
comment on function report.whole_stage_visits is 'All visits to stages until now.';

create view bi.opportunity_stage as
select v.id as opportunity_id, row_number() over (partition by v.id order by v.entered_at) as visit, v.pipeline, v.stage,
       v.stage_rank, v.entered_at, v.left_at, report.days(coalesce(v.left_at, now()) - v.entered_at) as days, v.advanced,
       v.event_id
  from report.whole_stage_visits(report.bi_roots(current_user)) v;
comment on view bi.opportunity_stage is 'Every visit of an opportunity to a stage while it was open.';
comment on column bi.opportunity_stage.opportunity_id is 'Id.';
comment on column bi.opportunity_stage.visit is 'Counts an opportunity''s visits to stages from 1.';
comment on column bi.opportunity_stage.pipeline is 'Pipeline definition and version.';
comment on column bi.opportunity_stage.stage is 'Stage.';
comment on column bi.opportunity_stage.stage_rank is 'Its place in the pipeline, from 1.';
comment on column bi.opportunity_stage.entered_at is 'When it came in.';
comment on column bi.opportunity_stage.left_at is 'When it left; null while it is there.';
comment on column bi.opportunity_stage.days is 'Length of the visit, up to now where it lasts.';
comment on column bi.opportunity_stage.advanced is 'Whether it left forwards; null while it is there.';
comment on column bi.opportunity_stage.event_id is 'The event that brought it in.';

create view bi.order_line with (security_barrier) as
select s.id as order_id, s.line, s.opportunity_id, coalesce(merged.survivor, s.customer_id) as customer_id, s.representative,
       s.channel, s.territory, (s.occurred_at at time zone coalesce(t.time_zone, 'UTC'))::date as ordered_day,
       s.occurred_at as ordered_at, s.currency, s.product_line, s.product, s.quantity, s.amount, s.cost,
       coalesce(taken.cancelled_quantity, 0) as cancelled_quantity, coalesce(taken.returned_quantity, 0) as returned_quantity,
       s.quantity + coalesce(taken.quantity, 0) as net_quantity, s.amount + coalesce(taken.amount, 0) as net_amount, s.event_id
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
  left join report.customer merged
    on merged.id = s.customer_id and merged.survivor is not null
   and merged.valid_from <= now() and now() < merged.valid_to and merged.known_from <= now() and now() < merged.known_to
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

create view bi.goal_target with (security_barrier) as
select g.id as goal_id, f.phase, f.first_day, f.last_day, g.metric, g.unit, g.currency, g.territory, f.target, g.revision, g.event_id
  from report.goal g
 cross join lateral (
       select n::int, x."from", x."to", x.target
         from rows from (jsonb_to_recordset(g.phasing) as ("from" date, "to" date, target numeric))
              with ordinality as x ("from", "to", target, n)
       union all
       select 0, g.period_from, g.period_to, g.target) f (phase, first_day, last_day, target)
 where g.status = any (report.standing_statuses()) and g.valid_from <= now() and now() < g.valid_to and g.known_from <= now() and now() < g.known_to
   and ((select report.bi_roots(current_user)) is null or g.territory in (select report.bi_territories(current_user)));
comment on view bi.goal_target is 'What each approved, active and closed goal promises for each of its phases and, as phase 0, for its whole period.';
comment on column bi.goal_target.goal_id is 'Id.';
comment on column bi.goal_target.phase is 'From 1; 0 is the whole period.';
comment on column bi.goal_target.first_day is 'Of the phase, in the territory''s time zone.';
comment on column bi.goal_target.last_day is 'Of the phase.';
comment on column bi.goal_target.metric is 'What is measured.';
comment on column bi.goal_target.unit is 'Unit of the target.';
comment on column bi.goal_target.currency is 'ISO 4217, where the target is an amount.';
comment on column bi.goal_target.territory is 'Code; null: the whole organisation.';
comment on column bi.goal_target.target is 'In the unit.';
comment on column bi.goal_target.revision is 'Of the target.';
comment on column bi.goal_target.event_id is 'The event by which it stands as it does.';

-- a function of its own for the same reason
create function report.whole_ledger(roots text[])
returns table (
    id text, sequence bigint, line int, event_id text, kind text, customer_id text, representative text, channel text,
    territory text, day date, currency text, product_line text, product text, quantity numeric, amount numeric,
    cost numeric, order_day date)
language sql stable
as $$
    select id, sequence, line, event_id, kind, customer_id, representative, channel, territory, day, currency, product_line,
           product, quantity, amount, cost, order_day
      from report.sales(now(), now(), '0001-01-01', '9999-12-30', roots, null, null, null, null, null, null)
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
