-- Dimensions of schema bi, as of now. Names stay stable: a change is a new view.

create view bi.date as
select d::date as date, extract(year from d)::int as year, extract(quarter from d)::int as quarter,
       extract(month from d)::int as month, extract(isoyear from d)::int as iso_year,
       extract(week from d)::int as iso_week,
       extract(isodow from d)::int as iso_day_of_week, date_trunc('month', d)::date as month_start,
       date_trunc('quarter', d)::date as quarter_start
  from generate_series('2010-01-01'::timestamp, '2039-12-31', '1 day') d;
comment on view bi.date is 'Calendar days from 2010 to 2039. Weeks are ISO weeks.';
comment on column bi.date.date is 'The day.';
comment on column bi.date.year is 'Calendar year.';
comment on column bi.date.quarter is 'Calendar quarter, 1 to 4.';
comment on column bi.date.month is 'Month, 1 to 12.';
comment on column bi.date.iso_year is 'Year that the ISO week belongs to.';
comment on column bi.date.iso_week is 'ISO week, 1 to 53.';
comment on column bi.date.iso_day_of_week is '1 Monday to 7 Sunday.';
comment on column bi.date.month_start is 'First day of the month.';
comment on column bi.date.quarter_start is 'First day of the calendar quarter.';

create view bi.territory with (security_barrier) as
select t.code as territory, t.name_en, t.name_zh, t.parent, t.time_zone, t.currency, t.priority, t.event_id
  from report.territory_now t
 where ((select report.bi_roots(current_user)) is null or t.code in (select report.bi_territories(current_user)));
comment on view bi.territory is 'Territories as they stand now.';
comment on column bi.territory.territory is 'Code.';
comment on column bi.territory.name_en is 'Name in English.';
comment on column bi.territory.name_zh is 'Name in Chinese.';
comment on column bi.territory.parent is 'Code of the territory above; null at the top.';
comment on column bi.territory.time_zone is 'IANA time zone; an order belongs to the day that it has there.';
comment on column bi.territory.currency is 'ISO 4217.';
comment on column bi.territory.priority is 'KEY where potential is high, else NORMAL.';
comment on column bi.territory.event_id is 'The event by which it stands as it does.';

create view bi.territory_above with (security_barrier) as
with recursive tree as (
    select t.code, t.parent from report.territory_now t
), above (territory, above, distance) as (
    select code, code, 0 from tree
    union all
    -- deeper than any organisation: a tree that is broken for a while must not loop
    select a.territory, tree.parent, a.distance + 1
      from above a join tree on tree.code = a.above where tree.parent is not null and a.distance < 50
)
select territory, above, distance from above
 where (select report.bi_roots(current_user)) is null or territory in (select report.bi_territories(current_user));
comment on view bi.territory_above is
    'Every territory with itself and each one above it: joined with a fact by territory and grouped by above, it sums up the tree as it stands now, as credit CURRENT does; territory_above_history does so as it stood on the fact''s day. Facts are what happened or what there is: customers, opportunities, orders, sales, activities. Goals are none, because a region''s goal and those that it was cascaded into say the same twice; they are joined by territory_goal.';
comment on column bi.territory_above.territory is 'Code of the territory below.';
comment on column bi.territory_above.above is 'Code of the territory above it, or its own.';
comment on column bi.territory_above.distance is 'Steps between the two; 0 for itself.';

create view bi.territory_above_history with (security_barrier) as
with recursive above (territory, above, distance, since, until) as (
    select distinct p.code, p.code, 0, '-infinity'::timestamptz, 'infinity'::timestamptz
      from report.territory_place p
     where p.known_from <= now() and now() < p.known_to
    union
    -- intervals only get shorter, and deeper than any organisation there is a tree that is broken for a while
    select a.territory, p.parent, a.distance + 1, greatest(a.since, p.valid_from), least(a.until, p.valid_to)
      from above a
      join report.territory_place p on p.code = a.above and p.valid_from < a.until and a.since < p.valid_to
     where p.parent is not null and a.distance < 50 and p.known_from <= now() and now() < p.known_to
)
select territory, above, distance, greatest(since, '1900-01-01T00:00:00Z') as valid_from,
       nullif(until, 'infinity') as valid_to
  from above
 where (select report.bi_roots(current_user)) is null or territory in (select report.bi_territories(current_user));
