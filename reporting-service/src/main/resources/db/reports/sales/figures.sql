-- The sales ledger, and what is counted from it.

create function report.sales(
    instant report.instant, period report.period, filter report.filter, of_orders boolean default false)
returns table (
    id text, sequence bigint, line int, event_id text, kind text, customer_id text, representative text, channel text,
    territory text, day date, currency text, product_line text, product text, quantity numeric, amount numeric,
    cost numeric, order_day date, ordered_by text, today date, occurred_at timestamptz, opportunity_id text)
language sql stable
as $$
    select s.id, s.sequence, s.line, s.event_id, s.kind, coalesce(merged.survivor, s.customer_id), s.representative,
           s.channel, s.territory,
           (s.occurred_at at time zone z.zone)::date, s.currency, s.product_line, s.product, s.quantity, s.amount,
           s.cost,
           (s.ordered_at at time zone z.zone)::date, s.customer_id, (instant.as_of at time zone z.zone)::date,
           s.occurred_at, s.opportunity_id
      from report.sale s
      left join report.territory_at(report.instant(s.occurred_at, instant.known_at)) t
        on t.id = 'territory-' || s.territory
      left join report.customer_at(instant) merged
        on merged.id = s.customer_id and merged.survivor is not null
     cross join lateral (
           select coalesce(t.time_zone, 'UTC'), case when of_orders then s.ordered_at
                  else s.occurred_at end) z (zone, credited_at)
     where s.recorded_at <= instant.known_at and s.occurred_at <= instant.as_of
       and s.occurred_at >= period.first_day::timestamp at time zone z.zone
       and s.occurred_at < (period.last_day + 1)::timestamp at time zone z.zone
       -- for the index
       and s.occurred_at >= report.earliest_begin(period.first_day)
       and s.occurred_at < report.latest_end(period.last_day)
       -- an array, unlike a subselect, is looked up in the index
       and (filter.roots is null
            or s.territory = any ((
                   select report.member_codes(
                          filter.roots, report.earliest_begin(period.first_day), report.latest_end(period.last_day),
                          instant.known_at))::text[])
           and (coalesce(s.territory <> all ((select report.moved_codes(
                          filter.roots, report.earliest_begin(period.first_day), report.latest_end(period.last_day),
                              instant.known_at))::text[]), true)
                or report.belonged(
                   s.territory, z.credited_at,
                   (select report.moved_members(
                          filter.roots, report.earliest_begin(period.first_day), report.latest_end(period.last_day),
                          instant.known_at)))))
       and (filter.product_lines is null or s.product_line = any (filter.product_lines))
       and (filter.channels is null or s.channel = any (filter.channels))
       and (filter.representatives is null or s.representative = any (filter.representatives))
       and (not report.narrows_customers(filter) or exists (
            select from report.customer_at(report.instant(s.occurred_at, instant.known_at)) c
             where c.id = s.customer_id
               and report.customer_suits(filter, c)))
$$;
comment on function report.sales is
    'Entries of the sales ledger whose day, in their territory''s time zone, lies between the two days. They belong to what their territory stood below on their day, or all of an order to what it did on the day of the order, and what a customer was is taken at the entry''s instant. ordered_by is the customer that the order names, customer_id the one that it has been merged into by as_of.';

create function report.sales_are_kept(
    instant report.instant, period report.period, filter report.filter, credit text default 'ORIGINAL')
returns boolean
language plpgsql stable
set plan_cache_mode = 'force_generic_plan'
as $$
begin
    return credit = 'ORIGINAL'
        and num_nonnulls(filter.product_lines, filter.representatives, filter.channels) <= 1
        and not report.narrows_customers(filter)
        and report.knows_all(instant)
        and report.moved_members(
                filter.roots, report.earliest_begin(period.first_day), report.latest_end(period.last_day),
                instant.known_at) is null;
end
$$;
comment on function report.sales_are_kept is
    'Whether report.kept_sales can answer: as known now, filtered by at most one of product line, representative and channel, and where no territory moved.';

create function report.kept_sales(instant report.instant, period report.period, filter report.filter)
returns table (
    currency text, entries bigint, amount numeric, quantity numeric, profit numeric, uncosted numeric)
