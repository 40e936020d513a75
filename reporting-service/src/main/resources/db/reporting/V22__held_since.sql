alter table report.alert
    add held_at_least boolean not null default false;
comment on column report.alert.held_since is 'Since when, in business time, what it alerts of has held, as known now.';
comment on column report.alert.held_at_least is 'Whether the search for that ended before an answer: it has held since then at least.';

alter table report.alert_change
    add held_since timestamptz,
    add held_at_least boolean,
    add cause_event_id text,
    drop constraint alert_change_change_check,
    add check (change in ('OPENED', 'SEVERITY_CHANGED', 'SINCE_CHANGED', 'ACKNOWLEDGED', 'CLOSED'));
comment on column report.alert_change.held_since is 'As it was known then; null of changes from before it was noted.';
