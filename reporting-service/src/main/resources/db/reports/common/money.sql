-- From one currency to another.

create function report.decimals(currency text)
returns int
language sql immutable
as $$
    select case
        when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV',
                          'XAF',
                          'XOF', 'XPF') then 0
        when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
        else 2 end
$$;
comment on function report.decimals is 'The decimal places of a currency''s minor unit (ISO 4217).';

create function report.rate_day(rate_kind text, booked date, as_of timestamptz)
returns date
language sql immutable
as $$
    select case rate_kind
        when 'BOOKING' then booked
        when 'CURRENT' then (as_of at time zone 'UTC')::date
        else '-infinity' end
$$;
comment on function report.rate_day is
    'The day whose rate an amount is converted at: BOOKING the day on which it was booked, CURRENT that of as_of, PLAN none.';

create function report.rate(from_currency text, money report.money, day date, known_at timestamptz)
returns numeric
language sql stable
as $$
    select case when from_currency = money.into_currency then 1 else (
        select known.rate
          from ((select r.rate, r.valid_from, r.entry
                   from report.exchange_rate r
                  where r.currency = from_currency and r.into_currency = money.into_currency
                    and coalesce(r.plan_id, '') = case when money.rate_kind = 'PLAN' then money.rate_plan else '' end
                    and r.valid_from <= day and r.recorded_at <= known_at
                  order by r.valid_from desc, r.entry desc limit 1)
                union all
                (select 1.00000000000000000000 / r.rate, r.valid_from, r.entry
                   from report.exchange_rate r
                  where r.currency = money.into_currency and r.into_currency = from_currency
                    and coalesce(r.plan_id, '') = case when money.rate_kind = 'PLAN' then money.rate_plan else '' end
                    and r.valid_from <= day and r.recorded_at <= known_at
                  order by r.valid_from desc, r.entry desc limit 1)) known
         order by known.valid_from desc, known.entry desc limit 1) end
$$;
comment on function report.rate is
    'What one unit of a currency is worth in another, from an entry of the two in either direction; null where there is none.';

create function report.missing_rate(from_currency text, money report.money, day date)
returns text
language sql immutable
as $$
    select from_currency || ' to ' || money.into_currency
           || case when day > '-infinity' then ' on ' || day
                   when money.rate_plan is not null then ' in plan ' || money.rate_plan else '' end
$$;
comment on function report.missing_rate is 'Names a rate that is needed and missing.';

create function report.unavailable_reason(missing text[])
returns text
language sql immutable
as $$
    select 'rate-missing: ' || string_agg(name, ', ' order by name)
      from (select min(each) as name from unnest(missing) each group by split_part(each, ' on ', 1)) earliest
$$;
comment on function report.unavailable_reason is
    'Why amounts are not added: the rates that are missing, of two currencies that of the earliest day. Null where none is.';

create type report.unrated as (missing text, currency text, amount numeric);
comment on type report.unrated is 'An amount in its own currency that has no rate; missing names the rate.';

create function report.unavailable_reason(entries report.unrated[])
returns text
language sql immutable
as $$
    select report.unavailable_reason(array_agg(net.missing))
      from (select e.missing from unnest(entries) e group by e.missing having sum(e.amount) <> 0) net
$$;
comment on function report.unavailable_reason(report.unrated[]) is
    'Why a converted sum is not complete: the rates that are missing, of two currencies that of the earliest day. What comes to zero at one rate needs none. Null where the sum is complete.';

create function report.unconverted(entries report.unrated[])
returns text
language sql immutable
as $$
    select string_agg(own.text, ', ' order by own.currency)
      from (select net.currency,
                   net.currency || ' ' || sum(net.amount)
                   || case when count(net.day) = 0 then ''
                           when count(net.day) = 1 then ' on ' || min(net.day)
                           else ' on ' || count(net.day) || ' days from ' || min(net.day) end as text
              from (select e.currency, sum(e.amount) as amount,
                           nullif(split_part(e.missing, ' on ', 2), '') as day
                      from unnest(entries) e
                     group by e.currency, e.missing
                    having sum(e.amount) <> 0) net
             group by net.currency) own
$$;
comment on function report.unconverted is
    'What a converted sum leaves out for want of a rate: of each currency the amount, and the day on which it was booked or the first of several.';

create function report.converted_sum(converted numeric, unavailable_reason text)
returns numeric
language sql immutable
as $$
    select case when unavailable_reason is null then coalesce(converted, 0) else converted end
$$;
comment on function report.converted_sum is
    'The sum of what could be converted; null where nothing could and something is missing, zero where there is nothing.';

create function report.at_rate(amount numeric, rate numeric, currency text)
returns numeric
language sql immutable
as $$
    select case when rate is null then amount else round(amount * rate, report.decimals(currency)) end
$$;
comment on function report.at_rate is 'An amount at a rate, rounded to the minor unit of its new currency; as it is without one.';