comment on view bi.territory_above_history is
    'Every territory with itself and each one that it stood below, and from when to when: joined with a fact by territory where the fact''s instant lies from valid_from to before valid_to, or to now where that is null, and grouped by above, it sums up the tree as it stood on the fact''s day, as credit ORIGINAL does.';
comment on column bi.territory_above_history.territory is 'The code of the territory.';
comment on column bi.territory_above_history.above is 'The code of the territory itself or of one that it stood below.';
comment on column bi.territory_above_history.distance is 'How many levels lie between them.';
comment on column bi.territory_above_history.valid_from is 'From when on it stood there; 1900 where that is not known.';
comment on column bi.territory_above_history.valid_to is 'When it ceased to; null while it stands there.';

create view bi.representative with (security_barrier) as
with assigned as (
    select distinct on (a.representative) a.representative, a.display_name
      from report.assignment a
     where a.known_from <= now() and now() < a.known_to
     order by a.representative, a.first_day desc, a.known_sequence desc
), mentioned (representative, territory) as (
    select a.representative, a.territory from report.assignment a where now() < a.known_to
    union
    select c.owner, c.territory from report.customer c where now() < c.known_to
    union
    select o.owner, o.territory from report.opportunity o where now() < o.known_to
    union
    select s.representative, s.territory from report.sale s
    union
    select a.representative, a.territory from report.activity a where now() < a.known_to
)
select m.representative, coalesce(a.display_name, m.representative) as display_name
  from (select distinct representative from mentioned
         where (select report.bi_roots(current_user)) is null
             or territory in (select report.bi_territories(current_user))) m
  left join assigned a on a.representative = m.representative;
comment on view bi.representative is 'Whoever is or was assigned to a territory or appears in a fact.';
comment on column bi.representative.representative is 'Id, as in all facts.';
comment on column bi.representative.display_name is 'As of the latest assignment; the id where there is none.';

create view bi.assignment with (security_barrier) as
select a.representative, a.display_name, a.role, a.territory, a.product_line, a.segment, a.first_day, a.last_day,
       a.event_id
  from report.assignment a
 where a.known_from <= now() and now() < a.known_to
   and ((select report.bi_roots(current_user)) is null or a.territory in (select report.bi_territories(current_user)));
comment on view bi.assignment is 'Who works which territory, from when to when.';
comment on column bi.assignment.representative is 'Id.';
comment on column bi.assignment.display_name is 'Name at the time of the assignment.';
comment on column bi.assignment.role is 'REP or MANAGER.';
comment on column bi.assignment.territory is 'Code.';
comment on column bi.assignment.product_line is 'Where the team is organised by product line; else null.';
comment on column bi.assignment.segment is 'Where the team is organised by segment; else null.';
comment on column bi.assignment.first_day is 'In the territory''s time zone.';
comment on column bi.assignment.last_day is 'In the territory''s time zone; null while it is open.';
comment on column bi.assignment.event_id is 'The event that made the assignment.';

create view bi.product_line as
select distinct product_line, product from (
    select s.product_line, s.product from report.sale s
    union
    select line ->> 'product_line', line ->> 'product'
      from report.opportunity o cross join lateral jsonb_array_elements(o.lines) line
     where o.status = 'OPEN' and least(o.valid_to, o.known_to) > now()
    union
    select unnest(g.product_lines), null from report.goal g where now() < g.known_to) mentioned;
comment on view bi.product_line is 'Product lines and products of orders, open opportunities and goals.';
comment on column bi.product_line.product_line is 'Product line.';
comment on column bi.product_line.product is 'Product; null where a goal names the line alone.';

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

create view bi.exchange_rate as
select distinct on (r.currency, r.into_currency, r.plan_id, r.valid_from)
       r.plan_id, r.currency, r.into_currency, nullif(r.valid_from, '-infinity') as day, r.rate, r.recorded_at
  from report.exchange_rate r
 where r.recorded_at <= now()
 order by r.currency, r.into_currency, r.plan_id, r.valid_from, r.entry desc;
comment on view bi.exchange_rate is 'Exchange rates as they are known now.';
comment on column bi.exchange_rate.plan_id is 'The plan that the rate is fixed for; null for a rate of the day.';
comment on column bi.exchange_rate.currency is 'ISO 4217; one unit of it';
comment on column bi.exchange_rate.into_currency is 'is worth so many of this one.';
comment on column bi.exchange_rate.day is 'From which it holds until the next one; null for a plan''s.';
comment on column bi.exchange_rate.rate is 'So many.';
comment on column bi.exchange_rate.recorded_at is 'When it was entered.';
