-- Goals: what is measured, completion, variance and forecast.

create function report.is_rate(metric text)
returns boolean
language sql immutable
as $$
    select metric in ('REPURCHASE_RATE', 'AVERAGE_ORDER_VALUE', 'MIX', 'GROWTH', 'MARKET_SHARE',
                      'CUSTOMER_SATISFACTION', 'CYCLE_DAYS')
$$;
comment on function report.is_rate is
    'Whether the target of a metric is the same on any day of its period. What GROWTH and MARKET_SHARE are measured from accumulates, and is compared with the baseline''s or the market''s share to date.';

create function report.lower_is_better(metric text)
returns boolean
language sql immutable
as $$
    select metric in ('CYCLE_DAYS', 'CHURN_RATE', 'COMPLAINTS', 'DISCOUNT_SHARE')
$$;
comment on function report.lower_is_better is 'Whether a metric is the better the lower it is, so that attainment is target / actual.';

create function report.standing_statuses()
returns text[]
language sql immutable
as $$
    select array['APPROVED', 'ACTIVE', 'ACHIEVED', 'MISSED']
$$;
comment on function report.standing_statuses is
    'The statuses of goals that reports show unless others are asked for; drafts, submitted, rejected and abandoned goals are none.';

create function report.completed(metric text, actual numeric, due numeric)
returns numeric
language sql immutable
as $$
    select case when report.lower_is_better(metric) then due / nullif(actual, 0) else actual / nullif(due, 0) end
$$;
comment on function report.completed is 'attainment v2, not rounded.';

create function report.attained(metric text, actual numeric, due numeric)
returns numeric
language sql immutable
as $$
    select round(report.completed(metric, actual, due), 6)
$$;
comment on function report.attained is 'attainment v2 = actual / target, of metrics of which less is better target / actual.';

create function report.light(metric text, actual numeric, due numeric, red_below numeric, yellow_below numeric)
returns text
language sql immutable
as $$
    select case
        when not report.lower_is_better(metric) then report.light(actual, due, red_below, yellow_below)
        when actual is null or due is null then null
        when actual = 0 then 'GREEN'
        when due < red_below * actual then 'RED'
        when due < yellow_below * actual then 'YELLOW'
        else 'GREEN' end
$$;
comment on function report.light(text, numeric, numeric, numeric, numeric) is
    'light v2: actual against what is due, of metrics of which less is better what is due against actual; null where there is nothing to hold it against.';

create function report.grown(metric text, baseline numeric, target numeric)
returns numeric
language sql immutable
as $$
    select case when metric = 'GROWTH' then baseline * (1 + target / 100) else target end
$$;
comment on function report.grown is 'growth-equivalent v1 = baseline x (1 + growth), the amount that a growth means; of other metrics the target itself.';

create function report.growth_phases(phasing jsonb)
returns jsonb
language sql immutable
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
               'from', phase."from", 'to', phase."to",
               'target', (phase."to" - phase."from" + 1) * (1 + phase.target / 100))), '[]')
      from jsonb_to_recordset(phasing) as phase ("from" date, "to" date, target numeric)
$$;
comment on function report.growth_phases is
    'The phases of a growth with their weights in its equivalent: each phase''s days of the baseline, grown by the phase''s percentage.';

create function report.texts(list jsonb)
returns text[]
language sql immutable
as $$
    select nullif(array(select jsonb_array_elements_text(list)), '{}')
$$;
comment on function report.texts is 'A JSON list as a filter: null where it is empty.';

create function report.several_currencies(currencies text[])
returns text
language sql immutable
as $$
    select case when cardinality(currencies) > 1 then 'rate-missing: ' || array_to_string(currencies, ', ') end
$$;
comment on function report.several_currencies is 'Why a figure without a currency of its own is not computed from amounts of several.';

create function report.only(id text)
returns text[]
language sql immutable
as $$
    select case when id is not null then array[id] end
$$;
comment on function report.only is 'The one that is wanted, or null for all.';

create function report.adds_up(metric text)
returns boolean
language sql immutable
as $$
    select metric in ('SALES_AMOUNT', 'GROSS_PROFIT', 'UNITS', 'NEW_CUSTOMERS', 'ACTIVITIES')
$$;
comment on function report.adds_up is 'Whether the parts of a decomposition add up to the whole.';

create function report.growth(amount numeric, baseline numeric)
returns numeric
language sql immutable
as $$
    -- first to more digits than count: a share of the baseline such as 36 of 58 days would tip what lies exactly between
    select round(round(100 * (amount / nullif(baseline, 0) - 1), 10), 4)
$$;
comment on function report.growth is 'How much more than its baseline an amount is, in percent.';

create function report.measure_in_full(
    instant report.instant, period report.period, filter report.filter, money report.money, metric text,
    activity_kind text, baseline numeric, numerator jsonb, credit text default 'ORIGINAL', until date default null)