language plpgsql stable
-- planned once for all goals: to plan it takes longer than to read a few sums
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    codes text[];
    along text := case when filter.product_lines is not null then 'PRODUCT_LINE'
                       when filter.representatives is not null then 'REPRESENTATIVE'
                       when filter.channels is not null then 'CHANNEL' else '' end;
    wanted text[] := coalesce(filter.product_lines, filter.representatives, filter.channels, array['']);
    -- the last day that is over everywhere at as_of
    settled date := least(period.last_day, (instant.as_of at time zone 'UTC')::date - 2);
    first_month date := (date_trunc('month', period.first_day + interval '1 month' - interval '1 day'))::date;
    last_month date := (date_trunc('month', settled + 1) - interval '1 day')::date;
    days_until date := case when first_month > last_month then settled else first_month - 1 end;
    days_from date := case when first_month > last_month then settled else last_month end + 1;
begin
    if filter.roots is not null then
        codes := report.member_codes(
            filter.roots, report.earliest_begin(period.first_day), report.latest_end(period.last_day), instant.known_at);
    else
        codes := array(
            with recursive sold (territory) as (
                select min(k.territory) from report.sale_total k
                union all
                select (select min(k.territory) from report.sale_total k where k.territory > sold.territory)
                  from sold where sold.territory is not null)
            select sold.territory from sold where sold.territory is not null);
    end if;
    return query
    select x.currency, sum(x.entries)::bigint, sum(x.amount), sum(x.quantity), sum(x.profit), sum(x.uncosted)
      from (select * from report.sale_total k
             where k.territory = any (codes) and k.dimension = along and k.value = any (wanted)
               and k.monthly and k.day between first_month and last_month
            union all
            select * from report.sale_total k
             where k.territory = any (codes) and k.dimension = along and k.value = any (wanted)
               and not k.monthly and k.day between period.first_day and days_until
            union all
            select * from report.sale_total k
             where k.territory = any (codes) and k.dimension = along and k.value = any (wanted)
               and not k.monthly and k.day between days_from and settled) x
     group by x.currency;
    if settled < period.last_day and instant.as_of >= report.earliest_begin(period.first_day) then
        return query
        select s.currency, count(*), sum(s.amount), sum(s.quantity), sum(s.amount - s.cost),
               coalesce(sum(s.amount) filter (where s.cost is null), 0)
          from report.sales(
               instant => instant,
               period => report.period(greatest(settled + 1, period.first_day),
                                       least(period.last_day, (instant.as_of at time zone 'UTC')::date + 1)),
               filter => filter) s
         group by s.currency;
    end if;
end
$$;
comment on function report.kept_sales is
    'What the entries of report.sales come to in each currency, in one or two rows: from sums of months and days, and from the ledger for the days that are not over at as_of. profit is that of entries with a cost, null without any; uncosted the amount of the others.';

create function report.sales_in(
    instant report.instant, period report.period, filter report.filter, money report.money,
    credit text default 'ORIGINAL', of_orders boolean default false)
returns table (
    id text, sequence bigint, line int, event_id text, kind text, customer_id text, representative text, channel text,
    territory text, day date, currency text, product_line text, product text, quantity numeric, amount numeric,
    cost numeric, order_day date, missing text, own_currency text, own_amount numeric, own_cost numeric, rate numeric,
    today date, ordered_by text, occurred_at timestamptz, opportunity_id text)
