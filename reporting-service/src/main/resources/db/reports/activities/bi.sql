-- Activities in schema bi, as of now.

create view bi.activity with (security_barrier) as
select a.id as activity_id, a.customer_id, a.opportunity_id, a.kind, a.representative, a.territory, a.status,
       a.planned_at,
       (a.planned_at at time zone coalesce(t.time_zone, 'UTC'))::date as planned_day, a.completed_at,
       (a.completed_at at time zone coalesce(t.time_zone, 'UTC'))::date as completed_day, a.event_id
  from report.activity_now a
  left join report.territory_now t
    on t.id = 'territory-' || a.territory
 where ((select report.bi_roots(current_user)) is null or a.territory in (select report.bi_territories(current_user)));
comment on view bi.activity is 'One row for each activity, as it stands now.';
comment on column bi.activity.activity_id is 'Id.';
comment on column bi.activity.customer_id is 'The customer; null for those with none, like an exhibition.';
comment on column bi.activity.opportunity_id is 'The opportunity, where it serves one.';
comment on column bi.activity.kind is 'Visit, call and so on.';
comment on column bi.activity.representative is 'Who does it.';
comment on column bi.activity.territory is 'Code.';
comment on column bi.activity.status is 'PLANNED, COMPLETED, MISSED or CANCELLED.';
comment on column bi.activity.planned_at is 'When it is planned for at present.';
comment on column bi.activity.planned_day is 'The day of that in the territory''s time zone.';
comment on column bi.activity.completed_at is 'When it was done.';
comment on column bi.activity.completed_day is 'The day of that in the territory''s time zone.';
comment on column bi.activity.event_id is 'The event by which it stands as it does.';

create view bi.cadence_compliance as
select * from report.bi_cadence_compliance(
    report.instant(now(), now()), report.filter(roots => report.bi_roots(current_user)));
comment on view bi.cadence_compliance is 'Customers of each tier now, and how many of them were contacted within their tier''s cadence.';
comment on column bi.cadence_compliance.tier is 'A, B, C or D.';
comment on column bi.cadence_compliance.customers is 'Of the tier.';
comment on column bi.cadence_compliance.compliant is 'Contacted within the cadence.';
comment on column bi.cadence_compliance.compliance is 'Compliant over customers, as a share.';
