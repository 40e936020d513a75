-- What figures are computed with.

create function report.ratio(part numeric, whole numeric)
returns numeric
language sql immutable
as $$
    select round(part / nullif(whole, 0), 6)
$$;
comment on function report.ratio is 'A share to six decimals; null where the whole is zero.';

create function report.accuracy(actual numeric, forecast numeric)
returns numeric
language sql immutable
as $$
    select case when actual <> 0 and forecast is not null
                then greatest(0, 1 - report.ratio(abs(actual - forecast), abs(actual))) end
$$;
comment on function report.accuracy is 'max(0, 1 - |actual - forecast| / actual); null where there is no actual.';

create function report.days(length interval)
returns numeric
language sql immutable
as $$
    select round(extract(epoch from length) / 86400, 4)
$$;
comment on function report.days is 'A length of time in days of 24 hours.';

create function report.elapsed(first_day date, last_day date, today date)
returns numeric
language sql immutable
as $$
    select greatest(least(today, last_day) - first_day + 1, 0)::numeric / (last_day - first_day + 1)
$$;
comment on function report.elapsed is 'The part of a period that has passed; today counts in full.';

create function report.expected_linear(target numeric, first_day date, last_day date, today date)
returns numeric
language sql immutable
as $$
    select target * greatest(least(today, last_day) - first_day + 1, 0) / (last_day - first_day + 1)
$$;
comment on function report.expected_linear is 'expected-linear v1: target x elapsed days / all days, the day of as_of included.';

create function report.expected_seasonal(target numeric, phasing jsonb, today date)
returns numeric
language sql immutable
as $$
    select expected_seasonal.target * sum(phase.target * report.elapsed(phase."from", phase."to",
        today)) / nullif(sum(phase.target), 0)
      from jsonb_to_recordset(phasing) as phase ("from" date, "to" date, target numeric)
$$;
comment on function report.expected_seasonal is
    'expected-seasonal v1: target x (weights of finished phases + weight of the current one x its elapsed part); null without phases.';

create function report.current_phase(phasing jsonb, today date)
returns numeric
language sql immutable
as $$
    select phase.target
      from jsonb_to_recordset(phasing) as phase ("from" date, "to" date, target numeric)
     where today between phase."from" and phase."to"
$$;
comment on function report.current_phase is 'The target of the phase that a day lies in; null without one.';

create function report.light(actual numeric, measure numeric, red_below numeric, yellow_below numeric)
returns text
language sql immutable
as $$
    select case
        when actual is null or measure is null or measure = 0 then null
        when actual < red_below * measure then 'RED'
        when actual < yellow_below * measure then 'YELLOW'
        else 'GREEN' end
$$;
comment on function report.light is 'light v1: actual against what it is compared with; null where there is nothing to hold it against.';

create function report.earliest_begin(day date)
returns timestamptz
language sql immutable
as $$
    select (day - interval '14 hours') at time zone 'UTC'
$$;
comment on function report.earliest_begin is 'When a day begins where it begins first: no zone is further than 14 hours from UTC. For a range of an index.';

create function report.latest_end(day date)
returns timestamptz
language sql immutable
as $$
    select (day + 1 + interval '14 hours') at time zone 'UTC'
$$;
comment on function report.latest_end is 'When a day has ended where it ends last.';
