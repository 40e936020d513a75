-- Goals in schema bi, as of now: the same figures as the JSON answers.

create view bi.goal with (security_barrier) as
select g.id as goal_id, g.plan_id, g.parent_id, g.name, g.metric, g.activity_kind, g.unit, g.currency, g.target,
       g.original_target, g.revision, g.baseline, g.period_from, g.period_to, g.territory, g.product_lines, g.segments,
       g.industries, g.channels, g.representative, g.owner, g.weight, g.tolerance, g.status, g.event_id
  from report.goal_now g
 where ((select report.bi_roots(current_user)) is null or g.territory in (select report.bi_territories(current_user)));
comment on view bi.goal is 'Goals as they stand now.';
comment on column bi.goal.goal_id is 'Id, as in all facts.';
comment on column bi.goal.plan_id is 'The plan that it hangs under; null under none.';
comment on column bi.goal.parent_id is 'The goal that it is a part of; null at the top.';
comment on column bi.goal.name is 'Name.';
comment on column bi.goal.metric is 'What is measured.';
comment on column bi.goal.activity_kind is 'Of a goal for activities: their kind; null: any.';
comment on column bi.goal.unit is 'Unit of the target.';
comment on column bi.goal.currency is 'ISO 4217, where the target is an amount.';
comment on column bi.goal.target is 'In the unit; the latest revision.';
comment on column bi.goal.original_target is 'As it was first activated or drafted.';
comment on column bi.goal.revision is 'How often the target was revised.';
comment on column bi.goal.baseline is 'What growth is measured from.';
comment on column bi.goal.period_from is 'First day, in the territory''s time zone.';
comment on column bi.goal.period_to is 'Last day.';
comment on column bi.goal.territory is 'Code; null: the whole organisation.';
comment on column bi.goal.product_lines is 'Empty: all.';
comment on column bi.goal.segments is 'Empty: all.';
comment on column bi.goal.industries is 'Empty: all.';
comment on column bi.goal.channels is 'Empty: all.';
comment on column bi.goal.representative is 'Whose goal; null: everybody''s.';
comment on column bi.goal.owner is 'Who answers for it.';
comment on column bi.goal.weight is 'In its parent, as a share.';
comment on column bi.goal.tolerance is 'Completion standard: a closed phase within this share of its plan meets it.';
comment on column bi.goal.status is 'DRAFT, SUBMITTED, APPROVED, REJECTED, ACTIVE, ACHIEVED, MISSED or ABANDONED.';
comment on column bi.goal.event_id is 'The event by which it stands as it does.';

create view bi.goal_history with (security_barrier) as
select g.id as goal_id, greatest(g.valid_from, '1900-01-01T00:00:00Z') as valid_from,
       nullif(g.valid_to, 'infinity') as valid_to, g.revision, g.target, g.status,
       g.territory, g.event_id
  from report.goal g
 where g.valid_from < g.valid_to and g.known_from <= now() and now() < g.known_to
   and ((select report.bi_roots(current_user)) is null or g.territory in (select report.bi_territories(current_user)));
comment on view bi.goal_history is 'The versions of every goal over business time, as known now.';
comment on column bi.goal_history.goal_id is 'Id.';
comment on column bi.goal_history.valid_from is 'From when on it was so.';
comment on column bi.goal_history.valid_to is 'Until when; null: still so.';
comment on column bi.goal_history.revision is 'Of the target.';
comment on column bi.goal_history.target is 'Then.';
comment on column bi.goal_history.status is 'Then.';
comment on column bi.goal_history.territory is 'Code; null: the whole organisation.';
comment on column bi.goal_history.event_id is 'The event that began it.';

create view bi.goal_target with (security_barrier) as
select g.id as goal_id, f.phase, f.first_day, f.last_day, g.metric, g.unit, g.currency, g.territory, f.target,
       g.revision, g.event_id
  from report.goal_now g
 cross join lateral (
       select n::int, x."from", x."to", x.target
         from rows from (jsonb_to_recordset(g.phasing) as ("from" date, "to" date, target numeric))
              with ordinality as x ("from", "to", target, n)
       union all
       select 0, g.period_from, g.period_to, g.target) f (phase, first_day, last_day, target)
 where g.status = any (report.standing_statuses())
   and ((select report.bi_roots(current_user)) is null or g.territory in (select report.bi_territories(current_user)));
