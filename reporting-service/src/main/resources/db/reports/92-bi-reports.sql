-- Ready reports of schema bi, as of now: the same figures as the JSON answers.

create view bi.funnel_stock as
select * from report.funnel_stock_by_territory(now(), now(), report.bi_roots(current_user));
comment on view bi.funnel_stock is
    'Open opportunities now, by territory with all below it (null: the whole organisation), stage and currency.';
comment on column bi.funnel_stock.territory is 'Code; rows of a territory contain those of the ones below it. Null: the whole organisation.';
comment on column bi.funnel_stock.pipeline is 'Pipeline definition and version.';
comment on column bi.funnel_stock.stage is 'Stage.';
comment on column bi.funnel_stock.stage_rank is 'Its place in the pipeline, from 1.';
comment on column bi.funnel_stock.currency is 'ISO 4217.';
comment on column bi.funnel_stock.opportunities is 'Open ones.';
comment on column bi.funnel_stock.amount is 'In the currency.';
comment on column bi.funnel_stock.weighted_amount is 'Amount x the stage''s probability, of what is not on hold.';
comment on column bi.funnel_stock.held is 'How many of the opportunities are on hold.';
comment on column bi.funnel_stock.held_amount is 'What of the amount is on hold.';

create view bi.funnel_cohort as
select * from report.bi_funnel_cohorts(
    true, '0001-01-01', '9999-12-30', now(), now(), report.bi_roots(current_user), null, null, null, null, null, null);
comment on view bi.funnel_cohort is
    'Of the opportunities that first entered a stage in a month, how many reached each later stage by now; a skipped stage counts as passed.';
comment on column bi.funnel_cohort.month is 'First day of the month.';
comment on column bi.funnel_cohort.pipeline is 'Pipeline definition and version.';
comment on column bi.funnel_cohort.from_stage is 'The stage that was entered.';
comment on column bi.funnel_cohort.from_rank is 'Its place in the pipeline, from 1.';
comment on column bi.funnel_cohort.to_stage is 'The stage that was reached, or won.';
comment on column bi.funnel_cohort.to_rank is 'Its place; 1000 for won.';
comment on column bi.funnel_cohort.cohort is 'Opportunities that entered.';
comment on column bi.funnel_cohort.reached is 'Of those, the ones that reached the later stage.';
comment on column bi.funnel_cohort.conversion is 'Reached over cohort, as a share.';
comment on column bi.funnel_cohort.still_open is 'Of those that did not reach it, the ones still open.';
comment on column bi.funnel_cohort.still_open_share is 'Still open over cohort.';

create view bi.stage_stay as
select * from report.bi_funnel_stays(
    true, '0001-01-01', '9999-12-30', now(), now(), report.bi_roots(current_user), null, null, null, null, null, null);
comment on view bi.stage_stay is 'How long the opportunities that first entered a stage in a month stayed there in all, up to now.';
comment on column bi.stage_stay.month is 'First day of the month.';
comment on column bi.stage_stay.pipeline is 'Pipeline definition and version.';
comment on column bi.stage_stay.stage is 'Stage.';
comment on column bi.stage_stay.stage_rank is 'Its place in the pipeline, from 1.';
comment on column bi.stage_stay.opportunities is 'That entered it.';
comment on column bi.stage_stay.mean_days is 'Mean of their totals.';
comment on column bi.stage_stay.median_days is 'Median of their totals.';

