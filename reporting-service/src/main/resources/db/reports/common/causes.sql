-- The events behind figures: what the functions that find them return.

create type report.cause as (
    part text, source text, aggregate_id text, sequence bigint, line int, event_id text, type text,
    occurred_at timestamptz,
    recorded_at timestamptz, link text, currency text, quantity numeric, amount numeric, rate numeric,
    converted_currency text,
    converted_amount numeric, unavailable_reason text);
comment on type report.cause is
    'An event behind a figure. part says to which part of the figure it belongs, quantity and amount what it adds where it adds any, link where the history of its aggregate is read. Of a figure in one currency it adds converted_amount, at the rate beside it; where there is no rate, unavailable_reason names it.';

create function report.link(type text, aggregate_id text)
returns text
language sql immutable
as $$
    select '/api/' || case split_part(type, '.', 1)
        when 'goal' then 'goals/' || aggregate_id
        when 'plan' then 'plans/' || aggregate_id
        when 'task' then 'tasks/' || aggregate_id
        when 'territory' then 'territories/' || substr(aggregate_id, length('territory-') + 1)
        when 'customer' then 'customers/' || aggregate_id
        when 'opportunity' then 'opportunities/' || aggregate_id
        when 'order' then 'orders/' || aggregate_id
        when 'incentive' then 'incentive-schemes/' || aggregate_id
        when 'activity' then 'activities/' || aggregate_id end || '/history'
$$;
comment on function report.link is 'Where an aggregate''s history is read; null where it has none of its own.';

create function report.cause(
    part text, e report.event, line int default 0, currency text default null, quantity numeric default null,
    amount numeric default null, into_currency text default null, rate numeric default null,
    converted numeric default null, missing text default null)
returns report.cause
language sql immutable
as $$
    select row(part, e.source, e.aggregate_id, e.sequence, line, e.event_id, e.type, e.occurred_at, e.recorded_at,
               report.link(e.type, e.aggregate_id), currency, quantity, amount,
               case when into_currency = currency then 1 else rate end, into_currency,
               case when into_currency is not null and missing is null then converted end,
               'rate-missing: ' || missing)::report.cause
$$;
comment on function report.cause is
    'An event as a cause. Nothing is converted where into_currency is null. It is inlined, so that taking it apart with .* costs nothing.';
