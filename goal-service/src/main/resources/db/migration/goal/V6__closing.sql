alter table goal add column activated_at timestamptz;
alter table goal add column submitted_by text;
alter table goal add column closing jsonb;
comment on column goal.activated_at is 'In business time; null of goals that were activated before this was kept.';
comment on column goal.closing is 'How it was closed, or how somebody asks to close it: the measured figure and the stated one.';
