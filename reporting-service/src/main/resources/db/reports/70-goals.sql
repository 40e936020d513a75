-- Goals: what is measured, completion, variance and forecast.

create function report.is_rate(metric text)
returns boolean
language sql immutable
as $$
    select metric in ('REPURCHASE_RATE', 'AVERAGE_ORDER_VALUE', 'MIX', 'GROWTH', 'MARKET_SHARE', 'CUSTOMER_SATISFACTION')
$$;
comment on function report.is_rate is
    'Whether a metric does not grow with time, so that on any day of its period all of its target is to be expected.';

create function report.texts(list jsonb)
returns text[]
language sql immutable
as $$
    select nullif(array(select jsonb_array_elements_text(list)), '{}')
$$;
comment on function report.texts is 'A JSON list as a filter: null where it is empty.';

create function report.measure(
    metric text, activity_kind text, wanted_currency text, baseline numeric, numerator jsonb, as_of timestamptz, known_at timestamptz,
    first_day date, last_day date, root text, product_lines text[], segments text[], industries text[], channels text[],
    representative text)
returns table (actual numeric, refusal text)
language plpgsql stable
as $$
declare
    roots text[] := case when root is not null then array[root] end;
    representatives text[] := case when representative is not null then array[representative] end;
    counted text := case when metric = 'MIX' then numerator ->> 'metric' when metric = 'GROWTH' then 'SALES_AMOUNT' else metric end;
    narrower jsonb := numerator -> 'scope';
    currencies text;
begin
    product_lines := nullif(product_lines, '{}');
    segments := nullif(segments, '{}');
    industries := nullif(industries, '{}');
    channels := nullif(channels, '{}');
    actual := null;
    refusal := null;

    if metric in ('NEW_CUSTOMERS', 'ACTIVE_CUSTOMERS', 'REPURCHASE_RATE', 'AVERAGE_ORDER_VALUE') then
        select string_agg(distinct o.currency, ', ' order by o.currency) filter (where metric = 'AVERAGE_ORDER_VALUE'),
               case metric
                   when 'NEW_CUSTOMERS' then count(distinct o.customer_id) filter (where o.first_order >= first_day)
                   when 'ACTIVE_CUSTOMERS' then count(distinct o.customer_id)
                   when 'REPURCHASE_RATE' then
                       round(100.0 * count(distinct o.customer_id) filter (where o.orders > 1)
                             / nullif(count(distinct o.customer_id), 0), 4)
                   else round(sum(o.amount) / nullif(count(distinct o.customer_id), 0), 2) end
          into currencies, actual
          from (select p.*, count(*) over (partition by p.customer_id) as orders
                  from (select x.*, min(x.day) over (partition by x.customer_id) as first_order
                          from report.orders(
                               as_of, known_at, roots, product_lines, segments, industries, channels, representatives,
                               null) x) p
                 where p.day between first_day and last_day) o;
        if currencies <> wanted_currency then
            actual := null;
            refusal := 'rate-missing: ' || currencies;
        end if;
    elsif counted in ('SALES_AMOUNT', 'UNITS', 'GROSS_PROFIT') then
        select string_agg(distinct s.currency, ', ' order by s.currency)
                   filter (where wanted_currency is not null and s.currency <> wanted_currency
                              or wanted_currency is null and counted <> 'UNITS'),
               case counted
                   when 'SALES_AMOUNT' then coalesce(sum(s.amount), 0)
                   when 'UNITS' then coalesce(sum(s.quantity), 0)
                   else coalesce(sum(s.amount - s.cost), 0) end,
               case when counted = 'GROSS_PROFIT' and count(*) > count(s.cost) then 'cost-missing' end
          into currencies, actual, refusal
          from report.sales(
               as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels,
               representatives, null) s;
        if counted <> 'UNITS' and currencies is not null
           and (wanted_currency is not null or position(',' in currencies) > 0) then
            refusal := 'rate-missing: ' || currencies;
        end if;
        if refusal is not null then
            actual := null;
        elsif metric = 'GROWTH' then
            actual := round(100 * (actual / nullif(baseline, 0) - 1), 4);
        elsif metric = 'MIX' then
            select round(100 * coalesce(sum(case counted
                        when 'SALES_AMOUNT' then s.amount when 'UNITS' then s.quantity else s.amount - s.cost end), 0)
                         / nullif(actual, 0), 4)
              into actual
              from report.sales(
                   as_of, known_at, first_day, last_day, roots, product_lines, segments, industries, channels,
                   representatives, null) s
             where exists (
                   select from report.sales(
                          as_of, known_at, first_day, last_day,
                          case when narrower ->> 'territory' is not null then array[narrower ->> 'territory'] end,
                          report.texts(narrower -> 'product_lines'), report.texts(narrower -> 'segments'),
                          report.texts(narrower -> 'industries'), report.texts(narrower -> 'channels'),
                          case when narrower ->> 'representative' is not null
                               then array[narrower ->> 'representative'] end, null) n
                    where n.id = s.id and n.sequence = s.sequence and n.line = s.line);
        end if;
    elsif metric = 'ACTIVITIES' then
        select count(*) into actual
          from report.activities(
               as_of, known_at, roots, product_lines, segments, industries, channels, representatives, null) a
         where a.status = 'COMPLETED' and (activity_kind is null or a.kind = activity_kind)
           and (a.completed_at at time zone a.zone)::date between first_day and last_day;
    else
        refusal := 'metric-not-measured';
    end if;
    return next;
