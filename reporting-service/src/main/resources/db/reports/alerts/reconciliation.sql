-- How alerts are opened, renewed and closed by what holds.

create function report.rests_on(figures jsonb)
returns jsonb
language sql immutable
as $$
    select figures - '{expected,attainmentToDate}'::text[]
$$;
comment on function report.rests_on is 'What of an alert''s figures does not change by the passing of time alone.';

create function report.alert_holds(instant report.instant, kind text, subject text)
returns boolean
language sql stable
as $$
    select case alert_holds.kind
        when 'GOAL_LIGHT' then exists (
            select from report.goal_light_conditions(instant, array[alert_holds.subject]))
        when 'SATISFACTION_BELOW_TARGET' then exists (
            select from report.satisfaction_below_target_conditions(instant, array[alert_holds.subject]))
        end
$$;
comment on function report.alert_holds is 'Whether a condition that has to be searched for held at an instant.';

create function report.alert_cause(instant report.instant, kind text, subject text)
returns table (held_since timestamptz, cause_event_id text, at_least boolean)
language plpgsql stable
as $$
declare
    zone text;
    day timestamp;
    days int := 0;
    step int := 1;
    event record;
begin
    at_least := false;
    if coalesce(alert_cause.kind, '') not in ('GOAL_LIGHT', 'SATISFACTION_BELOW_TARGET') then
        return;
    end if;
    select t.time_zone into zone from report.territory_at(instant) t
     where t.code = case alert_cause.kind
               when 'GOAL_LIGHT' then (
                    select g.territory from report.goal_at(instant) g
                     where g.id = alert_cause.subject)
               else alert_cause.subject end;
    zone := coalesce(zone, 'UTC');
    day := date_trunc('day', instant.as_of at time zone zone);
    -- each day costs a measurement; what has held for longer is said to have held since then at least
    while days < 400 and report.alert_holds(
        report.instant(day at time zone zone - interval '1 microsecond', instant.known_at), kind, subject) loop
        step := case when days < 31 then 1 else 7 end;
        day := day - step * interval '1 day';
        days := days + step;
    end loop;
    -- the step before may have been one of seven days
    while step > 1 and report.alert_holds(
        report.instant((day + interval '1 day') at time zone zone - interval '1 microsecond', instant.known_at), kind,
        subject) = false loop
        day := day + interval '1 day';
        step := step - 1;
    end loop;
    held_since := day at time zone zone;
    if days >= 400 and report.alert_holds(
        report.instant(held_since - interval '1 microsecond', instant.known_at), kind, subject) then
        at_least := true;
        return next;
        return;
    end if;
    if report.alert_holds(report.instant(held_since, instant.known_at), kind, subject) then
        select e.event_id into cause_event_id from report.event e
         where e.source = '/goal-service' and e.aggregate_id = alert_cause.subject and e.occurred_at = held_since
           and e.recorded_at <= instant.known_at
         order by e.sequence desc limit 1;
        return next;
        return;
    end if;
    for event in
        select e.event_id, e.occurred_at, e.recorded_at, e.sequence
          from report.goal_causes(instant => instant, roots => null, only_goal => alert_cause.subject) e
         where alert_cause.kind = 'GOAL_LIGHT' and e.occurred_at > held_since
        union all
        select a.event_id, a.occurred_at, a.recorded_at, a.sequence
          from report.survey_answer a
          join report.customer_at(instant) c on c.id = a.id
         where alert_cause.kind = 'SATISFACTION_BELOW_TARGET'
           and a.occurred_at > held_since and a.occurred_at <= instant.as_of and a.recorded_at <= instant.known_at
           and c.territory in (select report.territories(instant, array[alert_cause.subject]))
         order by 2, 3 desc, 4 desc
    loop
        if report.alert_holds(report.instant(event.occurred_at, instant.known_at), kind, subject) then
            held_since := event.occurred_at;
            cause_event_id := event.event_id;
            exit;
        end if;
    end loop;
    return next;
end
$$;
comment on function report.alert_cause is
    'Since when a condition that holds at as_of has held without a break, and by which event: the first day from whose end on it has, and on that day the first event after which it did; without such an event, the day''s beginning. Beyond a month it looks at one day in seven, so a break of less than a week may go unseen there; after 400 days it gives up, and says that it has held at least since then.';

create function report.note_alert_changes(ids uuid[], changes text[], at timestamptz)
returns void
language plpgsql
as $$
begin
    -- sequence numbers are given in the order of commits, so that whoever reads on from one misses none
    perform pg_advisory_xact_lock(8097862);
    with noted as (
        insert into report.alert_change (
               alert_id, change, at, severity, territory, figures, acknowledged_by, note, held_since, held_at_least,
               cause_event_id)
        select a.id, c.change, note_alert_changes.at, a.severity, a.territory, a.figures, a.acknowledged_by, a.note,
               a.held_since, a.held_at_least, a.cause_event_id
          from unnest(ids, changes) c (id, change)
          join report.alert a on a.id = c.id
         order by a.kind, a.subject
        returning sequence, alert_id, territory
    )
    insert into report.webhook_delivery (webhook_id, sequence, next_attempt_at)
    select w.id, n.sequence, note_alert_changes.at
      from noted n
      join report.alert a on a.id = n.alert_id
      join report.webhook w
        on (w.kinds is null or a.kind = any (w.kinds))
       and (w.territories is null or n.territory in (
            select report.territories(report.instant(note_alert_changes.at, note_alert_changes.at), w.territories)));
