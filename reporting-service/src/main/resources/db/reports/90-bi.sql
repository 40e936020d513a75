-- What BI tools read. Names stay stable: a change is a new view.

create view bi.funnel_stock as
select * from report.funnel_stock_by_territory(now(), now());
comment on view bi.funnel_stock is
    'Open opportunities now, by territory with all below it (null: the whole organisation), stage and currency.';
comment on column bi.funnel_stock.weighted_amount is 'Amount times the stage''s probability, in the row''s currency.';

create view bi.goal_completion as
select * from report.goal_completion(now(), now());
comment on view bi.goal_completion is 'Every goal now: target, actual, expected to date, attainment and light.';
comment on column bi.goal_completion.attainment is 'Actual over target, as a share: 1 is all of it. Null where the target is zero.';
comment on column bi.goal_completion.expected is 'What should be reached by now: by the phases where the goal has some, else in proportion to the days.';
comment on column bi.goal_completion.refusal is 'Why there is no figure; null where there is one.';

create view bi.goal_variance as
select * from report.goal_variance(now(), now());
comment on view bi.goal_variance is 'Every goal''s phases now, and as phase 0 its whole period: plan, actual, deviation and light.';

create view bi.cadence_compliance as
select * from report.cadence_compliance(now(), now());
comment on view bi.cadence_compliance is 'Customers of each tier now, and how many of them were contacted within their tier''s cadence.';

create view bi.goal_forecast as
select * from report.goal_forecast(now(), now());
comment on view bi.goal_forecast is 'Every goal for a sales amount now: where it will land, and how far open opportunities cover what is missing.';

create view bi.sales as
select * from report.sales(now(), now(), '0001-01-01', '9999-12-30', null, null, null, null, null, null, null);
comment on view bi.sales is
    'The sales ledger: lines of orders, and with negative figures what was cancelled or returned. day is the day in the territory''s time zone. Amounts of different currencies must not be added.';

create view bi.funnel_stalled as
select * from report.funnel_stalled(now(), now());
comment on view bi.funnel_stalled is 'Opportunities that have stood still for too long, now.';

-- views run their functions with the rights of whoever reads them; these run with the owner's, so that a BI role needs no
-- right to anything but the views
do $$
declare
    f record;
begin
    for f in
        select p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname = 'report'
           and p.proname in ('cadence_compliance', 'funnel_stock_by_territory', 'funnel_stalled', 'goal_completion', 'goal_forecast', 'goal_variance',
                             'sales')
    loop
        execute 'alter function ' || f.name || ' security definer set search_path = pg_catalog, pg_temp';
    end loop;
    if exists (select from pg_roles where rolname = 'bi_reader') then
        grant usage on schema bi to bi_reader;
        grant select on all tables in schema bi to bi_reader;
    end if;
end
$$;
