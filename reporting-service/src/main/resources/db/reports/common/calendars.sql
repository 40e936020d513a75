-- Working days.

create function report.working_days(wanted_calendar text, first_day date, last_day date, known_at timestamptz)
returns int[]
language sql stable
as $$
    with week as (
        select c.weekend from report.calendar c
         where c.code = wanted_calendar and c.recorded_at <= known_at
         order by c.entry desc limit 1
    ), exception as (
        select distinct on (d.day) d.day, d.working from report.calendar_day d
         where d.calendar = wanted_calendar and d.day between first_day and last_day and d.recorded_at <= known_at
         order by d.day, d.entry desc
    )
    select array_agg(total.days order by total.day)
      from (select x.day,
                   (count(*) filter (where coalesce(e.working, extract(isodow from x.day)::int <> all (week.weekend)))
                       over (order by x.day))::int as days
              from week
             cross join generate_series(first_day, last_day, interval '1 day') x (day)
              left join exception e on e.day = x.day) total
$$;
comment on function report.working_days is
    'For each day of a period, how many working days there are up to and including it; null for an unknown calendar.';

create function report.elapsed_working(worked int[], worked_from date, first_day date, last_day date, today date)
returns numeric
language sql immutable
as $$
    select case
        when today < first_day then 0
        when worked[last_day - worked_from + 1] > coalesce(worked[first_day - worked_from], 0) then
            (worked[least(today, last_day) - worked_from + 1] - coalesce(worked[first_day - worked_from], 0))::numeric
                / (worked[last_day - worked_from + 1] - coalesce(worked[first_day - worked_from], 0))
        else report.elapsed(first_day, last_day, today) end
$$;
comment on function report.elapsed_working is
    'The part of a period''s working days that has passed, today included; of its days where it has no working day.';

create function report.expected_working(
    target numeric, phasing jsonb, first_day date, last_day date, today date, worked int[], worked_from date)
returns numeric
language sql immutable
as $$
    select case when worked is not null then expected_working.target * coalesce(
        (select sum(phase.target * report.elapsed_working(worked, worked_from, phase."from", phase."to", today))
                / nullif(sum(phase.target), 0)
           from jsonb_to_recordset(phasing) as phase ("from" date, "to" date, target numeric)),
        report.elapsed_working(worked, worked_from, first_day, last_day, today)) end
$$;
comment on function report.expected_working is
    'expected-working v1: as expected-seasonal, or expected-linear without phases, of working days instead of days; null without a calendar.';

create function report.calendars(instant report.instant)
returns table (territory text, calendar text)
language sql stable
as $$
    with recursive assigned as (
        select distinct on (a.territory) a.territory, a.calendar
          from report.calendar_assignment a
         where a.recorded_at <= instant.known_at and a.valid_from <= (instant.as_of at time zone 'UTC')::date
         order by a.territory, a.valid_from desc, a.entry desc
    ), below (code, calendar) as (
        select a.territory, a.calendar from assigned a
        union
        select t.code, below.calendar
          from below
          join report.territory_at(instant) t on t.parent = below.code
         where t.code not in (select a.territory from assigned a where a.territory is not null)
    )
    select code, calendar from below
$$;
comment on function report.calendars is
    'The calendar of every territory that has one, of its own or from the nearest above; a null territory is everywhere else.';

create function report.light_policy_at(known_at timestamptz)
returns table (version int, red_below numeric, yellow_below numeric, attainment_cap numeric, uncosted_limit numeric)
language sql stable
as $$
    select p.version, p.red_below, p.yellow_below, p.attainment_cap, p.uncosted_limit
      from report.light_policy p
     where p.since <= known_at
     order by p.version desc limit 1
$$;
comment on function report.light_policy_at is 'The thresholds in force at known_at.';
