-- What comes out for what is put in.

create function report.input_output(
    dimension text, first_day date, last_day date, as_of timestamptz, known_at timestamptz, roots text[] default null,
    product_lines text[] default null, segments text[] default null, industries text[] default null,
    channels text[] default null, representatives text[] default null, tiers text[] default null,
    into_currency text default null, rate_kind text default 'BOOKING', rate_plan text default null)
returns table (
    key text, currency text, won bigint, won_amount numeric, activities bigint, won_per_activity numeric,
    activities_per_win numeric, refusal text)
language sql stable
as $$
    with win as (
        select case dimension when 'CHANNEL' then o.channel when 'REPRESENTATIVE' then o.representative
                              when 'TERRITORY' then o.territory else 'ALL' end as key,
               o.currency, count(*) as won, sum(o.amount) as amount,
               report.refusal(array_agg(distinct o.missing) filter (where o.missing is not null)) as refusal
          from report.opportunities_in(
               as_of, known_at, 'WON', roots, product_lines, segments, industries, channels, representatives, tiers, into_currency,
               rate_kind, rate_plan) o
         where o.closed_day between first_day and last_day
         group by 1, o.currency
    ), done as (
        select case dimension when 'CHANNEL' then c.channel when 'REPRESENTATIVE' then a.representative
                              when 'TERRITORY' then a.territory else 'ALL' end as key,
               count(*) as activities
          from report.activities(
               as_of, known_at, roots, product_lines, segments, industries, channels, representatives, tiers) a
          left join report.customer c
            on dimension = 'CHANNEL' and c.id = a.customer_id
           and c.valid_from <= as_of and as_of < c.valid_to and c.known_from <= known_at and known_at < c.known_to
         where a.status = 'COMPLETED' and (a.completed_at at time zone a.zone)::date between first_day and last_day
         group by 1
    )
    select coalesce(w.key, d.key), coalesce(w.currency, into_currency), coalesce(w.won, 0),
           case when w.refusal is null then coalesce(w.amount, 0) end, coalesce(d.activities, 0),
           case when w.refusal is null then round(coalesce(w.amount, 0) / nullif(d.activities, 0), 2) end,
           round(coalesce(d.activities, 0)::numeric / nullif(w.won, 0), 2), w.refusal
      from win w
      full join done d on d.key = w.key
$$;
comment on function report.input_output is
    'input-output v1 = amount won in the period / activities completed in it, along one dimension; the channel of an activity is its customer''s. In each currency that was won in, or in the one that is asked for.';
