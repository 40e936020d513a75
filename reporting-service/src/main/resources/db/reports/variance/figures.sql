-- What a variance of sales is made of.

create function report.variance_part(
    base_amount numeric, base_units numeric, actual_amount numeric, actual_units numeric, all_base_units numeric,
    all_units numeric, decimals int)
returns table (volume numeric, price numeric, mix numeric)
language sql immutable
as $$
    select v.volume, p.price, actual_amount - base_amount - v.volume - p.price
      from (select case when all_base_units <> 0 then round(base_amount * all_units / all_base_units - base_amount,
                                                            decimals)
                        else actual_amount - base_amount end) v (volume),
           (select case when base_units <> 0 and all_base_units <> 0
                        then round(actual_amount - actual_units * base_amount / base_units, decimals)
                            else 0 end) p (price)
$$;
comment on function report.variance_part is
    'variance-parts v1 of one product: volume = base amount x (all units / all base units - 1), price = actual amount - units x base price, mix = (units - all units x share of the base) x base price, which is the rest, so that the three add up exactly. What has no base is mix; where there are no base units at all, everything is volume.';

create function report.split_parts(parts jsonb)
returns table (
    currency text, product_line text, product text, total boolean, base_amount numeric, actual_amount numeric,
    base_units numeric, actual_units numeric, variance numeric, volume numeric, price numeric, mix numeric,
    unsplit numeric,
    unavailable_reason text, complete boolean, unconverted text)
language sql immutable
as $$
    with part as (
        select x.*, x.base_units is not null and (x.base_units <> 0 or x.base = 0) as splits
          from jsonb_to_recordset(parts) as x (
               currency text, product_line text, product text, base numeric, amount numeric, base_units numeric,
               units numeric,
               unavailable_reason text, unconverted text)
    ), sized as (
        select p.*, sum(p.base_units) filter (where p.splits) over (partition by p.currency) as all_base_units,
               sum(p.units) filter (where p.splits) over (partition by p.currency) as all_units
          from part p
    ), split as (
        select z.currency, z.product_line, z.product, z.base, z.amount, z.base_units, z.units, z.unavailable_reason, z.unconverted,
               coalesce(v.volume, 0) as volume, coalesce(v.price, 0) as price, coalesce(v.mix, 0) as mix,
               case when z.splits then 0 else z.amount - z.base end as unsplit
          from sized z
          left join lateral report.variance_part(
               z.base, z.base_units, z.amount, z.units, z.all_base_units, z.all_units,
                   report.decimals(z.currency)) v on z.splits
    )
    select x.currency, x.product_line, x.product, x.total,
           x.base, x.amount, x.base_units, x.units, x.amount - x.base, x.volume, x.price, x.mix, x.unsplit, x.unavailable_reason,
           x.unavailable_reason is null, x.unconverted
      from (select s.currency, s.product_line, s.product, grouping(s.product_line) = 1 as total, sum(s.base) as base,
                   sum(s.amount) as amount, sum(s.base_units) as base_units, sum(s.units) as units,
                   sum(s.volume) as volume,
                   sum(s.price) as price, sum(s.mix) as mix, sum(s.unsplit) as unsplit, min(s.unavailable_reason) as unavailable_reason,
                   string_agg(s.unconverted, '; ' order by s.product_line, s.product) as unconverted
              from split s
             group by grouping sets ((s.currency, s.product_line, s.product), (s.currency))) x
$$;
comment on function report.split_parts is
    'Splits the variance of each part, {currency, product_line, product, base, amount, base_units, units, unavailable_reason, unconverted}, and adds a row for all of a currency. What has a base amount without units cannot be split.';

create function report.sales_variance_parts(
    instant report.instant, period report.period, prior_from date, prior_to date, filter report.filter default null,
    money report.money default null)
returns table (
    currency text, product_line text, product text, total boolean, base_amount numeric, actual_amount numeric,
    base_units numeric, actual_units numeric, variance numeric, volume numeric, price numeric, mix numeric,
    unsplit numeric,
    unavailable_reason text, complete boolean, unconverted text)
language sql stable
as $$
    with entry as (
        -- units whose amount is left out would make a price of nothing
        select s.currency, s.product_line, s.product, s.amount as base,
               case when s.missing is null then s.quantity else 0 end as base_units, 0 as amount, 0 as units, s.missing,
               s.own_currency, s.own_amount
          from report.sales_in(
               instant => instant, period => report.period(prior_from, prior_to), filter => filter, money => money) s
        union all
        select s.currency, s.product_line, s.product, 0, 0, s.amount, case when s.missing is null then s.quantity
               else 0 end,
               s.missing, s.own_currency, s.own_amount
          from report.sales_in(instant => instant, period => period, filter => filter, money => money) s
    ), part as (
        select e.currency, e.product_line, e.product, coalesce(sum(e.base), 0) as base,
               coalesce(sum(e.amount), 0) as amount,
               sum(e.base_units) as base_units, sum(e.units) as units,
               report.unavailable_reason(array_agg(row(e.missing, e.own_currency, e.own_amount)::report.unrated)
                                filter (where e.missing is not null)) as unavailable_reason,
               report.unconverted(array_agg(row(e.missing, e.own_currency, e.own_amount)::report.unrated)
                                filter (where e.missing is not null)) as unconverted
          from entry e
         group by e.currency, e.product_line, e.product
    )
    select * from report.split_parts((select jsonb_agg(to_jsonb(p)) from part p))