comment on view bi.goal_target is 'What each approved, active and closed goal promises for each of its phases and, as phase 0, for its whole period.';
comment on column bi.goal_target.goal_id is 'Id.';
comment on column bi.goal_target.phase is 'From 1; 0 is the whole period.';
comment on column bi.goal_target.first_day is 'Of the phase, in the territory''s time zone.';
comment on column bi.goal_target.last_day is 'Of the phase.';
comment on column bi.goal_target.metric is 'What is measured.';
comment on column bi.goal_target.unit is 'Unit of the target.';
comment on column bi.goal_target.currency is 'ISO 4217, where the target is an amount.';
comment on column bi.goal_target.territory is 'Code; null: the whole organisation.';
comment on column bi.goal_target.target is 'In the unit.';
comment on column bi.goal_target.revision is 'Of the target.';
comment on column bi.goal_target.event_id is 'The event by which it stands as it does.';

create view bi.goal_completion as
select * from report.bi_goal_completion(
    instant => report.instant(now(), now()), roots => report.bi_roots(current_user));
comment on view bi.goal_completion is
    'Every approved, active and closed goal now: target, actual, expected to date, attainment and light. A goal and those that it was cascaded into overlap: never add them up as they are. Of a territory with all below it, join territory_goal by goal_id and group by its territory, by metric, currency and period.';
comment on column bi.goal_completion.attainment is 'Actual over target, as a share: 1 is all of it. Null where the target is zero.';
comment on column bi.goal_completion.expected is 'What should be reached by now: by the phases where the goal has some, else in proportion to the days.';
comment on column bi.goal_completion.unavailable_reason is 'Where there is no figure, why; where there is one, the rates without which it is not complete. Null where it is complete.';
comment on column bi.goal_completion.complete is 'Whether nothing is left out of the figures for want of a rate.';
comment on column bi.goal_completion.unconverted is 'What is left out: of each currency the amount and the first day.';
comment on column bi.goal_completion.equivalent_target is 'The amount that a growth means, baseline x (1 + growth); null of other metrics.';
comment on column bi.goal_completion.equivalent_expected is 'What of it is to be expected by now.';
comment on column bi.goal_completion.equivalent_actual is 'The amount that a growth or a market share is measured from.';
comment on column bi.goal_completion.uncosted_share is 'The part of sales of which a gross profit lacks the cost, a share.';
comment on column bi.goal_completion.goal_id is 'Id of the goal.';
comment on column bi.goal_completion.event_id is 'The event by which it stands as it does.';
comment on column bi.goal_completion.name is 'Name.';
comment on column bi.goal_completion.owner is 'Who answers for it.';
comment on column bi.goal_completion.territory is 'Code; null: the whole organisation.';
comment on column bi.goal_completion.metric is 'What is measured.';
comment on column bi.goal_completion.unit is 'Unit of target and actual.';
comment on column bi.goal_completion.currency is 'ISO 4217, where the target is an amount.';
comment on column bi.goal_completion.status is 'DRAFT to ABANDONED.';
comment on column bi.goal_completion.period_from is 'First day, in the territory''s time zone.';
comment on column bi.goal_completion.period_to is 'Last day.';
comment on column bi.goal_completion.target is 'The latest revision.';
comment on column bi.goal_completion.original_target is 'Before any revision.';
comment on column bi.goal_completion.revision is 'How often it was revised.';
comment on column bi.goal_completion.actual is 'Reached by now.';
comment on column bi.goal_completion.attainment_of_original is 'Actual over the original target.';
comment on column bi.goal_completion.running is 'Whether the period has not ended.';
comment on column bi.goal_completion.expected_linear is 'Expected to date in proportion to the days.';
comment on column bi.goal_completion.expected_seasonal is 'Expected to date by the phases; null without any.';
comment on column bi.goal_completion.expected_working is 'Expected to date by working days; null without a calendar.';
comment on column bi.goal_completion.calendar is 'The calendar of its territory; null without one.';
comment on column bi.goal_completion.attainment_to_date is 'Actual over what is expected to date.';
comment on column bi.goal_completion.light is 'RED, YELLOW or GREEN.';
comment on column bi.goal_completion.variance is 'Actual less what is expected to date.';
comment on column bi.goal_completion.variance_share is 'Variance over what is expected to date.';

create view bi.goal_variance as
select * from report.bi_goal_variance(
    instant => report.instant(now(), now()), roots => report.bi_roots(current_user));
