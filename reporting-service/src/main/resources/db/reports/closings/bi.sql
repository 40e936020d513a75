-- Closed goals in schema bi.

create view bi.goal_closing as
select * from report.goal_closings(report.instant(now(), now()), report.bi_roots(current_user));
comment on view bi.goal_closing is 'Every closed goal: the figure that it was closed with, what was measured then, and what is measured now.';
comment on column bi.goal_closing.goal_id is 'The goal''s id.';
comment on column bi.goal_closing.name is 'The goal''s name.';
comment on column bi.goal_closing.owner is 'Whose goal it is.';
comment on column bi.goal_closing.territory is 'The code of its territory.';
comment on column bi.goal_closing.metric is 'What it counts.';
comment on column bi.goal_closing.currency is 'ISO 4217; null where it is no sum of money.';
comment on column bi.goal_closing.outcome is 'ACHIEVED or MISSED, as it was closed.';
comment on column bi.goal_closing.closed_at is 'When it was closed.';
comment on column bi.goal_closing.closed_target is 'The target that it was closed against.';
comment on column bi.goal_closing.closed_actual is 'The figure that it was closed with.';
comment on column bi.goal_closing.measured_actual is 'What was measured then, by what was known then.';
comment on column bi.goal_closing.stated_difference is 'What the closer stated beside the measured figure.';
comment on column bi.goal_closing.stated_reason is 'Why another figure than the measured one was stated.';
comment on column bi.goal_closing.stated_by is 'Who stated it.';
comment on column bi.goal_closing.restated_actual is 'What is measured by what is known now.';
comment on column bi.goal_closing.unavailable_reason is 'Why there is no such figure, or what it lacks.';
comment on column bi.goal_closing.late_difference is 'What was entered or happened since: restated less measured.';
comment on column bi.goal_closing.difference is 'restated_actual - closed_actual.';
comment on column bi.goal_closing.closed_attainment is 'Attainment as it was closed, a share.';
comment on column bi.goal_closing.restated_attainment is 'Attainment by what is known now, a share.';
comment on column bi.goal_closing.restated_outcome is 'ACHIEVED or MISSED by what is known now.';
comment on column bi.goal_closing.event_id is 'The event that closed it.';
comment on column bi.goal_closing.known_then is 'What had been recorded by then counts as known at the closing.';
comment on column bi.goal_closing.complete is 'Whether nothing is left out of the restated figure.';
comment on column bi.goal_closing.unconverted is 'What is left out: of each currency the amount and the first day.';
