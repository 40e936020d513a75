-- The pipeline bridge in schema bi.

create view bi.pipeline_bridge as
select m.month, b.*
  from report.months() m
 cross join lateral report.bi_pipeline_bridge(
       instant => report.instant(m.ends, now()), since => m.begins, close_from => null, close_to => null,
       filter => report.filter(roots => report.bi_roots(current_user))) b;
comment on view bi.pipeline_bridge is
    'How the open pipeline came from the beginning of each month (UTC) to its end, or to now. Ask for a few months at a time: each is computed by itself.';
comment on column bi.pipeline_bridge.month is 'First day of the month.';
comment on column bi.pipeline_bridge.currency is 'ISO 4217.';
comment on column bi.pipeline_bridge.open_at_start is 'Amount open when the month began.';
comment on column bi.pipeline_bridge.opened is 'Amount of what was opened.';
comment on column bi.pipeline_bridge.pulled_in is 'Nothing here: no window of closing is asked for.';
comment on column bi.pipeline_bridge.reopened is 'Amount of what was closed before and is open again.';
comment on column bi.pipeline_bridge.transferred_in is 'Come into the territories that the reader sees.';
comment on column bi.pipeline_bridge.amount_changes is 'Of what was open when the month began.';
comment on column bi.pipeline_bridge.won is 'Amount of what was won.';
comment on column bi.pipeline_bridge.lost is 'Amount of what was lost.';
comment on column bi.pipeline_bridge.pushed_out is 'Nothing here: no window of closing is asked for.';
comment on column bi.pipeline_bridge.transferred_out is 'Gone out of the territories that the reader sees.';
comment on column bi.pipeline_bridge.open_at_end is 'The sum of all that, to the cent.';
