-- Customers in schema bi.

create view bi.customer with (security_barrier) as
select c.id as customer_id, c.name_en, c.name_zh, c.segment, c.industry, c.size, c.territory, c.channel,
       c.owner as representative, c.tier, c.lifecycle, c.survivor, c.event_id
  from report.customer_now c
 where ((select report.bi_roots(current_user)) is null or c.territory in (select report.bi_territories(current_user)));
comment on view bi.customer is 'Customers as they stand now.';
comment on column bi.customer.customer_id is 'Id, as in all facts.';
comment on column bi.customer.name_en is 'Name in English.';
comment on column bi.customer.name_zh is 'Name in Chinese.';
comment on column bi.customer.segment is 'Customer segment.';
comment on column bi.customer.industry is 'Industry.';
comment on column bi.customer.size is 'Employees, where known.';
comment on column bi.customer.territory is 'Code.';
comment on column bi.customer.channel is 'Through which the customer came.';
comment on column bi.customer.representative is 'The owner''s id.';
comment on column bi.customer.tier is 'A, B, C or D; null before the first assessment.';
comment on column bi.customer.lifecycle is 'PROSPECT, CUSTOMER, LOST or REGAINED.';
comment on column bi.customer.survivor is 'The customer that this one was merged into; facts count for that one.';
comment on column bi.customer.event_id is 'The event by which it stands as it does.';

create view bi.customer_history with (security_barrier) as
select c.id as customer_id, greatest(c.valid_from, '1900-01-01T00:00:00Z') as valid_from,
       nullif(c.valid_to, 'infinity') as valid_to, c.segment, c.industry, c.territory,
       c.channel, c.owner as representative, c.tier, c.lifecycle, c.event_id
  from report.customer c
 where c.valid_from < c.valid_to and c.known_from <= now() and now() < c.known_to
   and ((select report.bi_roots(current_user)) is null or c.territory in (select report.bi_territories(current_user)));
comment on view bi.customer_history is
    'Customers over business time, as known now: join a fact where its instant lies from valid_from to before valid_to, or to now where that is null.';
comment on column bi.customer_history.customer_id is 'Id.';
comment on column bi.customer_history.valid_from is 'From when on it was so. A customer''s first state reaches back before all facts: from 1900 on, since tools know no infinite time.';
comment on column bi.customer_history.valid_to is 'Until when; null: still so.';
comment on column bi.customer_history.segment is 'Segment then.';
comment on column bi.customer_history.industry is 'Industry then.';
comment on column bi.customer_history.territory is 'Territory then; rows are shown by it.';
comment on column bi.customer_history.channel is 'Channel then.';
comment on column bi.customer_history.representative is 'The owner then.';
comment on column bi.customer_history.tier is 'Tier then; null before the first assessment.';
comment on column bi.customer_history.lifecycle is 'Lifecycle then.';
comment on column bi.customer_history.event_id is 'The event that began it.';