end
$$;
comment on function report.measure is
    'A metric in a scope and a period; percentages as such (60 is 60 %). refusal says why there is no figure: amounts of several currencies are never added as if equal.';

create function report.goal_completion(
    as_of timestamptz, known_at timestamptz, roots text[] default null, only_goal text default null, red_below numeric default null,
    yellow_below numeric default null)
returns table (
    goal_id text, event_id text, name text, owner text, territory text, metric text, unit text, currency text,
    status text, period_from date, period_to date, target numeric, original_target numeric, revision int,
    actual numeric, refusal text, attainment numeric, attainment_of_original numeric, running boolean,
    expected_linear numeric, expected_seasonal numeric, expected numeric, attainment_to_date numeric, light text,
    variance numeric, variance_share numeric)
language sql stable
as $$
    select g.id, g.event_id, g.name, g.owner, g.territory, g.metric, g.unit, g.currency, g.status, g.period_from,
           g.period_to, g.target, g.original_target, g.revision, m.actual, m.refusal,
           report.ratio(m.actual, g.target), report.ratio(m.actual, g.original_target), d.today <= g.period_to,
           round(e.linear, 2), round(e.seasonal, 2), round(e.expected, 2),
           report.ratio(m.actual, e.expected),
           report.light(m.actual, case when d.today <= g.period_to then e.expected else g.target end,
                        coalesce(goal_completion.red_below, p.red_below),
                        coalesce(goal_completion.yellow_below, p.yellow_below)),
           round(m.actual - e.expected, 2),
           report.ratio(m.actual - e.expected, e.expected)
      from report.goal g
      left join report.territory t
        on t.id = 'territory-' || g.territory
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
     cross join lateral (select (as_of at time zone coalesce(t.time_zone, 'UTC'))::date) d (today)
     cross join lateral (
           select report.expected_linear(g.target, g.period_from, g.period_to, d.today),
                  report.expected_seasonal(g.target, g.phasing, d.today)) x (linear, seasonal)
     cross join lateral (
           select x.linear, x.seasonal,
                  case when report.is_rate(g.metric)
                       then coalesce(report.current_phase(g.phasing, d.today), g.target)
                       else coalesce(x.seasonal, x.linear) end) e (linear, seasonal, expected)
     cross join (select * from report.light_policy order by version desc limit 1) p
     cross join lateral report.measure(
           g.metric, g.activity_kind, g.currency, g.baseline, g.numerator, as_of, known_at, g.period_from, g.period_to, g.territory, g.product_lines,
           g.segments, g.industries, g.channels, g.representative) m
     where (only_goal is null or g.id = only_goal)
       and (roots is null or g.territory in (select report.territories(roots, as_of, known_at)))
       and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
$$;
comment on function report.goal_completion is
    'attainment v1 = actual / target; while the period runs the light holds actual against expected to date, afterwards against the target; variance v1 = actual - expected to date.';

create function report.goal_variance(
    as_of timestamptz, known_at timestamptz, roots text[] default null, only_goal text default null, red_below numeric default null,
    yellow_below numeric default null)
returns table (
    goal_id text, phase int, phase_from date, phase_to date, plan numeric, actual numeric, refusal text,
    running boolean, expected numeric, variance numeric, variance_share numeric, variance_to_date numeric,
    variance_to_date_share numeric, light text, within_standard boolean)
