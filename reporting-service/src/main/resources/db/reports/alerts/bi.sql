-- Alerts in schema bi.

create view bi.alert as
select * from report.alerts(instant => report.instant(now(), now()), roots => report.bi_roots(current_user));
comment on view bi.alert is 'Every alert, open or closed: what it is about, since when that has held, and who has acknowledged it.';
comment on column bi.alert.id is 'Names the alert.';
comment on column bi.alert.kind is 'GOAL_LIGHT, CONVERSION_FALL, SALES_DECLINE, FOLLOW_UP_OVERDUE, OPPORTUNITY_STALLED, TASK_OVERDUE, EVENTS_PARKED, RESOURCE_NEARLY_USED_UP or SATISFACTION_BELOW_TARGET.';
comment on column bi.alert.subject is 'What it is about: an id, a territory''s code, the service whose events are parked, or a code with what is meant in that territory, parted by slashes.';
comment on column bi.alert.severity is 'RED or YELLOW.';
comment on column bi.alert.territory is 'The code of the territory that it belongs to; null: the whole organisation.';
comment on column bi.alert.status is 'OPEN while what it alerts of holds, CLOSED afterwards.';
comment on column bi.alert.held_since is 'Since when, in business time, what it alerts of has held, as known now.';
comment on column bi.alert.held_at_least is 'Whether it may have held for longer: the search for the beginning ended there.';
comment on column bi.alert.stood_days is 'For how many days of 24 hours that has held, or had when the alert closed.';
comment on column bi.alert.cause_event_id is 'The event by which it came to hold; null where it did by the passing of time.';
comment on column bi.alert.figures is 'The figures that make it, as last seen; which ones depends on the kind.';
comment on column bi.alert.opened_at is 'When it was noticed.';
comment on column bi.alert.closed_at is 'When it was noticed that it no longer holds; null while it does.';
comment on column bi.alert.acknowledged_at is 'When somebody took note of it; null where nobody has.';
comment on column bi.alert.acknowledged_by is 'Who took note of it.';
comment on column bi.alert.note is 'What they said.';

create view bi.alert_group as
select * from report.alert_groups(report.instant(now(), now()), report.bi_roots(current_user));
comment on view bi.alert_group is 'Open alerts under what causes most of them: one shortfall shows as one row.';
comment on column bi.alert_group.cause_kind is 'GOAL, TERRITORY, REPRESENTATIVE, PLAN or SERVICE.';
comment on column bi.alert_group.cause is 'The id or code of what causes them.';
comment on column bi.alert_group.name is 'Its name, where it has one.';
comment on column bi.alert_group.owner is 'Whom to turn to: the owner of the goal or the plan, the manager of the territory, or the representative.';
comment on column bi.alert_group.territory is 'The code of its territory; null where they lie in several.';
comment on column bi.alert_group.severity is 'RED where any of them is, else YELLOW.';
comment on column bi.alert_group.alerts is 'How many there are.';
comment on column bi.alert_group.red is 'How many of them are red.';
comment on column bi.alert_group.acknowledged is 'How many of them somebody has taken note of.';
comment on column bi.alert_group.kinds is 'Of which kinds they are.';
comment on column bi.alert_group.held_since is 'Since when the first of them has held.';
comment on column bi.alert_group.alert_ids is 'The ids of the alerts, a JSON array.';