language sql stable
as $$
    -- without a currency, or with original credit, the planner drops what is only there for the other case
    with entry as not materialized (
        select s.id, s.sequence, s.line, s.event_id, s.kind, s.customer_id,
               coalesce(c.owner, s.representative) as representative,
               s.channel, coalesce(c.territory, s.territory) as territory, s.day, s.currency, s.product_line, s.product,
               s.quantity, s.amount, s.cost, s.order_day, s.today,
                   report.rate_day(money.rate_kind, s.order_day, instant.as_of) as rate_day,
               s.ordered_by, s.occurred_at, s.opportunity_id
          from report.sales(
               instant => instant, period => period, filter => report.before_credit(filter, credit),
               of_orders => of_orders) s
          left join report.customer_at(instant) c
            on credit = 'CURRENT' and c.id = s.customer_id
         where credit <> 'CURRENT'
            or (filter.roots is null or coalesce(c.territory, s.territory) in (select report.territories(
                instant, filter.roots)))
           and (filter.representatives is null or coalesce(c.owner, s.representative) = any (filter.representatives))
    ), foreign_money as not materialized (
        select x.currency, x.rate_day, report.rate(x.currency, money, x.rate_day, instant.known_at) as rate
          from (select distinct e.currency, e.rate_day from entry e where e.currency <> money.into_currency) x
    )
    select e.id, e.sequence, e.line, e.event_id, e.kind, e.customer_id, e.representative, e.channel, e.territory, e.day,
           case when f.currency is null then e.currency else money.into_currency end, e.product_line, e.product,
               e.quantity,
           case when f.currency is null then e.amount
               else round(e.amount * f.rate, report.decimals(money.into_currency)) end,
           case when f.currency is null then e.cost
               else round(e.cost * f.rate, report.decimals(money.into_currency)) end,
           e.order_day,
           case when f.currency is not null and f.rate is null
                then report.missing_rate(f.currency, money, f.rate_day) end,
           e.currency, e.amount, e.cost, f.rate, e.today, e.ordered_by, e.occurred_at, e.opportunity_id
      from entry e
      left join foreign_money f on f.currency = e.currency and f.rate_day = e.rate_day
$$;
comment on function report.sales_in is
    'conversion v2: the sales ledger in one currency. Each entry is converted and rounded to the minor unit by itself, so that parts add up; BOOKING is the rate of the day on which its order was placed. Where a rate is missing there is no amount, and missing names it. credit v2: ORIGINAL gives an entry to the territory and representative of its order, and to what the territory stood below on the entry''s day; CURRENT to the territory and the owner that its customer has at as_of, in the tree of as_of.';

create function report.all_orders(
    instant report.instant, filter report.filter,
    period report.period default report.period('0001-01-01', '9999-12-30'), money report.money default null,
    credit text default 'ORIGINAL')
returns table (
    id text, customer_id text, day date, currency text, quantity numeric, amount numeric, missing text,
    own_currency text,
    own_amount numeric, taken_back date, today date)
language sql stable
as $$
    select *
      from (select s.id, min(s.customer_id), min(s.day) filter (where s.kind = 'PLACED') as day, min(s.currency),
                   sum(s.quantity), sum(s.amount), min(s.missing), min(s.own_currency), sum(s.own_amount),
                   case when sum(s.quantity) = 0 then max(s.day) filter (where s.kind <> 'PLACED') end,
                   min(s.today) filter (where s.kind = 'PLACED')
              from report.sales_in(
                   instant => instant, period => report.period(period.first_day, '9999-12-30'), filter => filter,
                   money => money, credit => credit, of_orders => true) s
             -- spares the sums of later orders; a territory may have changed its time zone since
             where s.order_day <= period.last_day + 1
             group by s.id
            -- of what was placed before the period there are at most entries that take back
            having bool_or(s.kind = 'PLACED')) o
     where o.day <= period.last_day
$$;
comment on function report.all_orders is
    'Orders placed in the period, on the day on which they were placed, with what is left of them at as_of; taken_back is the day on which all of it had been cancelled or returned, null while something is left.';

create function report.orders(
    instant report.instant, filter report.filter,
    period report.period default report.period('0001-01-01', '9999-12-30'), money report.money default null,
    credit text default 'ORIGINAL')
returns table (
    id text, customer_id text, day date, currency text, quantity numeric, amount numeric, missing text,
    own_currency text,
    own_amount numeric)
language sql stable
as $$
    select o.id, o.customer_id, o.day, o.currency, o.quantity, o.amount, o.missing, o.own_currency, o.own_amount
      from report.all_orders(
           instant => instant, filter => filter, period => period, money => money, credit => credit) o
     where o.taken_back is null or o.taken_back > period.last_day