create function report.months()
returns table (month date, begins timestamptz, ends timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    -- from one territory to the next in the index, and in each to its first opportunity
    with recursive place (territory) as (
        select min(o.territory) from report.opportunity o
        union all
        select (select min(o.territory) from report.opportunity o where o.territory > place.territory)
          from place where place.territory is not null
    ), opened as (
        select min((select min(o.valid_from) from report.opportunity o
                     where o.territory = place.territory and o.stage_sequence = o.sequence)) as at
          from place
    )
    select m::date, m at time zone 'UTC', least((m + interval '1 month') at time zone 'UTC', now())
      from (select least((select at from opened), (select min(occurred_at) from report.sale)) as at) first
     cross join generate_series(date_trunc('month', first.at at time zone 'UTC'), now() at time zone 'UTC', '1 month') m
$$;
comment on function report.months is 'The months from the first opportunity or order to the present one.';

create view bi.pipeline_bridge as
select m.month, b.*
  from report.months() m
 cross join lateral report.bi_pipeline_bridge(m.begins, null, null, m.ends, now(), report.bi_roots(current_user)) b;
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

create view bi.sales_metrics as
select m.month, s.*
  from report.months() m
 cross join lateral report.bi_sales_summary(
       m.month, (m.month + interval '1 month')::date - 1, now(), now(), report.bi_roots(current_user)) s;
comment on view bi.sales_metrics is 'Sales of each month in each currency. Ask for a few months at a time: each is computed by itself.';
comment on column bi.sales_metrics.month is 'First day of the month.';
comment on column bi.sales_metrics.currency is 'ISO 4217.';
comment on column bi.sales_metrics.sales_amount is 'Orders less cancellations and returns, each on its own day.';
comment on column bi.sales_metrics.placed_amount is 'Orders placed.';
comment on column bi.sales_metrics.cancelled_amount is 'Cancelled in the month, whenever it was ordered.';
comment on column bi.sales_metrics.returned_amount is 'Returned in the month, whenever it was ordered.';
comment on column bi.sales_metrics.units is 'Net of what was taken back.';
comment on column bi.sales_metrics.gross_profit is 'Sales less cost over lines with a cost; null where no line has one.';
comment on column bi.sales_metrics.uncosted_share is 'The part of sales of which the cost is not known, a share.';
comment on column bi.sales_metrics.gross_profit_complete is 'Whether that part is within the limit of the light policy.';
comment on column bi.sales_metrics.orders is 'Placed in the month and not wholly taken back since.';
comment on column bi.sales_metrics.customers is 'Distinct ones of those orders.';
comment on column bi.sales_metrics.average_order_amount is 'For each order.';
comment on column bi.sales_metrics.average_order_value is 'For each customer.';
comment on column bi.sales_metrics.refusal is 'Nothing here: no amount is converted.';
comment on column bi.sales_metrics.complete is 'Always: no amount is converted.';
comment on column bi.sales_metrics.unconverted is 'Nothing here: no amount is converted.';

create view bi.win_metrics as
select m.month, w.*
  from report.months() m
 cross join lateral report.bi_funnel_wins(
       m.month, (m.month + interval '1 month')::date - 1, now(), now(), report.bi_roots(current_user)) w;
comment on view bi.win_metrics is 'What was won and lost in each month, in each currency. Ask for a few months at a time: each is computed by itself.';
comment on column bi.win_metrics.month is 'First day of the month.';
comment on column bi.win_metrics.currency is 'ISO 4217.';
comment on column bi.win_metrics.won is 'Opportunities.';
comment on column bi.win_metrics.lost is 'Opportunities.';
comment on column bi.win_metrics.won_amount is 'In the currency.';
comment on column bi.win_metrics.lost_amount is 'In the currency.';
comment on column bi.win_metrics.win_rate is 'Won over won and lost; null where nothing was closed.';
comment on column bi.win_metrics.win_rate_by_amount is 'The same by amount.';
comment on column bi.win_metrics.average_deal_size is 'Won amount for each opportunity won.';
comment on column bi.win_metrics.mean_cycle_days is 'From opening to winning.';
comment on column bi.win_metrics.median_cycle_days is 'From opening to winning.';
comment on column bi.win_metrics.open is 'Opportunities open now.';
comment on column bi.win_metrics.velocity is 'Amount for each day.';
comment on column bi.win_metrics.held is 'How many of the open opportunities are on hold; they do not count for the velocity.';

create view bi.funnel_stalled as
select * from report.bi_funnel_stalled(now(), now(), report.bi_roots(current_user));
comment on view bi.funnel_stalled is 'Opportunities that have stood still for too long, now.';
comment on column bi.funnel_stalled.id is 'Id of the opportunity.';
comment on column bi.funnel_stalled.territory is 'Code.';
comment on column bi.funnel_stalled.representative is 'The owner''s id.';
comment on column bi.funnel_stalled.stage is 'Stage.';
comment on column bi.funnel_stalled.stage_rank is 'Its place in the pipeline, from 1.';
comment on column bi.funnel_stalled.currency is 'ISO 4217.';
comment on column bi.funnel_stalled.amount is 'In the currency.';
comment on column bi.funnel_stalled.moved_at is 'When its stage changed or an activity was completed last.';
comment on column bi.funnel_stalled.idle_days is 'Since then.';
comment on column bi.funnel_stalled.limit_days is 'Twice the median stay of the stage, at least 14.';

create view bi.goal_completion as
select * from report.bi_goal_completion(now(), now(), report.bi_roots(current_user));
comment on view bi.goal_completion is
    'Every approved, active and closed goal now: target, actual, expected to date, attainment and light. A goal and those that it was cascaded into overlap: never add them up as they are. Of a territory with all below it, join territory_goal by goal_id and group by its territory, by metric, currency and period.';
comment on column bi.goal_completion.attainment is 'Actual over target, as a share: 1 is all of it. Null where the target is zero.';
comment on column bi.goal_completion.expected is 'What should be reached by now: by the phases where the goal has some, else in proportion to the days.';
comment on column bi.goal_completion.refusal is 'Where there is no figure, why; where there is one, the rates without which it is not complete. Null where it is complete.';
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
select * from report.bi_goal_variance(now(), now(), report.bi_roots(current_user));
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
comment on column bi.goal_variance.refusal is 'Where there is no figure, why; where there is one, the rates without which it is not complete. Null where it is complete.';
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
select * from report.bi_goal_forecast(now(), now(), report.bi_roots(current_user));
comment on view bi.goal_forecast is 'Every approved, active and closed goal for a sales amount now: where it will land, and how far open opportunities cover what is missing.';
comment on column bi.goal_forecast.goal_id is 'Id of the goal.';
comment on column bi.goal_forecast.name is 'Name.';
comment on column bi.goal_forecast.currency is 'ISO 4217.';
comment on column bi.goal_forecast.target is 'The latest revision.';
comment on column bi.goal_forecast.actual is 'Reached by now.';
comment on column bi.goal_forecast.refusal is 'Where there is no figure, why; where there is one, the rates without which it is not complete. Null where it is complete.';
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

create view bi.cadence_compliance as
select * from report.bi_cadence_compliance(now(), now(), report.bi_roots(current_user));
comment on view bi.cadence_compliance is 'Customers of each tier now, and how many of them were contacted within their tier''s cadence.';
comment on column bi.cadence_compliance.tier is 'A, B, C or D.';
comment on column bi.cadence_compliance.customers is 'Of the tier.';
comment on column bi.cadence_compliance.compliant is 'Contacted within the cadence.';
comment on column bi.cadence_compliance.compliance is 'Compliant over customers, as a share.';

create view bi.freshness as
select p.topic, sum(p.next_offset) as position, max(p.last_recorded_at) as last_recorded_at,
       extract(epoch from now() - max(p.last_recorded_at))::numeric(20, 3) as age_seconds,
       (select count(distinct (k.source, k.aggregate_id)) from report.intake_parked k where k.topic = p.topic) as parked
  from report.intake_position p
 group by p.topic;
comment on view bi.freshness is 'How far each source has been read.';
comment on column bi.freshness.topic is 'The source.';
comment on column bi.freshness.position is 'Records read, over all partitions.';
comment on column bi.freshness.last_recorded_at is 'When the newest event read was recorded.';
comment on column bi.freshness.age_seconds is 'How long ago that was.';
comment on column bi.freshness.parked is 'Aggregates that the figures leave out from some event on, since it can''t be read or stored.';