language sql stable
as $$
    select g.id, f.phase, f.first_day, f.last_day, f.plan, m.actual, m.refusal, d.today <= f.last_day,
           round(e.expected, 2), m.actual - f.plan, report.ratio(m.actual - f.plan, f.plan),
           round(m.actual - e.expected, 2), report.ratio(m.actual - e.expected, e.expected),
           report.light(m.actual, e.expected, coalesce(goal_variance.red_below, p.red_below),
                        coalesce(goal_variance.yellow_below, p.yellow_below)),
           case when d.today > f.last_day then abs(m.actual - f.plan) <= g.tolerance * f.plan end
      from report.goal g
      left join report.territory t
        on t.id = 'territory-' || g.territory
       and t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
     cross join lateral (select (as_of at time zone coalesce(t.time_zone, 'UTC'))::date) d (today)
     cross join lateral (
           select n::int, x."from", x."to", x.target
             from rows from (jsonb_to_recordset(g.phasing) as ("from" date, "to" date, target numeric))
                  with ordinality as x ("from", "to", target, n)
           union all
           select 0, g.period_from, g.period_to, g.target) f (phase, first_day, last_day, plan)
     cross join lateral (
           select case when report.is_rate(g.metric) and d.today >= f.first_day then f.plan
                       when f.phase > 0 then report.expected_linear(f.plan, f.first_day, f.last_day, d.today)
                       else coalesce(report.expected_seasonal(g.target, g.phasing, d.today),
                                     report.expected_linear(g.target, f.first_day, f.last_day, d.today)) end) e (expected)
     cross join (select * from report.light_policy order by version desc limit 1) p
     cross join lateral report.measure(
           g.metric, g.activity_kind, g.currency, g.baseline, g.numerator, as_of, known_at, f.first_day, f.last_day, g.territory, g.product_lines, g.segments,
           g.industries, g.channels, g.representative) m
     where (only_goal is null or g.id = only_goal)
       and (roots is null or g.territory in (select report.territories(roots, as_of, known_at)))
       and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
$$;
comment on function report.goal_variance is
    'variance v1 = actual - plan, for each phase and, as phase 0, for the whole period; within_standard is the completion standard at the close of a phase.';

create function report.goal_forecast(
    as_of timestamptz, known_at timestamptz, roots text[] default null, only_goal text default null)
returns table (
    goal_id text, name text, currency text, target numeric, actual numeric, refusal text, expected numeric,
    run_rate numeric, open_amount numeric, weighted_open_amount numeric, landing numeric, gap numeric, met boolean,
    coverage numeric)
language sql stable
as $$
    select c.goal_id, c.name, c.currency, c.target, c.actual, c.refusal, c.expected,
           round(c.actual * c.target / nullif(c.expected, 0), 2), o.amount, o.weighted,
           round(c.actual + o.weighted, 2), c.target - c.actual, c.actual >= c.target,
           case when c.actual < c.target then report.ratio(o.amount, c.target - c.actual) end
      from report.goal_completion(as_of, known_at, roots, only_goal) c
      join report.goal g
        on g.id = c.goal_id
       and g.valid_from <= as_of and as_of < g.valid_to and g.known_from <= known_at and known_at < g.known_to
     cross join lateral (
           select coalesce(sum(x.amount), 0), coalesce(round(sum(x.amount * x.probability), 2), 0)
             from report.opportunities(
                  as_of, known_at, 'OPEN', case when g.territory is not null then array[g.territory] end,
                  nullif(g.product_lines, '{}'), nullif(g.segments, '{}'), nullif(g.industries, '{}'),
                  nullif(g.channels, '{}'), case when g.representative is not null then array[g.representative] end,
                  null) x
            where x.currency = g.currency and x.expected_close between g.period_from and g.period_to) o (amount, weighted)
     where c.metric = 'SALES_AMOUNT'
$$;
comment on function report.goal_forecast is
    'run-rate v1 = actual / cumulative expected share x target; landing v1 = actual + weighted open amount expected to close in the period; coverage v1 = open amount expected to close in the period / (target - actual), and met once the gap is closed.';

create function report.forecast_accuracy(
    forecast_at timestamptz, as_of timestamptz, known_at timestamptz, roots text[] default null,
    only_goal text default null)
returns table (
    goal_id text, name text, currency text, actual numeric, run_rate numeric, run_rate_accuracy numeric,
    landing numeric, landing_accuracy numeric)
language sql stable
as $$
    select c.goal_id, c.name, c.currency, c.actual, f.run_rate,
           report.accuracy(c.actual, f.run_rate), f.landing,
           report.accuracy(c.actual, f.landing)
      from report.goal_completion(as_of, known_at, roots, only_goal) c
      join report.goal_forecast(forecast_at, forecast_at, roots, only_goal) f on f.goal_id = c.goal_id
$$;
comment on function report.forecast_accuracy is
    'forecast-accuracy v1 = max(0, 1 - |actual - forecast| / actual), for the forecast as it stood, and with what was known, at forecast_at.';