$$;
comment on function report.orders is
    'Orders placed in the period and not wholly taken back within it, on the day on which they were placed; amounts and quantities are what is left at as_of.';

create function report.first_order(instant report.instant, customer text)
returns table (id text, day date, product_line text)
language sql stable
as $$
    select o.id, (o.placed_at at time zone coalesce(t.time_zone, 'UTC'))::date, o.product_line
      from (select s.id, min(s.occurred_at) as placed_at, min(s.territory) as territory,
                   (array_agg(s.product_line order by s.amount desc,
                              s.line) filter (where s.kind = 'PLACED'))[1] as product_line
              from report.sale s
             where s.customer_id = any (array(
                       select first_order.customer
                       union all
                       select c.id from report.customer_at(instant) c
                        where c.survivor = first_order.customer))
               and s.recorded_at <= instant.known_at and s.occurred_at <= instant.as_of
             group by s.id
            having sum(s.quantity) > 0
             order by 2, 1 limit 1) o
      left join report.territory_at(report.instant(o.placed_at, instant.known_at)) t
        on t.id = 'territory-' || o.territory
$$;
comment on function report.first_order is
    'The first order ever of a customer, and of those that have been merged into it, of which something is left at as_of; it is for the product line that most of it was for.';

create function report.first_orders(
    instant report.instant, period report.period, filter report.filter, credit text default 'ORIGINAL')
returns table (id text, customer_id text, territory text, representative text, channel text)
language sql stable
as $$
    with placed as materialized (
        select distinct s.id, s.customer_id, s.territory, s.representative, s.channel
          from report.sales_in(
               instant => instant, period => period, filter => report.of_any_product(filter), money => null,
               credit => credit) s
         where s.kind = 'PLACED'
    )
    select p.id, p.customer_id, p.territory, p.representative, p.channel
      from (select distinct x.customer_id from placed x) c
     cross join lateral report.first_order(instant, c.customer_id) f
      join placed p on p.id = f.id
     where filter.product_lines is null or f.product_line = any (filter.product_lines)
$$;
comment on function report.first_orders is
    'new-customers v2: customers whose first order ever, anywhere, was placed in the period; each is new once, for the territory, representative, channel and product line of that order.';

create function report.uncosted_share(amount numeric, uncosted numeric)
returns numeric
language sql immutable
as $$
    select case when uncosted = 0 then 0 when amount = 0 then 1 else report.ratio(uncosted, amount) end
$$;
comment on function report.uncosted_share is 'The share of sales of which the cost is not known; all, where sales come to nothing and these do not.';

create function report.takes_back_all(
    instant report.instant, order_id text, take_back bigint, product_lines text[],
    only_product_line text default null, only_product text default null)
returns boolean
language sql stable
as $$
    select sum(s.quantity) = 0
           and (array_agg(s.sequence order by s.occurred_at desc,
                          s.sequence desc) filter (where s.kind <> 'PLACED'))[1] = take_back
      from report.sale s
     where s.id = order_id and s.occurred_at <= instant.as_of and s.recorded_at <= instant.known_at
       and (product_lines is null or s.product_line = any (product_lines))
       and (only_product_line is null or s.product_line = only_product_line)
       and (only_product is null or s.product = only_product)
$$;
comment on function report.takes_back_all is
    'Whether nothing is left of an order, or of its lines of a product line or product, by this event of it.';

create function report.sales_summary(
    instant report.instant, period report.period, filter report.filter default null, money report.money default null,
    credit text default 'ORIGINAL')
returns table (
    currency text, sales_amount numeric, placed_amount numeric, cancelled_amount numeric, returned_amount numeric,
    units numeric, gross_profit numeric, orders bigint, customers bigint, average_order_amount numeric,
    average_order_value numeric, unavailable_reason text, complete boolean, unconverted text, uncosted_share numeric,
    gross_profit_complete boolean)