comment on view bi.goal_variance is 'Phases of every approved, active and closed goal now, and as phase 0 its whole period: plan, actual, deviation and light.';
comment on column bi.goal_variance.goal_id is 'Id of the goal.';
comment on column bi.goal_variance.phase is 'From 1; 0 is the whole period.';
comment on column bi.goal_variance.phase_from is 'First day, in the territory''s time zone.';
comment on column bi.goal_variance.phase_to is 'Last day.';
comment on column bi.goal_variance.plan is 'Target of the phase.';
comment on column bi.goal_variance.currency is 'ISO 4217, where the target is an amount.';
comment on column bi.goal_variance.operational_variance is 'The variance at the rates of the plan.';
comment on column bi.goal_variance.exchange_variance is 'What other rates make of it.';
comment on column bi.goal_variance.actual is 'Reached in the phase by now.';
comment on column bi.goal_variance.unavailable_reason is 'Where there is no figure, why; where there is one, the rates without which it is not complete. Null where it is complete.';
comment on column bi.goal_variance.complete is 'Whether nothing is left out of the figures for want of a rate.';
comment on column bi.goal_variance.unconverted is 'What is left out: of each currency the amount and the first day.';
comment on column bi.goal_variance.running is 'Whether the phase has not ended.';
comment on column bi.goal_variance.expected is 'Of the phase, to date.';
comment on column bi.goal_variance.variance is 'Actual less plan.';
comment on column bi.goal_variance.variance_share is 'Variance over plan.';
comment on column bi.goal_variance.variance_to_date is 'Actual less what is expected to date.';
comment on column bi.goal_variance.variance_to_date_share is 'The same over what is expected to date.';
comment on column bi.goal_variance.light is 'RED, YELLOW or GREEN.';
comment on column bi.goal_variance.within_standard is 'Whether the ended phase met the completion standard; null while it runs.';

create view bi.goal_forecast as
select * from report.bi_goal_forecast(
    instant => report.instant(now(), now()), roots => report.bi_roots(current_user));
comment on view bi.goal_forecast is 'Every approved, active and closed goal for a sales amount now: where it will land, and how far open opportunities cover what is missing.';
comment on column bi.goal_forecast.goal_id is 'Id of the goal.';
comment on column bi.goal_forecast.name is 'Name.';
comment on column bi.goal_forecast.currency is 'ISO 4217.';
comment on column bi.goal_forecast.target is 'The latest revision.';
comment on column bi.goal_forecast.actual is 'Reached by now.';
comment on column bi.goal_forecast.unavailable_reason is 'Where there is no figure, why; where there is one, the rates without which it is not complete. Null where it is complete.';
comment on column bi.goal_forecast.complete is 'Whether nothing is left out of the figures for want of a rate.';
comment on column bi.goal_forecast.unconverted is 'What is left out: of each currency the amount and the first day.';
comment on column bi.goal_forecast.expected is 'Expected to date.';
comment on column bi.goal_forecast.run_rate is 'Where it lands if it goes on like this.';
comment on column bi.goal_forecast.open_amount is 'Open amount expected to close in the period.';
comment on column bi.goal_forecast.weighted_open_amount is 'The same weighted with probabilities.';
comment on column bi.goal_forecast.landing is 'Actual and weighted open amount.';
comment on column bi.goal_forecast.gap is 'Target less actual.';
comment on column bi.goal_forecast.met is 'Whether the gap is closed.';
comment on column bi.goal_forecast.coverage is 'Open amount over the gap; null where it is met.';

create view bi.territory_goal as
select * from report.territory_goals(report.instant(now(), now()), report.bi_roots(current_user));
comment on view bi.territory_goal is
    'For each territory the goals that make up its target now: of the approved, active and closed ones set in it and below it, those that no other of them covers with its scope and period. Join goal_completion by goal_id and group by territory, metric, currency and period: a cascade counts once, at its top, and never again at its parts. Do not join territory_above as well.';
comment on column bi.territory_goal.territory is 'Code of the territory that it counts for; null: the whole organisation.';
comment on column bi.territory_goal.goal_id is 'Id of the goal.';
comment on column bi.territory_goal.distance is 'Steps from the goal''s own territory up to this one; 0: it was set for this one. Null for the whole organisation.';
comment on column bi.territory_goal.metric is 'What is measured.';
comment on column bi.territory_goal.currency is 'ISO 4217, where the target is an amount.';
comment on column bi.territory_goal.period_from is 'First day.';
comment on column bi.territory_goal.period_to is 'Last day.';
comment on column bi.territory_goal.adds_up is 'Whether targets and actuals of the metric may be added; rates, shares and averages may not.';
