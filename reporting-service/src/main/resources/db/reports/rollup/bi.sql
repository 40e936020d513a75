-- Trees of goals in schema bi.

create view bi.goal_children as
select * from report.goal_children(instant => report.instant(now(), now()), roots => report.bi_roots(current_user));
comment on view bi.goal_children is
    'The children of every approved, active and closed goal now, by decomposition; one that stands in several decompositions has a row in each.';
comment on column bi.goal_children.parent_id is 'Id of the goal above.';
comment on column bi.goal_children.decomposition_id is 'Id of the decomposition; null for a child that stands in none.';
comment on column bi.goal_children.dimension is 'Along what the parent is decomposed.';
comment on column bi.goal_children.goal_id is 'Id of the child.';
comment on column bi.goal_children.name is 'Name.';
comment on column bi.goal_children.owner is 'Who answers for it.';
comment on column bi.goal_children.territory is 'Code; null: the whole organisation.';
comment on column bi.goal_children.status is 'DRAFT to MISSED.';
comment on column bi.goal_children.metric is 'What is measured.';
comment on column bi.goal_children.currency is 'ISO 4217: the parent''s, where the target is an amount.';
comment on column bi.goal_children.period_from is 'First day, in the territory''s time zone.';
comment on column bi.goal_children.period_to is 'Last day.';
comment on column bi.goal_children.target is 'As it is allotted now.';
comment on column bi.goal_children.original_target is 'Before any revision.';
comment on column bi.goal_children.revision is 'How often it was revised.';
comment on column bi.goal_children.actual is 'Reached by now.';
comment on column bi.goal_children.unavailable_reason is 'Where there is no figure, why; where there is one, the rates without which it is not complete. Null where it is complete.';
comment on column bi.goal_children.complete is 'Whether nothing is left out of the figures for want of a rate.';
comment on column bi.goal_children.unconverted is 'What is left out: of each currency the amount and the first day.';
comment on column bi.goal_children.attainment is 'Actual over target, as a share.';
comment on column bi.goal_children.counted_attainment is 'The same up to the policy''s cap.';
comment on column bi.goal_children.weight_share is 'What it weighs among the children of its decomposition; they add up to 1.';

create view bi.goal_rollup as
select * from report.goal_rollup(instant => report.instant(now(), now()), roots => report.bi_roots(current_user));
comment on view bi.goal_rollup is
    'Every approved, active and closed goal now on its own scope, beside the sum of its children in each decomposition. Never add the two.';
comment on column bi.goal_rollup.goal_id is 'Id of the goal.';
comment on column bi.goal_rollup.name is 'Name.';
comment on column bi.goal_rollup.metric is 'What is measured.';
comment on column bi.goal_rollup.currency is 'ISO 4217, where the target is an amount.';
comment on column bi.goal_rollup.target is 'The latest revision.';
comment on column bi.goal_rollup.actual is 'Reached by now, on the goal''s own scope.';
comment on column bi.goal_rollup.unavailable_reason is 'Where there is no figure, why; where there is one, the rates without which it is not complete. Null where it is complete.';
comment on column bi.goal_rollup.complete is 'Whether nothing is left out of the figures for want of a rate.';
comment on column bi.goal_rollup.unconverted is 'What is left out: of each currency the amount and the first day.';
comment on column bi.goal_rollup.attainment is 'Actual over target, as a share.';
comment on column bi.goal_rollup.decomposition_id is 'Id of the decomposition; null for children that stand in none, and for a goal without children.';
comment on column bi.goal_rollup.dimension is 'Along what it is decomposed.';
comment on column bi.goal_rollup.children is 'How many.';
comment on column bi.goal_rollup.children_target is 'Their sum; null where they do not add up.';
comment on column bi.goal_rollup.children_actual is 'Their sum; null where they do not add up.';
comment on column bi.goal_rollup.difference is 'Actual less the children''s; in_no_child - in_several - outside.';
comment on column bi.goal_rollup.in_no_child is 'Sales of the goal that are in none of the children.';
comment on column bi.goal_rollup.in_several is 'What of the goal''s sales the children count more than once.';
comment on column bi.goal_rollup.outside is 'What children count that is not of the goal.';
comment on column bi.goal_rollup.score is 'The weighted mean of the children''s counted attainments.';
comment on column bi.goal_rollup.unmeasured is 'Children without an attainment.';