language sql stable
as $$
    with part_of_order as (
        select s.currency, s.id, min(s.customer_id) as customer_id, sum(s.amount) as amount,
               sum(case s.kind when 'PLACED' then s.amount else 0 * s.amount end) as placed_amount,
               -sum(case s.kind when 'CANCELLED' then s.amount else 0 * s.amount end) as cancelled,
               -sum(case s.kind when 'RETURNED' then s.amount else 0 * s.amount end) as returned,
               sum(s.quantity) as units, sum(s.amount - s.cost) as profit,
               coalesce(sum(s.amount) filter (where s.own_cost is null), 0) as uncosted,
               bool_or(s.kind = 'PLACED') as placed,
               coalesce(bool_or(case when s.kind <> 'PLACED'
                                     then report.takes_back_all(
                                         instant => instant, order_id => s.id, take_back => s.sequence,
                                         product_lines => filter.product_lines) end), false)
                   as taken_back,
               min(s.missing) as missing, min(s.own_currency) as own_currency, sum(s.own_amount) as own_amount
          from report.sales_in(
               instant => instant, period => period, filter => filter, money => money, credit => credit) s
         group by s.currency, s.id
    ), entry as (
        select x.currency, sum(x.amount) as amount, sum(x.placed_amount) as placed, sum(x.cancelled) as cancelled,
               sum(x.returned) as returned, sum(x.units) as units, sum(x.profit) as profit, sum(x.uncosted) as uncosted,
               count(*) filter (where x.placed) - count(*) filter (where x.taken_back) as orders,
               count(distinct x.customer_id) filter (where x.placed and not x.taken_back) as customers,
               array_agg(row(x.missing, x.own_currency,
                             x.own_amount)::report.unrated) filter (where x.missing is not null) as unrated
          from part_of_order x
         group by x.currency
    ), placed as (
        select currency, sum(amount) as amount,
               count(*) filter (where missing is null) as orders_in_currency,
               count(distinct customer_id) filter (where missing is null) as customers_in_currency
          from report.orders(
               instant => instant, filter => filter, period => period, money => money, credit => credit)
         group by currency
    )
    select e.currency, report.converted_sum(e.amount, m.unavailable_reason), report.converted_sum(e.placed, m.unavailable_reason),
           report.converted_sum(e.cancelled, m.unavailable_reason), report.converted_sum(e.returned, m.unavailable_reason), e.units,
           case when e.profit is not null or e.uncosted = 0 then report.converted_sum(e.profit, m.unavailable_reason) end,
               e.orders,
           e.customers, round(p.amount / nullif(p.orders_in_currency, 0), 2),
           round(p.amount / nullif(p.customers_in_currency, 0), 2), m.unavailable_reason, m.unavailable_reason is null,
               report.unconverted(e.unrated), u.share, u.share <= l.uncosted_limit
      from entry e
     cross join report.light_policy_at(instant.known_at) l
     cross join lateral (select report.uncosted_share(e.amount, e.uncosted)) u (share)
      left join placed p on p.currency = e.currency
     cross join lateral (select report.unavailable_reason(e.unrated)) m (unavailable_reason)
$$;
comment on function report.sales_summary is
    'What was sold in the period, one row for each currency. What has no rate is left out and named, and the figure is not complete.
sales-amount v1 = orders less cancellations and returns, each on its own day
gross-profit v2 = sales - cost over lines with a cost; complete while the share of sales without one is within the policy''s limit
order-count v1 = orders placed in the period less those of which the last was taken back in it
average-order-value v2 = what is left of the orders placed in the period and not wholly taken back within it / their distinct customers';

create function report.sales_by(
    instant report.instant, period report.period, dimension text, filter report.filter default null,
    money report.money default null, credit text default 'ORIGINAL')
returns table (
    key text, currency text, sales_amount numeric, units numeric, orders bigint, customers bigint, share numeric,
    unavailable_reason text,
    complete boolean, unconverted text)