returns table (actual numeric, unavailable_reason text, unconverted text, amount numeric, uncosted_share numeric)
language plpgsql stable
-- a plan for any scope would read all of the ledger
set plan_cache_mode = 'force_custom_plan'
as $$
declare
    of_new_customers boolean := metric = 'MIX' and numerator ->> 'metric' = 'NEW_CUSTOMERS';
    counted text := case when of_new_customers then 'SALES_AMOUNT'
                         when metric = 'MIX' then numerator ->> 'metric'
                         when metric in ('GROWTH', 'MARKET_SHARE') then 'SALES_AMOUNT' else metric end;
    market report.plan%rowtype;
    market_to_date numeric;
    narrower report.filter := report.scope(
        numerator #>> '{scope,territory}', report.texts(numerator #> '{scope,product_lines}'),
        report.texts(numerator #> '{scope,segments}'), report.texts(numerator #> '{scope,industries}'),
        report.texts(numerator #> '{scope,channels}'), numerator #>> '{scope,representative}');
    currencies text[];
    converted text;
    unrated report.unrated[];
    costed boolean;
begin
    actual := null;
    unavailable_reason := null;
    unconverted := null;
    amount := null;
    uncosted_share := null;

    if metric = 'MARKET_SHARE' then
        select * into market from report.plan_at(instant) p
         where p.id = money.rate_plan
           and p.territory is not distinct from filter.roots[1] and p.period_from <= period.first_day
               and period.last_day <= p.period_to;
        if coalesce(market.market_size, 0) = 0 then
            unavailable_reason := 'market-unknown';
            return next;
            return;
        end if;
        money.into_currency := market.currency;
        market_to_date := market.market_size * greatest(least(coalesce(until, period.last_day),
                                                              period.last_day) - period.first_day + 1, 0)
            -- of the year that begins with the plan
            / ((market.period_from + interval '1 year')::date - market.period_from);
    end if;

    if metric = 'NEW_CUSTOMERS' then
        select count(*) into actual
          from report.first_orders(instant => instant, period => period, filter => filter, credit => credit);
    elsif metric in ('ACTIVE_CUSTOMERS', 'REPURCHASE_RATE', 'AVERAGE_ORDER_VALUE') then
        select case
               when metric = 'AVERAGE_ORDER_VALUE' then report.several_currencies(array_agg(distinct o.currency)) end,
               array_agg(row(o.missing, o.own_currency,
                             o.own_amount)::report.unrated) filter (where o.missing is not null),
               case metric
                   when 'ACTIVE_CUSTOMERS' then count(distinct o.customer_id)
                   when 'REPURCHASE_RATE' then
                       round(100.0 * count(distinct o.customer_id) filter (where o.orders > 1)
                             / nullif(count(distinct o.customer_id), 0), 4)
                   else round(sum(o.amount) / nullif(count(distinct o.customer_id) filter (where o.missing is null),
                                                     0), 2) end
          into unavailable_reason, unrated, actual
          from (select x.*, count(*) over (partition by x.customer_id) as orders
                  from report.orders(
                       instant => instant, filter => filter, period => period,
                       money => report.in_currency(money, case
                                                   when metric = 'AVERAGE_ORDER_VALUE' then money.into_currency end),
                       credit => credit) x) o;
        if unavailable_reason is not null then
            actual := null;
        end if;
    elsif counted in ('SALES_AMOUNT', 'UNITS', 'GROSS_PROFIT') then
        -- nothing is converted yet: the ledger itself is planned and read faster
        if credit = 'CURRENT' then
            select array_agg(distinct s.currency),
                   case counted
                       when 'SALES_AMOUNT' then coalesce(sum(s.amount), 0)
                       when 'UNITS' then coalesce(sum(s.quantity), 0)
                       else case when count(*) = 0 then 0 else sum(s.amount - s.cost) end end,
                   case when counted = 'GROSS_PROFIT' then report.uncosted_share(
                        sum(s.amount), coalesce(sum(s.amount) filter (where s.cost is null), 0)) end
              into currencies, actual, uncosted_share
              from report.sales_in(
                   instant => instant, period => period, filter => filter, money => null, credit => credit) s;
        else
            select array_agg(distinct s.currency),
                   case counted
                       when 'SALES_AMOUNT' then coalesce(sum(s.amount), 0)
                       when 'UNITS' then coalesce(sum(s.quantity), 0)
                       else case when count(*) = 0 then 0 else sum(s.amount - s.cost) end end,
                   case when counted = 'GROSS_PROFIT' then report.uncosted_share(
                        sum(s.amount), coalesce(sum(s.amount) filter (where s.cost is null), 0)) end
              into currencies, actual, uncosted_share
              from report.sales(instant => instant, period => period, filter => filter) s;
        end if;
        if counted = 'UNITS' or currencies is null then
            converted := null;
        elsif money.into_currency is null then
            unavailable_reason := coalesce(report.several_currencies(currencies), unavailable_reason);
        elsif currencies <> array[money.into_currency] then
            converted := money.into_currency;
            select sum(case counted when 'SALES_AMOUNT' then s.amount else s.amount - s.cost end),
                   case when counted = 'GROSS_PROFIT' then report.uncosted_share(
                        sum(s.amount), coalesce(sum(s.amount) filter (where s.own_cost is null), 0)) end,
                   array_agg(row(s.missing, s.own_currency,
                                 case counted when 'SALES_AMOUNT' then s.own_amount
                                     else s.own_amount - s.own_cost end)::report.unrated)
                     filter (where s.missing is not null),
                   count(s.own_cost) > 0
              into actual, uncosted_share, unrated, costed
              from report.sales_in(
                   instant => instant, period => period, filter => filter,
                   money => report.in_currency(money, converted), credit => credit) s;
            -- of what is sold without any known cost the profit is unknown, not zero
            if counted <> 'GROSS_PROFIT' or costed then
                actual := report.converted_sum(actual, report.unavailable_reason(unrated));
            end if;
        end if;
        if unavailable_reason is not null then
            actual := null;
        elsif metric = 'GROWTH' then
            amount := actual;
            actual := report.growth(actual, baseline);
        elsif metric = 'MARKET_SHARE' then
            amount := actual;
            actual := round(100 * actual / nullif(market_to_date, 0), 4);
        elsif metric = 'MIX' then
            select round(100 * coalesce(sum(case counted
                        when 'SALES_AMOUNT' then s.amount when 'UNITS' then s.quantity else s.amount - s.cost end), 0)
                         / nullif(actual, 0), 4)
              into actual
              from report.sales_in(
                   instant => instant, period => period, filter => filter,
                   money => report.in_currency(money, converted), credit => credit) s
             where (not of_new_customers or s.customer_id = any (array(
                       select c.id
                         from (select distinct b.customer_id as id
                                 from report.sales_in(
                                      instant => instant, period => period, filter => filter, money => null,
                                      credit => credit) b) c
                        cross join lateral report.first_order(instant, c.id) f
                        where f.day between period.first_day and period.last_day)))
               and exists (
                   select from report.sales_in(
                       instant => instant, period => period,
                       filter => narrower,
                       money => null, credit => credit) n
                    where n.id = s.id and n.sequence = s.sequence and n.line = s.line);
        end if;
    elsif metric = 'ACTIVITIES' then
        select count(*) into actual
          from report.activities(instant, filter) a
         where a.status = 'COMPLETED' and (activity_kind is null or a.kind = activity_kind)
           and (a.completed_at at time zone a.zone)::date between period.first_day and period.last_day
           -- for the index
           and a.completed_at >= report.earliest_begin(period.first_day)
           and a.completed_at < report.latest_end(period.last_day);
    elsif metric = 'CYCLE_DAYS' then
        select report.days(avg(o.closed_at - o.opened_at)) into actual
          from report.opportunities(instant, filter, 'WON') o
         where (o.closed_at at time zone o.zone)::date between period.first_day and period.last_day
           -- for the index
           and o.closed_at >= report.earliest_begin(period.first_day)
           and o.closed_at < report.latest_end(period.last_day);
    elsif metric = 'CHURN_RATE' and filter.product_lines is null then
        select round(100.0 * c.lost / nullif(c.customers, 0), 4) into actual
          from report.churn(instant, period, filter) c;
    elsif metric = 'CUSTOMER_SATISFACTION' and filter.product_lines is null then
        select round(avg(a.score), 4) into actual
          from report.survey_answer a
         cross join lateral (select case credit when 'CURRENT' then instant.as_of else a.occurred_at end) b (at)
          join report.customer_at(report.instant(b.at, instant.known_at)) c on c.id = a.id
         where a.answered_on between period.first_day and period.last_day and a.occurred_at <= instant.as_of
             and a.recorded_at <= instant.known_at
           -- of the customer as it was when it answered, in the tree of that day; or as both are now
           and (filter.roots is null or exists (
                select from unnest(array(select m from report.memberships(filter.roots, '-infinity', instant.as_of,
                    instant.known_at) m)) m
                 where m.code = c.territory and m.since <= b.at and b.at < m.until))
           and report.customer_suits(filter, c)
           and (filter.channels is null or c.channel = any (filter.channels))
           and (filter.representatives is null or c.owner = any (filter.representatives));
    else
        unavailable_reason := 'metric-not-measured';
    end if;
    -- what has no rate is left out of the figure, and named
    unavailable_reason := coalesce(unavailable_reason, nullif(concat_ws(
        '; ', report.unavailable_reason(unrated),
        case when uncosted_share > (select p.uncosted_limit from report.light_policy_at(instant.known_at) p) then 'cost-missing' end), ''));
    unconverted := report.unconverted(unrated);
    return next;
end
$$;
comment on function report.measure_in_full is
    'A metric in a scope and a period; percentages as such (60 is 60 %). Amounts are converted into the wanted currency. CUSTOMER_SATISFACTION is the mean score of what customers of the scope answered in the period; MARKET_SHARE (v2) the sales over the market that the goal''s plan states for its territory and a year, prorated by days to the period and to date; GROWTH (v2) the sales over the baseline that is given; amount is what these two are measured from. GROSS_PROFIT (v2) counts lines with a cost; uncosted_share is the part of sales without, and above the policy''s limit unavailable_reason says so. NEW_CUSTOMERS is new-customers v2; the MIX of them the sales to customers whose first order lies in the period. Where there is no figure, unavailable_reason says why: amounts of several currencies are never added as if equal. Where there is one, unavailable_reason names the rates without which it is not complete, and unconverted what it leaves out.';

create function report.measure(
    instant report.instant, period report.period, filter report.filter, money report.money, metric text,
    activity_kind text, baseline numeric, numerator jsonb, credit text default 'ORIGINAL', until date default null)
returns table (actual numeric, unavailable_reason text, unconverted text, amount numeric, uncosted_share numeric)
language plpgsql stable
-- planned once for all goals
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    kept record;
begin
    if metric in ('SALES_AMOUNT', 'UNITS', 'GROSS_PROFIT', 'GROWTH')
       and report.sales_are_kept(instant, period, filter, credit) then
        select coalesce(sum(s.amount), 0) as amount, coalesce(sum(s.quantity), 0) as quantity, sum(s.profit) as profit,
               coalesce(sum(s.uncosted), 0) as uncosted, min(s.currency) as least, max(s.currency) as greatest
          into kept
          from report.kept_sales(instant, period, filter) s;
        -- what is not in the wanted currency alone has to be converted entry by entry
        if metric = 'UNITS' or kept.least is null
           or kept.least = kept.greatest and kept.least = coalesce(money.into_currency, kept.least) then
            case metric
                when 'UNITS' then actual := kept.quantity;
                when 'SALES_AMOUNT' then actual := kept.amount;
                when 'GROWTH' then
                    amount := kept.amount;
                    actual := report.growth(kept.amount, baseline);
                else
                    actual := case when kept.least is null then 0 else kept.profit end;
                    uncosted_share := report.uncosted_share(kept.amount, kept.uncosted);
                    unavailable_reason := case
                        when uncosted_share > (select p.uncosted_limit from report.light_policy_at(instant.known_at) p)
                        then 'cost-missing' end;
            end case;
            return next;
            return;
        end if;
    end if;
    return query
    select m.actual, m.unavailable_reason, m.unconverted, m.amount, m.uncosted_share
      from report.measure_in_full(
           instant => instant, period => period, filter => filter, money => money, metric => metric,
           activity_kind => activity_kind, baseline => baseline, numerator => numerator, credit => credit,
           until => until) m;
end
$$;
comment on function report.measure is
    'report.measure_in_full, from kept sums where they answer it.';

create function report.goals(
    instant report.instant, roots text[], only_goals text[], in_currency text default null,
    wanted_calendar text default null, statuses text[] default null)
returns table (
    id text, event_id text, plan_id text, parent_id text, name text, owner text, territory text, metric text,
    activity_kind text, unit text, currency text, status text, period_from date, period_to date, target numeric,
    original_target numeric, revision int, baseline numeric, product_lines text[], segments text[], industries text[],
    channels text[], representative text, numerator jsonb, weight numeric, phasing jsonb, tolerance numeric,
    decompositions jsonb, rate numeric, today date, calendar text, worked int[], worked_from date, red_below numeric,
    yellow_below numeric, attainment_cap numeric, unavailable_reason text, growth_share numeric, lit boolean, scope report.filter)
language sql stable
as $$
    with chosen as materialized (
        select g.*, (instant.as_of at time zone coalesce(t.time_zone, 'UTC'))::date as today
          from report.goal_at(instant) g
          left join report.territory_at(instant) t
            on t.id = 'territory-' || g.territory
         where (only_goals is null or g.id = any (only_goals))
           and (roots is null or g.territory in (select report.territories(instant, roots)))
           -- a draft may lack them
           and g.metric is not null and g.unit is not null and g.target is not null and g.period_from is not null
           and (statuses is null or g.status = any (statuses))
    ), assigned as materialized (
        select a.territory, a.calendar from report.calendars(instant) a
    ), worked as materialized (
        select c.calendar, report.working_days(c.calendar, span.first_day, span.last_day, instant.known_at) as days,
               span.first_day
          from (select wanted_calendar as calendar union select a.calendar from assigned a where wanted_calendar is null) c,
               (select min(g.period_from), max(g.period_to) from chosen g) span (first_day, last_day)
         where c.calendar is not null
    ), rate as materialized (
        select x.plan_id, x.currency, report.rate(
                    x.currency, report.money(in_currency, 'PLAN', x.plan_id), '-infinity', instant.known_at) as rate
          from (select distinct g.plan_id, g.currency from chosen g where g.currency <> in_currency) x
    )
    select g.id, g.event_id, g.plan_id, g.parent_id, g.name, g.owner, g.territory, g.metric, g.activity_kind,
           case when r.rate is not null then in_currency else g.unit end,
           case when r.rate is not null then in_currency else g.currency end, g.status, g.period_from, g.period_to,
           report.at_rate(g.target, r.rate, in_currency), report.at_rate(g.original_target, r.rate, in_currency),
           g.revision,
           g.baseline, g.product_lines, g.segments, g.industries, g.channels, g.representative, g.numerator, g.weight,
           g.phasing, g.tolerance, g.decompositions, r.rate, g.today, w.calendar, w.days, w.first_day, p.red_below,
           p.yellow_below, p.attainment_cap,
           case when r.currency is not null and r.rate is null
                then report.unavailable_reason(array[
                     report.missing_rate(r.currency, report.money(in_currency, 'PLAN', r.plan_id), '-infinity')])
                when wanted_calendar is not null and w.days is null then 'calendar-unknown: ' || wanted_calendar end,
           case when g.metric = 'GROWTH'
                then coalesce(report.expected_working(
                                  1, report.growth_phases(g.phasing), g.period_from, g.period_to, g.today, w.days,
                                  w.first_day),
                              report.expected_seasonal(1, report.growth_phases(g.phasing), g.today),
                              report.expected_linear(1, g.period_from, g.period_to, g.today)) end,
           g.status in ('ACTIVE', 'ACHIEVED', 'MISSED'),
           report.scope(g.territory, g.product_lines, g.segments, g.industries, g.channels, g.representative)
      from chosen g
     cross join report.light_policy_at(instant.known_at) p
      left join rate r on r.plan_id is not distinct from g.plan_id and r.currency = g.currency
      left join assigned own on own.territory = g.territory
      left join assigned everywhere on everywhere.territory is null
      left join worked w
        on w.calendar = case when wanted_calendar is not null then wanted_calendar
                             when own.territory is not null then own.calendar else everywhere.calendar end
$$;
comment on function report.goals is
    'Goals as they stood at as_of, with what figures of them need: the day that it is in their territory, its calendar, the policy in force, and their target in the wanted currency at the rates of their plan. rate is null where nothing is converted; growth_share is the share of a growth''s equivalent that is to be expected by then, lit whether the goal has a light, and scope what it is measured in.';

create function report.goal_sales(instant report.instant, money report.money, only_goal text, counted text)
returns table (id text, sequence bigint, line int, product_line text, product text, units numeric, value numeric,
               missing text,
    own_currency text, own_amount numeric)
language sql stable
as $$
    select s.id, s.sequence, s.line, s.product_line, s.product, s.quantity,
           case counted when 'SALES_AMOUNT' then s.amount when 'GROSS_PROFIT' then s.amount - s.cost
                        when 'UNITS' then s.quantity end, s.missing, s.own_currency,
           case counted when 'GROSS_PROFIT' then s.own_amount - s.own_cost else s.own_amount end
      from report.goal_at(instant) g
     cross join lateral report.sales_in(
           instant => instant, period => report.period(g.period_from, g.period_to),
           filter => report.scope(g.territory, g.product_lines, g.segments, g.industries, g.channels, g.representative),
           money => report.in_currency(money, case when counted <> 'UNITS' then money.into_currency end)) s
     where g.id = only_goal and counted in ('SALES_AMOUNT', 'GROSS_PROFIT', 'UNITS')
$$;
comment on function report.goal_sales is
    'The entries of the sales ledger in a goal''s scope and period, with what of a metric each counts for.';

create function report.goal_completion(
    instant report.instant, money report.money default null, roots text[] default null, only_goal text default null,
    red_below numeric default null, yellow_below numeric default null, wanted_calendar text default null,
    credit text default 'ORIGINAL', statuses text[] default null)
returns table (
    goal_id text, event_id text, name text, owner text, territory text, metric text, unit text, currency text,
    status text, period_from date, period_to date, target numeric, original_target numeric, revision int,
    actual numeric, unavailable_reason text, attainment numeric, attainment_of_original numeric, running boolean,
    expected_linear numeric, expected_seasonal numeric, expected_working numeric, expected numeric,
    attainment_to_date numeric, light text, variance numeric, variance_share numeric, calendar text, complete boolean,
    unconverted text, equivalent_target numeric, equivalent_expected numeric, equivalent_actual numeric,
    uncosted_share numeric)
language sql stable
as $$
    select g.id, g.event_id, g.name, g.owner, g.territory, g.metric, g.unit, g.currency, g.status, g.period_from,
           g.period_to, g.target, g.original_target, g.revision, m.actual, coalesce(g.unavailable_reason, m.unavailable_reason),
           report.attained(g.metric, d.done, d.whole),
           report.attained(g.metric, d.done, report.grown(g.metric, g.baseline, g.original_target)),
           g.today <= g.period_to,
           round(e.linear, 2), round(e.seasonal, 2), round(e.working, 2), round(e.expected, 2),
           report.attained(g.metric, d.done, d.due),
           case when g.lit and coalesce(m.unavailable_reason, '') not like '%cost-missing'
                then report.light(g.metric, d.done, case when g.today <= g.period_to then d.due else d.whole end,
                                  coalesce(goal_completion.red_below, g.red_below),
                                  coalesce(goal_completion.yellow_below, g.yellow_below)) end,
           round(m.actual - e.expected, 2),
           report.ratio(m.actual - e.expected, e.expected), g.calendar, coalesce(g.unavailable_reason, m.unavailable_reason) is null,
           m.unconverted,
           case when g.metric = 'GROWTH' then round(d.whole, 2) end, case
               when g.metric = 'GROWTH' then round(d.due, 2) end,
           m.amount, m.uncosted_share
      from report.goals(
           instant => instant, roots => roots, only_goals => report.only(only_goal),
           in_currency => money.into_currency, wanted_calendar => wanted_calendar,
           statuses => coalesce(statuses, report.standing_statuses())) g
     cross join lateral (
           select report.expected_linear(g.target, g.period_from, g.period_to, g.today),
                  report.expected_seasonal(g.target, g.phasing, g.today),
                  report.expected_working(
                         g.target, g.phasing, g.period_from, g.period_to, g.today, g.worked,
                         g.worked_from)) x (linear, seasonal, working)
     cross join lateral (
           select x.linear, x.seasonal, x.working,
                  case when report.is_rate(g.metric)
                       then coalesce(report.at_rate(report.current_phase(g.phasing, g.today), g.rate, g.currency),
                                     g.target)
                       else coalesce(x.working, x.seasonal, x.linear) end) e (linear, seasonal, working, expected)
      left join lateral report.measure(
           instant => instant, period => report.period(g.period_from, g.period_to),
           filter => g.scope,
           money => report.at_plan_rates(money, g.currency, g.plan_id), metric => g.metric,
           activity_kind => g.activity_kind, baseline => g.baseline * g.growth_share, numerator => g.numerator,
           credit => credit, until => g.today) m
        on g.unavailable_reason is null
     cross join lateral (
           select case when g.metric = 'GROWTH' then m.amount else m.actual end,
                  report.grown(g.metric, g.baseline, g.target),
                  case when g.metric = 'GROWTH' then report.grown(g.metric, g.baseline, g.target) * g.growth_share
                       else e.expected end) d (done, whole, due)
$$;
comment on function report.goal_completion is
    'How far goals are reached, and how far that is from what is to be expected by asOf. Approved, active and closed goals are shown unless statuses are asked for. A goal that is measured in a currency takes its target at the rates of its plan.
attainment v2 = actual / target; of metrics of which less is better target / actual; of growth the amount / growth-equivalent
growth-equivalent v1 = baseline x (1 + growth); growth to date is the amount / the baseline''s share to date - 1
market-share v2 = sales / the market that the plan states, prorated by days to the period and to date
gross-profit v2 = sales - cost over lines with a cost
new-customers v2 = customers whose first order ever was placed in the period and scope
expected-linear v1 = target x elapsed days / all days, the day of asOf included
expected-seasonal v1 = target x (weights of finished phases + weight of the current phase x its elapsed part)
expected-working v1 = as expected-seasonal, or expected-linear without phases, of the working days of a calendar
light v2 = of active and closed goals: actual against expected to date while the period runs, against the target once it has closed; turned round where less is better; none where too much cost is unknown';

create function report.goal_variance(
    instant report.instant, money report.money default null, roots text[] default null, only_goal text default null,
    red_below numeric default null, yellow_below numeric default null, wanted_calendar text default null,
    credit text default 'ORIGINAL', statuses text[] default null)
returns table (
    goal_id text, phase int, phase_from date, phase_to date, plan numeric, currency text, actual numeric, unavailable_reason text,
    running boolean, expected numeric, variance numeric, variance_share numeric, operational_variance numeric,
    exchange_variance numeric, variance_to_date numeric, variance_to_date_share numeric, light text,
    within_standard boolean, complete boolean, unconverted text)
language sql stable
as $$
    select g.id, f.phase, f.first_day, f.last_day, f.plan, g.currency, m.actual,
           coalesce(g.unavailable_reason, m.unavailable_reason, at_plan.unavailable_reason), g.today <= f.last_day,
           round(e.expected, 2), m.actual - f.plan, report.ratio(m.actual - f.plan, f.plan),
           -- two figures of which one leaves out what the other holds are not compared
           case when g.currency is not null and (same.actual is not null or m.unavailable_reason is null
                                                 and at_plan.unavailable_reason is null)
                then coalesce(at_plan.actual, same.actual) - f.plan end,
           case when g.currency is not null and (same.actual is not null or m.unavailable_reason is null
                                                 and at_plan.unavailable_reason is null)
                then m.actual - coalesce(at_plan.actual, same.actual) end,
           round(m.actual - e.expected, 2), report.ratio(m.actual - e.expected, e.expected),
           case when g.lit and coalesce(m.unavailable_reason, '') not like '%cost-missing'
                then report.light(g.metric, case when g.metric = 'GROWTH' then m.amount else m.actual end,
                                  case when g.metric = 'GROWTH' then report.grown(g.metric, f.baseline, f.plan)
                                      else e.expected end,
                                  coalesce(goal_variance.red_below, g.red_below),
                                  coalesce(goal_variance.yellow_below, g.yellow_below)) end,
           case when g.today > f.last_day then abs(m.actual - f.plan) <= g.tolerance * f.plan end,
           coalesce(g.unavailable_reason, m.unavailable_reason) is null, m.unconverted
      from report.goals(
           instant => instant, roots => roots, only_goals => report.only(only_goal),
           in_currency => money.into_currency, wanted_calendar => wanted_calendar,
           statuses => coalesce(statuses, report.standing_statuses())) g
     cross join lateral (
           select n::int, x."from", x."to", report.at_rate(x.target, g.rate, g.currency),
                  -- the phase's days of the baseline, as far as they have passed
                  case when g.metric = 'GROWTH'
                       then g.baseline * (x."to" - x."from" + 1) / (g.period_to - g.period_from + 1)
                            * coalesce(report.elapsed_working(g.worked, g.worked_from, x."from", x."to", g.today),
                                       report.elapsed(x."from", x."to", g.today)) end
             from rows from (jsonb_to_recordset(g.phasing) as ("from" date, "to" date, target numeric))
                  with ordinality as x ("from", "to", target, n)
           union all
           select 0, g.period_from, g.period_to, g.target,
                  g.baseline * g.growth_share) f (phase, first_day, last_day, plan, baseline)
     cross join lateral (
           select case when f.phase = 0 then g.phasing else '[]' end) own (phases)
     cross join lateral (
           select case when report.is_rate(g.metric) and g.today >= f.first_day then f.plan
                       else coalesce(report.expected_working(
                                            f.plan, own.phases, f.first_day, f.last_day, g.today, g.worked,
                                            g.worked_from),
                                     report.expected_seasonal(f.plan, own.phases, g.today),
                                     report.expected_linear(f.plan, f.first_day, f.last_day, g.today)) end) e (expected)
      left join lateral report.measure(
           instant => instant, period => report.period(f.first_day, f.last_day),
           filter => g.scope,
           money => report.at_plan_rates(money, g.currency, g.plan_id), metric => g.metric,
           activity_kind => g.activity_kind, baseline => f.baseline, numerator => g.numerator, credit => credit,
           until => g.today) m
        on g.unavailable_reason is null
      left join lateral report.measure(
           instant => instant, period => report.period(f.first_day, f.last_day),
           filter => g.scope,
           money => report.money(g.currency, 'PLAN', coalesce(money.rate_plan, g.plan_id)),
           metric => g.metric, activity_kind => g.activity_kind, baseline => f.baseline, numerator => g.numerator,
           credit => credit, until => g.today) at_plan
        on g.unavailable_reason is null and g.currency is not null and money.rate_kind <> 'PLAN'
      left join lateral (select m.actual) same on coalesce(money.rate_kind, 'PLAN') = 'PLAN'
$$;
comment on function report.goal_variance is
    'How far goals are from their plan, for each phase and, as phase 0, for the whole period; within_standard is the completion standard at the close of a phase.
variance v1 = actual - plan; its share of the plan
exchange-split v1 = operational: actual at the plan''s rates - plan; exchange: actual - actual at the plan''s rates; they add up to the variance';

create function report.goal_forecast(
    instant report.instant, money report.money default null, roots text[] default null, only_goal text default null,
    wanted_calendar text default null, credit text default 'ORIGINAL', statuses text[] default null)
returns table (
    goal_id text, name text, currency text, target numeric, actual numeric, unavailable_reason text, expected numeric,
    run_rate numeric, open_amount numeric, weighted_open_amount numeric, landing numeric, gap numeric, met boolean,
    coverage numeric, complete boolean, unconverted text)
language sql stable
as $$
    select c.goal_id, c.name, c.currency, c.target, c.actual, coalesce(c.unavailable_reason, o.unavailable_reason), c.expected,
           round(c.actual * c.target / nullif(c.expected, 0), 2), o.amount, o.weighted,
           round(c.actual + o.weighted, 2), c.target - c.actual, c.actual >= c.target,
           case when c.actual < c.target then report.ratio(o.amount, c.target - c.actual) end,
           coalesce(c.unavailable_reason, o.unavailable_reason) is null, nullif(concat_ws('; open: ', c.unconverted, o.unconverted), '')
      from report.goal_completion(
           instant => instant, money => money, roots => roots, only_goal => only_goal,
           wanted_calendar => wanted_calendar, credit => credit, statuses => statuses) c
      join report.goal_at(instant) g
        on g.id = c.goal_id
     cross join lateral (
           select report.converted_sum(y.amount, n.unavailable_reason), report.converted_sum(y.weighted, n.unavailable_reason), n.unavailable_reason,
                  report.unconverted(y.unrated)
             from (select sum(x.amount) as amount,
                   round(sum(case when x.held then 0 * x.amount else x.amount * x.probability end), 2) as weighted,
                          array_agg(row(x.missing, x.own_currency, x.own_amount)::report.unrated)
                            filter (where x.missing is not null) as unrated
                     from report.opportunities_in(
                          instant => instant,
                          filter => report.scope(g.territory, g.product_lines, g.segments, g.industries, g.channels,
                                                 g.representative),
                          money => report.at_plan_rates(money, c.currency, g.plan_id), wanted_status => 'OPEN') x
                    where x.expected_close between g.period_from and g.period_to) y
            cross join lateral (select report.unavailable_reason(y.unrated)) n (unavailable_reason)) o (amount, weighted, unavailable_reason,
                unconverted)
     where c.metric = 'SALES_AMOUNT'
$$;
comment on function report.goal_forecast is
    'Where goals for a sales amount will land; met once the gap is closed.
run-rate v1 = actual / cumulative expected share x target
landing v2 = actual + weighted amount of what is open, not on hold, and expected to close in the period
coverage v1 = open amount expected to close in the period / (target - actual)';

create function report.forecast_accuracy(
    instant report.instant, forecast_at timestamptz, roots text[] default null, only_goal text default null)
returns table (
    goal_id text, name text, currency text, actual numeric, run_rate numeric, run_rate_accuracy numeric,
    landing numeric, landing_accuracy numeric, complete boolean, unconverted text, business_run_rate numeric,
    business_run_rate_accuracy numeric, business_landing numeric, business_landing_accuracy numeric)
language sql stable
as $$
    select c.goal_id, c.name, c.currency, c.actual, f.run_rate,
           report.accuracy(c.actual, f.run_rate), f.landing,
           report.accuracy(c.actual, f.landing), c.complete and coalesce(f.complete, true)
           and coalesce(b.complete, true),
           nullif(concat_ws('; forecast: ', c.unconverted, coalesce(f.unconverted, b.unconverted)), ''),
           b.run_rate, report.accuracy(c.actual, b.run_rate), b.landing, report.accuracy(c.actual, b.landing)
      from report.goal_completion(instant => instant, roots => roots, only_goal => only_goal) c
      left join report.goal_forecast(
          instant => report.instant(forecast_at, forecast_at), roots => roots,
              only_goal => only_goal) f on f.goal_id = c.goal_id
      left join report.goal_forecast(
          instant => report.instant(forecast_at, instant.known_at), roots => roots,
              only_goal => only_goal) b on b.goal_id = c.goal_id
     where c.metric = 'SALES_AMOUNT'
$$;
comment on function report.forecast_accuracy is
    'How good a forecast was: as it stood, and with what was known, at forecast_at; and, as business_, as it would have been made that day by what had happened. Null where the goal was not known, or not there, at forecast_at.
forecast-accuracy v2 = max(0, 1 - |actual - forecast| / actual); business: of the forecast by what had happened by then, whenever it was recorded';

create function report.territory_goals(instant report.instant, roots text[])
returns table (
    territory text, goal_id text, distance int, metric text, currency text, period_from date, period_to date,
    adds_up boolean)
language sql stable
as $$
    with recursive tree as materialized (
        select t.code, t.parent from report.territory_at(instant) t
    ), above (territory, above, distance) as (
        select code, code, 0 from tree
        union all
        -- deeper than any organisation: a tree that is broken for a while must not loop
        select a.territory, tree.parent, a.distance + 1
          from above a join tree on tree.code = a.above where tree.parent is not null and a.distance < 50
    ), goal as materialized (
        select g.id, g.parent_id, g.metric, g.activity_kind, g.currency, g.period_from, g.period_to, g.territory,
               g.product_lines, g.segments, g.industries, g.channels, g.representative
          from report.goal_at(instant) g
         where g.status in ('APPROVED', 'ACTIVE', 'ACHIEVED', 'MISSED')
           and g.metric is not null and g.target is not null and g.period_from is not null
    ), place as materialized (
        select g.*, a.above, a.distance from goal g join above a on a.territory = g.territory
        union all
        select g.*, null, 51 from goal g
    ), covered as (
        -- by the nearest goal of the same or a wider scope and period; of two that are alike, by the parent or the first
        select p.id, min(p.distance) as distance
          from place p
          join goal w
            on w.metric = p.metric and w.territory is not distinct from p.above and w.id <> p.id
           and w.period_from <= p.period_from and w.period_to >= p.period_to
           and w.activity_kind is not distinct from p.activity_kind
           and (w.product_lines = '{}' or p.product_lines <> '{}' and w.product_lines @> p.product_lines)
           and (w.segments = '{}' or p.segments <> '{}' and w.segments @> p.segments)
           and (w.industries = '{}' or p.industries <> '{}' and w.industries @> p.industries)
           and (w.channels = '{}' or p.channels <> '{}' and w.channels @> p.channels)
           and (w.representative is null or w.representative = p.representative)
         where not (w.territory is not distinct from p.territory and w.period_from = p.period_from
                    and w.period_to = p.period_to
                    and w.product_lines @> p.product_lines and w.product_lines <@ p.product_lines
                    and w.segments @> p.segments and w.segments <@ p.segments
                    and w.industries @> p.industries and w.industries <@ p.industries
                    and w.channels @> p.channels and w.channels <@ p.channels
                    and w.representative is not distinct from p.representative
                    and (w.parent_id is not distinct from p.id
                         or p.parent_id is distinct from w.id and w.id > p.id))
         group by p.id
    )
    select p.above, p.id, nullif(p.distance, 51), p.metric, p.currency, p.period_from, p.period_to,
           report.adds_up(p.metric)
      from place p
      left join covered c on c.id = p.id
     where (c.distance is null or p.distance < c.distance)
       and (roots is null
            or p.above in (select report.territories(instant, roots)))
$$;
comment on function report.territory_goals is
    'For each territory the goals that make up its target: of those set in it and below it, the ones that no other of them covers with its scope and period. So a cascade counts once, at its top. A null territory is the whole organisation.';
