-- The funnel in schema bi, as of now. Amounts keep their own currency and must not be added across currencies.

create view bi.opportunity with (security_barrier) as
select o.id as opportunity_id, o.customer_id, o.name, o.territory, o.owner as representative, o.channel, o.source,
       o.pipeline,
       o.stage, o.stage_rank, o.probability, o.status, o.held, o.currency, o.amount,
       round(case when o.held then 0 else o.amount * o.probability end, 2) as weighted_amount, o.expected_close,
       o.opened_at,
       (o.opened_at at time zone coalesce(t.time_zone, 'UTC'))::date as opened_day, o.stage_since, o.closed_at,
       (o.closed_at at time zone coalesce(t.time_zone, 'UTC'))::date as closed_day, o.order_id, o.lost_reason,
       o.competitor, o.event_id
  from report.opportunity_now o
  left join report.territory_now t
    on t.id = 'territory-' || o.territory
 where ((select report.bi_roots(current_user)) is null or o.territory in (select report.bi_territories(current_user)));
comment on view bi.opportunity is 'One row for each opportunity, as it stands now.';
comment on column bi.opportunity.opportunity_id is 'Id.';
comment on column bi.opportunity.customer_id is 'The customer.';
comment on column bi.opportunity.name is 'Name.';
comment on column bi.opportunity.territory is 'Code.';
comment on column bi.opportunity.representative is 'The owner''s id.';
comment on column bi.opportunity.channel is 'Channel.';
comment on column bi.opportunity.source is 'Where it came from: search, referral and so on.';
comment on column bi.opportunity.pipeline is 'Pipeline definition and version that it was opened under.';
comment on column bi.opportunity.stage is 'The present stage, or the last one before it was closed.';
comment on column bi.opportunity.stage_rank is 'Place of the stage in its pipeline, from 1.';
comment on column bi.opportunity.probability is 'Of winning, as a share.';
comment on column bi.opportunity.status is 'OPEN, WON or LOST.';
comment on column bi.opportunity.held is 'Whether it is on hold.';
comment on column bi.opportunity.currency is 'ISO 4217.';
comment on column bi.opportunity.amount is 'In its currency.';
comment on column bi.opportunity.weighted_amount is 'Amount times probability.';
comment on column bi.opportunity.expected_close is 'The day on which it is expected to close.';
comment on column bi.opportunity.opened_at is 'When it was opened.';
comment on column bi.opportunity.opened_day is 'The day of that in the territory''s time zone.';
comment on column bi.opportunity.stage_since is 'When it came into its stage.';
comment on column bi.opportunity.closed_at is 'When it was won or lost; null while it is open.';
comment on column bi.opportunity.closed_day is 'The day of that in the territory''s time zone.';
comment on column bi.opportunity.order_id is 'The order that it was won with.';
comment on column bi.opportunity.lost_reason is 'Why it was lost.';
comment on column bi.opportunity.competitor is 'To whom it was lost, where named.';
comment on column bi.opportunity.event_id is 'The event by which it stands as it does.';

-- a function of its own: what a view calls runs with the owner's rights, which would keep report.stage_visits out of the
-- plans of the reports that are made of it
create function report.whole_stage_visits(roots text[])
returns table (
    id text, event_id text, pipeline text, stage text, stage_rank int, entered_at timestamptz, left_at timestamptz,
    advanced boolean)
language sql stable
as $$
    select id, event_id, pipeline, stage, stage_rank, entered_at, left_at, advanced
      from report.stage_visits(report.instant(now(), now()), report.filter(roots => roots))
$$;
comment on function report.whole_stage_visits is 'All visits to stages until now.';

create view bi.opportunity_stage as
select v.id as opportunity_id, row_number() over (partition by v.id order by v.entered_at) as visit, v.pipeline,
       v.stage,
       v.stage_rank, v.entered_at, v.left_at, report.days(coalesce(v.left_at, now()) - v.entered_at) as days,
       v.advanced,
       v.event_id
  from report.whole_stage_visits(report.bi_roots(current_user)) v;
comment on view bi.opportunity_stage is 'Every visit of an opportunity to a stage while it was open.';
comment on column bi.opportunity_stage.opportunity_id is 'Id.';
comment on column bi.opportunity_stage.visit is 'Counts an opportunity''s visits to stages from 1.';
comment on column bi.opportunity_stage.pipeline is 'Pipeline definition and version.';
comment on column bi.opportunity_stage.stage is 'Stage.';
comment on column bi.opportunity_stage.stage_rank is 'Its place in the pipeline, from 1.';
comment on column bi.opportunity_stage.entered_at is 'When it came in.';
comment on column bi.opportunity_stage.left_at is 'When it left; null while it is there.';
comment on column bi.opportunity_stage.days is 'Length of the visit, up to now where it lasts.';
comment on column bi.opportunity_stage.advanced is 'Whether it left forwards; null while it is there.';
comment on column bi.opportunity_stage.event_id is 'The event that brought it in.';

create view bi.funnel_stock as
select * from report.funnel_stock_by_territory(report.instant(now(), now()), report.bi_roots(current_user));
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
    instant => report.instant(now(), now()), period => report.period('0001-01-01', '9999-12-30'),
    filter => report.filter(roots => report.bi_roots(current_user)), monthly => true);
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
    instant => report.instant(now(), now()), period => report.period('0001-01-01', '9999-12-30'),
    filter => report.filter(roots => report.bi_roots(current_user)), monthly => true);
comment on view bi.stage_stay is 'How long the opportunities that first entered a stage in a month stayed there in all, up to now.';
comment on column bi.stage_stay.month is 'First day of the month.';
comment on column bi.stage_stay.pipeline is 'Pipeline definition and version.';
comment on column bi.stage_stay.stage is 'Stage.';
comment on column bi.stage_stay.stage_rank is 'Its place in the pipeline, from 1.';
comment on column bi.stage_stay.opportunities is 'That entered it.';
comment on column bi.stage_stay.mean_days is 'Mean of their totals.';
comment on column bi.stage_stay.median_days is 'Median of their totals.';

create view bi.win_metrics as
select m.month, w.*
  from report.months() m
 cross join lateral report.bi_funnel_wins(
       report.instant(now(), now()), report.period(m.month, (m.month + interval '1 month')::date - 1),
       report.filter(roots => report.bi_roots(current_user))) w;
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
select * from report.bi_funnel_stalled(
    report.instant(now(), now()), report.filter(roots => report.bi_roots(current_user)));
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
