-- Alerts as they were known at an instant.

create function report.alerts(
    instant report.instant, roots text[] default null, wanted_status text default null, kinds text[] default null,
    acknowledged boolean default null, only_alert uuid default null, first_row int default 0,
    most_rows int default null)
returns table (
    id uuid, kind text, subject text, severity text, territory text, status text, held_since timestamptz,
    stood_days numeric, cause_event_id text, figures jsonb, opened_at timestamptz, closed_at timestamptz,
    acknowledged_at timestamptz, acknowledged_by text, note text, held_at_least boolean)
language sql stable
as $$
    select a.id, a.kind, a.subject, last.severity, a.territory, case when over.at is null then 'OPEN' else 'CLOSED' end,
           since.at, report.days(coalesce(over.at, instant.as_of) - since.at),
           case when last.held_since is null then a.cause_event_id else last.cause_event_id end,
           case when instant.known_at < a.figures_at then last.figures else a.figures end,
           a.opened_at, over.at, known.at, case when known.at is not null then a.acknowledged_by end,
           case when known.at is not null then a.note end, coalesce(last.held_at_least, a.held_at_least)
      from report.alert a
     cross join lateral (select case when a.closed_at <= least(instant.as_of,
                                                               instant.known_at) then a.closed_at end) over (at)
     cross join lateral (select case when a.acknowledged_at <= instant.known_at then a.acknowledged_at end) known (at)
     cross join lateral (
           select c.severity, c.figures, c.held_since, c.held_at_least, c.cause_event_id from report.alert_change c
            where c.alert_id = a.id and c.at <= instant.known_at order by c.sequence desc limit 1) last
     cross join lateral (select coalesce(last.held_since, a.held_since)) since (at)
     where since.at <= instant.as_of and a.opened_at <= instant.known_at
       and (wanted_status is null or (over.at is null) = (wanted_status = 'OPEN'))
       and (roots is null or a.territory in (select report.territories(instant, roots)))
       and (kinds is null or a.kind = any (kinds))
       and (acknowledged is null or (known.at is not null) = acknowledged)
       and (only_alert is null or a.id = only_alert)
     order by a.opened_at desc, a.id
     limit most_rows offset first_row
$$;
comment on function report.alerts is
    'Alerts of what held by as_of, as they were known at known_at; an alert is open until both instants have reached its closing.';

create function report.alert_changes(since bigint, most int, only_alert uuid default null)
returns table (
    sequence bigint, change text, at timestamptz, id uuid, kind text, subject text, severity text, territory text,
    held_since timestamptz, cause_event_id text, figures jsonb, opened_at timestamptz, acknowledged_by text, note text,
    held_at_least boolean)
language sql stable
as $$
    select c.sequence, c.change, c.at, a.id, a.kind, a.subject, c.severity, c.territory,
           coalesce(c.held_since, a.held_since),
           case when c.held_since is null then a.cause_event_id else c.cause_event_id end, c.figures, a.opened_at,
               c.acknowledged_by, c.note,
           coalesce(c.held_at_least, a.held_at_least)
      from report.alert_change c
      join report.alert a on a.id = c.alert_id
     where c.sequence > since and (only_alert is null or c.alert_id = only_alert)
     order by c.sequence
     limit most
$$;
comment on function report.alert_changes is 'What happened to alerts after the given change, in the order of commits.';
