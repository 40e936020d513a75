alter table goal add column activated_at timestamptz;
alter table goal add column submitted_by text;
alter table goal add column decided_by text;
alter table goal add column waiting_since timestamptz;
alter table goal add column closing jsonb;
comment on column goal.activated_at is 'In business time; null of goals that were activated before this was kept.';
comment on column goal.decided_by is 'Who rejected it last.';
comment on column goal.waiting_since is 'Since when it is submitted or rejected, or since when its closing is asked for.';
comment on column goal.closing is 'How it was closed, or how somebody asks to close it: the measured figure and the stated one.';

alter table plan add column submitted_by text;
alter table plan add column decided_by text;
alter table plan add column waiting_since timestamptz;