language sql stable
as $$
    with part_of_order as (
        select case dimension
                   when 'PRODUCT_LINE' then s.product_line
                   when 'PRODUCT' then s.product
                   when 'CHANNEL' then s.channel
                   when 'TERRITORY' then s.territory
                   when 'REPRESENTATIVE' then s.representative
                   when 'CUSTOMER' then s.customer_id
                   when 'MONTH' then to_char(s.day, 'YYYY-MM')
                   when 'SOURCE' then o.source
                   when 'SEGMENT' then c.segment
                   when 'INDUSTRY' then c.industry
                   when 'TIER' then c.tier
               end as key,
               s.currency, s.id, min(s.customer_id) as customer_id, sum(s.amount) as amount, sum(s.quantity) as units,
               bool_or(s.kind = 'PLACED') as placed,
               coalesce(bool_or(case when s.kind <> 'PLACED'
                                     then report.takes_back_all(
                                         instant => instant, order_id => s.id, take_back => s.sequence,
                                         product_lines => filter.product_lines,
                                         only_product_line => case
                                         when dimension = 'PRODUCT_LINE' then s.product_line end,
                                         only_product => case when dimension = 'PRODUCT' then s.product end) end),
                                         false) as taken_back,
               min(s.missing) as missing, min(s.own_currency) as own_currency, sum(s.own_amount) as own_amount
          from report.sales_in(
               instant => instant, period => period, filter => filter, money => money, credit => credit) s
          -- as the filters take them: of the customer at the entry's instant
          left join lateral (
               select x.segment, x.industry, x.tier
                 from report.customer_at(report.instant(s.occurred_at, instant.known_at)) x
                where x.id = s.ordered_by) c on dimension in ('SEGMENT', 'INDUSTRY', 'TIER')
          left join lateral (
               select x.source from report.opportunity_at(instant) x where x.id = s.opportunity_id) o
            on dimension = 'SOURCE'
         group by 1, s.currency, s.id
    ), part as (
        select key, currency, sum(amount) as amount, sum(units) as units,
               count(*) filter (where placed) - count(*) filter (where taken_back) as orders,
               count(distinct customer_id) filter (where placed and not taken_back) as customers,
               array_agg(row(missing, own_currency,
                             own_amount)::report.unrated) filter (where missing is not null) as unrated
          from part_of_order
         group by key, currency
    )
    select p.key, p.currency, report.converted_sum(p.amount, m.unavailable_reason), p.units, p.orders, p.customers,
           report.ratio(p.amount, sum(p.amount) over (partition by p.currency)), m.unavailable_reason, m.unavailable_reason is null,
           report.unconverted(p.unrated)
      from part p
     cross join lateral (select report.unavailable_reason(p.unrated)) m (unavailable_reason)
$$;
comment on function report.sales_by is
    'What was sold in the period along one dimension, with each part''s share of the whole in its currency. An order with lines of several products counts once for each. What has no rate is left out and named, and the part is not complete.
sales-amount v1 = orders less cancellations and returns, each on its own day
order-count v1 = orders placed in the period less those of which the last was taken back in it';

create function report.repurchase(
    instant report.instant, period report.period, within_days int, filter report.filter default null)
returns table (
    customers bigint, repeat_customers bigint, repurchase_rate numeric, cohort bigint, cohort_repeat bigint,
    cohort_rate numeric)
language sql stable
as $$
    with placed as materialized (
        select customer_id, day, first_value(day) over first as first_order, first_value(today) over first as today
          from report.all_orders(instant => instant, filter => filter)
         where taken_back is null or day <= period.last_day and taken_back > period.last_day
        window first as (partition by customer_id order by day)
    ), in_period as (
        select customer_id, count(*) as orders from placed where day between period.first_day
               and period.last_day group by customer_id
    ), cohort as (
        select customer_id, bool_or(day > first_order and day <= first_order + within_days) as again
          from placed
         where first_order between period.first_day and period.last_day
           and first_order + within_days < today
         group by customer_id
    )
    select p.customers, p.again, report.ratio(p.again, p.customers), c.customers, c.again,
           report.ratio(c.again, c.customers)
      from (select count(*), count(*) filter (where orders > 1) from in_period) p (customers, again),
           (select count(*), count(*) filter (where again) from cohort) c (customers, again)
$$;
comment on function report.repurchase is
    'Who of the customers bought again.
repurchase-rate v2 = customers with two or more orders in the period / customers with one, of orders not wholly taken back within it
cohort-repurchase-rate v2 = customers with an order on a later day within so many days of their first / those for whom these days have passed in the territory of that order';
