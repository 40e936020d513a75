-- What reports are asked for, in a few composite parameters that are passed on by value and by name. A function that takes
-- them is inlined, and what a filter does not ask for drops out of the plan. A further filter is a further field.

create type report.instant as (as_of timestamptz, known_at timestamptz);
comment on type report.instant is
    'The two instants that a report answers for: as_of is the business instant that it looks at, known_at that up to which recorded events count.';

create type report.period as (first_day date, last_day date);
comment on type report.period is 'Days from the first to the last, both included.';

create type report.filter as (
    roots text[], product_lines text[], segments text[], industries text[], channels text[], representatives text[],
    tiers text[]);
comment on type report.filter is
    'What is wanted: of each list any of its values, null means all. roots are codes of territories, each with all below it.';

create type report.money as (into_currency text, rate_kind text, rate_plan text);
comment on type report.money is
    'The currency that amounts are converted into, null leaves them in their own; at rates of a kind, BOOKING, CURRENT or PLAN, and of the plan that is named.';

-- These are parsed when they are made, so that a view may use them for readers who may not look into this schema.

create function report.instant(as_of timestamptz, known_at timestamptz)
returns report.instant
language sql immutable
return row(as_of, known_at)::report.instant;
comment on function report.instant is 'The two instants of a report.';

create function report.period(first_day date, last_day date)
returns report.period
language sql immutable
return row(first_day, last_day)::report.period;
comment on function report.period is 'The days of a report.';

create function report.filter(
    roots text[] default null, product_lines text[] default null, segments text[] default null,
    industries text[] default null, channels text[] default null, representatives text[] default null,
    tiers text[] default null)
returns report.filter
language sql immutable
return row(roots, product_lines, segments, industries, channels, representatives, tiers)::report.filter;
comment on function report.filter is 'What a report is filtered by; all that is not named is not asked for.';

create function report.money(
    into_currency text default null, rate_kind text default 'BOOKING', rate_plan text default null)
returns report.money
language sql immutable
return row(into_currency, rate_kind, rate_plan)::report.money;
comment on function report.money is
    'The currency of a report, at the rates of the day of booking unless others are asked for.
conversion v2 = each amount x the rate of its plan, of the day on which it was booked or of asOf, rounded to the minor unit by itself; what has no rate is left out and named';

create function report.anywhere(filter report.filter)
returns report.filter
language sql immutable
return row(null, filter.product_lines, filter.segments, filter.industries, filter.channels, filter.representatives,
           filter.tiers)::report.filter;
comment on function report.anywhere is 'The same in all territories.';

create function report.of_any_product(filter report.filter)
returns report.filter
language sql immutable
return row(filter.roots, null, filter.segments, filter.industries, filter.channels, filter.representatives,
           filter.tiers)::report.filter;
comment on function report.of_any_product is 'The same for all product lines.';

create function report.before_credit(filter report.filter, credit text)
returns report.filter
language sql immutable
return row(case when credit = 'CURRENT' then null else filter.roots end, filter.product_lines, filter.segments,
           filter.industries, filter.channels, case when credit = 'CURRENT' then null else filter.representatives end,
           filter.tiers)::report.filter;
comment on function report.before_credit is
    'What can be asked of an entry before it is known to which territory and representative it is credited.
credit v2 = ORIGINAL: the entry''s own territory, below what it stood on the entry''s day, and representative; CURRENT: those of its customer, and the tree, at asOf';

create function report.is_narrowed(filter report.filter)
returns boolean
language sql immutable
return coalesce(filter.product_lines, filter.segments, filter.industries, filter.channels, filter.representatives,
                filter.tiers) is not null;
comment on function report.is_narrowed is 'Whether more is asked for than territories.';

create function report.narrows_customers(filter report.filter)
returns boolean
language sql immutable
return coalesce(filter.segments, filter.industries, filter.tiers) is not null;
comment on function report.narrows_customers is 'Whether customers of some kind are asked for.';

create function report.scope(
    territory text, product_lines text[], segments text[], industries text[], channels text[], representative text)
returns report.filter
language sql immutable
return row(case when territory is not null then array[territory] end, nullif(product_lines, '{}'), nullif(segments, '{}'),
           nullif(industries, '{}'), nullif(channels, '{}'),
           case when representative is not null then array[representative] end, null)::report.filter;
comment on function report.scope is 'What a goal is measured in, as a filter.';

create function report.in_currency(money report.money, into_currency text)
returns report.money
language sql immutable
return row(into_currency, money.rate_kind, money.rate_plan)::report.money;
comment on function report.in_currency is 'Another currency at the same rates.';

create function report.at_plan_rates(money report.money, into_currency text, plan text)
returns report.money
language sql immutable
return row(into_currency, coalesce(money.rate_kind, 'PLAN'), coalesce(money.rate_plan, plan))::report.money;
comment on function report.at_plan_rates is 'A currency at the rates of a plan, unless others are asked for.';