$$;
comment on function report.sales_variance_parts is
    'Sales of a period against those of a prior one, by product.
variance-parts v1 = volume + price + mix; volume: base amount x (all units / all base units - 1); price: actual amount - units x base price; mix: (units - all units x share of the base units) x base price';

create function report.goal_plan_lines(instant report.instant, money report.money, roots text[], only_goal text)
returns table (goal_id text, target numeric, product_lines text[], units_goal text, units numeric)
language sql stable
as $$
    with parent as materialized (
        select * from report.goals(
            instant => instant, roots => roots, only_goals => report.only(only_goal),
            in_currency => money.into_currency)
         where metric = 'SALES_AMOUNT'
    ), child as (
        select c.goal_id, c.target, g.product_lines
          from report.goal_children(instant => instant, money => money, roots => roots, only_goal => only_goal) c
          join parent p on p.id = c.parent_id
         cross join lateral report.goals(
               instant => instant, roots => null, only_goals => array[c.goal_id], in_currency => p.currency) g
         where c.dimension = 'PRODUCT_LINE' and c.metric = 'SALES_AMOUNT'
    ), line as materialized (
        select p.id as parent_id, c.goal_id, c.target, c.product_lines from parent p join child c on true
        union all
        select p.id, p.id, p.target, p.product_lines from parent p where not exists (select from child)
    )
    select l.goal_id, l.target, l.product_lines, units.id, units.target
      from line l
      join parent p on p.id = l.parent_id
      left join lateral (
           select u.id, u.target from report.goal_at(instant) u
            where u.metric = 'UNITS' and u.status not in ('ABANDONED', 'REJECTED')
              and u.period_from = p.period_from and u.period_to = p.period_to
              and u.territory is not distinct from p.territory
                  and u.representative is not distinct from p.representative
              and u.plan_id is not distinct from p.plan_id
              and u.product_lines @> l.product_lines and u.product_lines <@ l.product_lines
              and u.segments = p.segments and u.industries = p.industries and u.channels = p.channels
            order by u.id limit 1) units on true
$$;
comment on function report.goal_plan_lines is
    'What a goal for a sales amount plans for each of the product lines that it is decomposed along, or as a whole; the planned units are those of the goal in UNITS for the same scope, period and plan.';

create function report.goal_variance_parts(
    instant report.instant, money report.money default null, roots text[] default null, only_goal text default null)
returns table (
    currency text, product_line text, product text, total boolean, base_amount numeric, actual_amount numeric,
    base_units numeric, actual_units numeric, variance numeric, volume numeric, price numeric, mix numeric,
    unsplit numeric,
    unavailable_reason text, complete boolean, unconverted text)
language sql stable
as $$
    with parent as materialized (
        select * from report.goals(
            instant => instant, roots => roots, only_goals => report.only(only_goal),
            in_currency => money.into_currency)
         where metric = 'SALES_AMOUNT'
    ), planned as materialized (
        select * from report.goal_plan_lines(
            instant => instant, money => money, roots => roots, only_goal => only_goal)
    ), sold as (
        select (select l.goal_id from planned l
                 where l.product_lines = '{}'
                     or s.product_line = any (l.product_lines) order by l.goal_id limit 1) as goal_id,
               coalesce(sum(s.value), 0) as amount, coalesce(sum(s.units) filter (where s.missing is null), 0) as units,
               report.unavailable_reason(array_agg(row(s.missing, s.own_currency, s.own_amount)::report.unrated)
                                filter (where s.missing is not null)) as unavailable_reason,
               report.unconverted(array_agg(row(s.missing, s.own_currency, s.own_amount)::report.unrated)
                                filter (where s.missing is not null)) as unconverted
          from parent p
         cross join lateral report.goal_sales(
               instant => instant, money => report.at_plan_rates(money, p.currency, p.plan_id), only_goal => p.id,
               counted => 'SALES_AMOUNT') s
         group by 1
    ), part as (
        select p.currency, array_to_string(x.product_lines, ', ') as product_line, null::text as product,
               x.target as base,
               coalesce(s.amount, 0) as amount, x.units as base_units, coalesce(s.units, 0) as units,
               coalesce(p.unavailable_reason, s.unavailable_reason) as unavailable_reason, s.unconverted
          from parent p
         cross join planned x
          left join sold s on s.goal_id = x.goal_id
        union all
        select p.currency, null, null, 0, s.amount, 0, s.units, coalesce(p.unavailable_reason, s.unavailable_reason), s.unconverted
          from parent p join sold s on s.goal_id is null
    )
    select * from report.split_parts((select jsonb_agg(to_jsonb(p)) from part p))
$$;
comment on function report.goal_variance_parts is
    'Sales in the scope and period of a goal against its plan, by the product lines that it is decomposed along.
variance-parts v1 = volume + price + mix; volume: base amount x (all units / all base units - 1); price: actual amount - units x base price; mix: (units - all units x share of the base units) x base price';