end
$$;
comment on function report.note_alert_changes is
    'Notes what happened to alerts, and what is to be delivered of it; to be called last in a transaction.';

create function report.alert_subjects(wanted_kind text, at timestamptz)
returns setof text
language sql stable
as $$
    select g.id from report.goal_at(report.instant(at, at)) g
     where wanted_kind = 'GOAL_LIGHT' and g.status = 'ACTIVE'
    union
    select t.code from report.territory_at(report.instant(at, at)) t
     where wanted_kind = 'SATISFACTION_BELOW_TARGET'
    union
    select a.subject from report.alert a where a.kind = wanted_kind and a.closed_at is null
$$;
comment on function report.alert_subjects is
    'All that an alert of a kind that is searched for could be or is about, so that it can be looked at in parts.';

create function report.reconcile_alerts(at timestamptz, wanted_kind text, only_subjects text[] default null)
returns void
language plpgsql
as $$
declare
    ids uuid[];
    changes text[];
begin
    with standing as materialized (
        select * from report.alert_conditions(report.instant(at, at), only_subjects) c where c.kind = wanted_kind
    ), compared as materialized (
        -- a full join is one by hash, however few rows the planner expects
        select s.*, b.id
          from standing s
          full join (
               select a.id, a.subject from report.alert a
                where a.kind = wanted_kind and a.closed_at is null
                  and (only_subjects is null or a.subject = any (only_subjects))) b on b.subject = s.subject
    ), opening as (
        insert into report.alert (
               kind, subject, severity, territory, held_since, cause_event_id, held_at_least, figures, figures_at,
               opened_at)
        select s.kind, s.subject, s.severity, s.territory, coalesce(s.held_since, c.held_since),
               coalesce(s.cause_event_id, c.cause_event_id), coalesce(c.at_least, false), s.figures,
                   reconcile_alerts.at,
               reconcile_alerts.at
          from compared s
          left join lateral report.alert_cause(
               report.instant(reconcile_alerts.at, reconcile_alerts.at),
               case when s.held_since is null then s.kind end, s.subject) c on true
         where s.id is null
        returning id
    ), renewed as materialized (
        -- as known now: an entry from before may have moved the beginning
        select s.id, s.severity, s.territory, s.figures,
               coalesce(s.held_since, c.held_since, a.held_since) as held_since,
               case when s.held_since is not null then s.cause_event_id
                    when c.held_since is not null then c.cause_event_id
                    else a.cause_event_id end as cause_event_id,
               case when s.held_since is not null then false
                    when c.held_since is not null then c.at_least
                    else a.held_at_least end as held_at_least
          from compared s
          join report.alert a on a.id = s.id
          left join lateral report.alert_cause(
               report.instant(reconcile_alerts.at, reconcile_alerts.at),
               case when s.held_since is null
                   and report.rests_on(s.figures) is distinct from report.rests_on(a.figures) then s.kind end,
               s.subject) c on true
         where s.kind is not null
    ), renewal as (
        update report.alert a
           set severity = s.severity, territory = s.territory, figures = s.figures, figures_at = reconcile_alerts.at,
               held_since = s.held_since, cause_event_id = s.cause_event_id, held_at_least = s.held_at_least
          from renewed s
         where a.id = s.id
           and (a.severity, a.territory, a.figures, a.held_since, a.cause_event_id, a.held_at_least)
               is distinct from (s.severity, s.territory, s.figures, s.held_since, s.cause_event_id, s.held_at_least)
        returning new.id, old.severity <> new.severity as turned,
                  (old.held_since, old.held_at_least) is distinct from (new.held_since, new.held_at_least) as moved
    ), closing as (
        update report.alert a
           set closed_at = reconcile_alerts.at
          from compared s
         where a.id = s.id and s.kind is null
        returning a.id
    ), change (id, change) as (
        select id, 'OPENED' from opening
        union all
        select id, 'SEVERITY_CHANGED' from renewal where turned
        union all
        select id, 'SINCE_CHANGED' from renewal where moved and not turned
        union all
        select id, 'CLOSED' from closing
    )
    select array_agg(c.id), array_agg(c.change) into ids, changes from change c;
    if ids is not null then
        perform report.note_alert_changes(ids, changes, at);
    end if;
end
$$;
comment on function report.reconcile_alerts is
    'Opens, renews and closes the alerts of a kind, or those about some subjects, by what holds at an instant. Calls must not overlap.';
