alter table event add primary key (source, aggregate_id, sequence);
create index on event (event_id);
alter table territory add primary key (id, sequence, known_sequence);
create index on territory (parent);
create index on territory (code);
alter table territory_place add primary key (id, sequence, known_sequence);
create index on territory_place (parent);
create index on territory_place (valid_from);
alter table assignment add primary key (id, sequence, known_sequence);
alter table customer add primary key (id, sequence, known_sequence);
create index on customer (territory);
create index on customer (survivor) where survivor is not null;
alter table goal add primary key (id, sequence, known_sequence);
create index on goal (parent_id) where parent_id is not null;
alter table incentive_scheme add primary key (id, sequence, known_sequence);
create index on incentive_scheme (plan_id);
alter table opportunity add primary key (id, sequence, known_sequence);
create index on opportunity (territory, least(valid_to, known_to)) where status = 'OPEN';
create index on opportunity (territory, closed_at);
create index on opportunity (territory, valid_from)
    include (id, known_from, known_to, status, pipeline, stage_rank, left_stage, left_rank, left_since)
    where left_stage is not null or stage_sequence = sequence;
alter table sale add primary key (id, sequence, line);
create index on sale (territory, occurred_at, representative);
create index on sale (customer_id, occurred_at);
alter table activity add primary key (id, sequence, known_sequence);
create index on activity (customer_id, completed_at);
create index on activity (opportunity_id, completed_at);
create index on activity (territory, planned_at);
create index on activity (territory, first_planned_at);
create index on activity (territory, completed_at) where completed_at is not null;
alter table tier_policy add primary key (id, sequence, known_sequence);
create index on event using brin (recorded_at);
alter table survey_answer add primary key (id, sequence);
create index on survey_answer (answered_on);
alter table plan add primary key (id, sequence, known_sequence);
alter table key_task add primary key (id, sequence, known_sequence);
alter table known_value add primary key (kind, value, territory);
alter table stage_stay add primary key (pipeline, stage, month, days);
-- neighbours of a median
create index on opportunity (pipeline, left_stage, (valid_from - left_since))
    include (valid_from, left_since) where left_stage is not null and known_to = 'infinity';
alter table sale_total add primary key (territory, dimension, value, monthly, day, currency);

-- Rows are looked at in sets, after they are written; what is in the tables already is taken here.
do $$
declare
    source record;
begin
    for source in
        select k.table_name as name,
               string_agg(format('select %L, %s, %s from %%1$I', k.kind, k.value, k.territory), ' union all ') as query
          from (values
               ('territory', 'TERRITORY', 'code', quote_literal('')),
               ('territory', 'TERRITORY', 'parent', quote_literal('')),
               ('customer', 'TERRITORY', 'territory', quote_literal('')),
               ('opportunity', 'TERRITORY', 'territory', quote_literal('')),
               ('sale', 'TERRITORY', 'territory', quote_literal('')),
               ('activity', 'TERRITORY', 'territory', quote_literal('')),
               ('goal', 'TERRITORY', 'territory', quote_literal('')),
               ('plan', 'TERRITORY', 'territory', quote_literal('')),
               ('customer', 'SEGMENT', 'segment', quote_literal('')),
               ('goal', 'SEGMENT', 'unnest(segments)', quote_literal('')),
               ('customer', 'INDUSTRY', 'industry', quote_literal('')),
               ('goal', 'INDUSTRY', 'unnest(industries)', quote_literal('')),
               ('customer', 'TIER', 'tier', quote_literal('')),
               ('customer', 'CHANNEL', 'channel', quote_literal('')),
               ('opportunity', 'CHANNEL', 'channel', quote_literal('')),
               ('sale', 'CHANNEL', 'channel', quote_literal('')),
               ('goal', 'CHANNEL', 'unnest(channels)', quote_literal('')),
               ('plan', 'CHANNEL', $q$jsonb_path_query(channels, '$[*].channel') #>> '{}'$q$, quote_literal('')),
               ('opportunity', 'PRODUCT_LINE', $q$jsonb_path_query(lines, '$[*].product_line') #>> '{}'$q$, quote_literal('')),
               ('opportunity', 'STAGE', 'jsonb_build_array(pipeline, stage, stage_rank)::text', quote_literal('')),
               ('sale', 'PRODUCT_LINE', 'product_line', quote_literal('')),
               ('goal', 'PRODUCT_LINE', 'unnest(product_lines)', quote_literal('')),
               ('assignment', 'REPRESENTATIVE', 'representative', 'territory'),
               ('customer', 'REPRESENTATIVE', 'owner', 'territory'),
               ('opportunity', 'REPRESENTATIVE', 'owner', 'territory'),
               ('sale', 'REPRESENTATIVE', 'representative', 'territory'),
               ('activity', 'REPRESENTATIVE', 'representative', 'territory'),
               ('goal', 'REPRESENTATIVE', 'representative', $q$coalesce(territory, '')$q$)) k (table_name, kind, value, territory)
         group by k.table_name
    loop
        execute format(
            'create function note_%s() returns trigger language plpgsql set search_path from current as $f$
             begin
                 -- in one order, so that two writers never wait for each other
                 insert into known_value
                 select distinct k.kind, k.value, k.territory from (%s) k (kind, value, territory)
                  where k.value is not null order by 1, 2, 3
                 on conflict do nothing;
                 return null;
             end $f$', source.name, format(source.query, 'added'));
        execute format(
            'create trigger note_inserted after insert on %1$I referencing new table as added for each statement execute function note_%1$s()',
            source.name);
        execute format(
            'create trigger note_updated after update on %1$I referencing new table as added for each statement execute function note_%1$s()',
            source.name);
        execute format(
            'insert into known_value select distinct k.kind, k.value, k.territory from (%s) k (kind, value, territory)
              where k.value is not null on conflict do nothing', format(source.query, source.name));
    end loop;
end
$$;

-- What totals a sale counts for.
create function sale_totals(entry sale, time_zone text)
returns setof sale_total
language sql immutable
as $$
    select (entry).territory, d.dimension, d.value, m.monthly,
           case when m.monthly then date_trunc('month', x.day)::date else x.day end,
           (entry).currency, 1::bigint, (entry).amount, (entry).quantity, (entry).amount - (entry).cost,
           case when (entry).cost is null then (entry).amount else 0 end
      from (values (((entry).occurred_at at time zone coalesce(time_zone, 'UTC'))::date)) x (day)
     cross join (values ('', ''), ('PRODUCT_LINE', (entry).product_line), ('REPRESENTATIVE', (entry).representative),
                        ('CHANNEL', (entry).channel)) d (dimension, value)
     cross join (values (false), (true)) m (monthly)
$$;

create function keep_sale_totals()
returns trigger
language plpgsql
set search_path from current
as $$
begin
    -- a territory of which the time zone only becomes known now is counted anew, and nobody may add to it meanwhile
    perform pg_advisory_xact_lock_shared(hashtext(current_schema), hashtext(x.territory))
       from (select distinct a.territory from added a order by 1) x;
    insert into sale_total
    select t.territory, t.dimension, t.value, t.monthly, t.day, t.currency, sum(t.entries), sum(t.amount), sum(t.quantity),
           sum(t.profit), sum(t.uncosted)
      from added a
      left join (select distinct id, time_zone from territory) z on z.id = 'territory-' || a.territory
     cross join lateral sale_totals(a, z.time_zone) t
     group by 1, 2, 3, 4, 5, 6
     -- in one order, so that two writers never wait for each other
     order by 1, 2, 3, 4, 5, 6
    on conflict (territory, dimension, value, monthly, day, currency) do update
       set entries = sale_total.entries + excluded.entries, amount = sale_total.amount + excluded.amount,
           quantity = sale_total.quantity + excluded.quantity,
           profit = case when coalesce(sale_total.profit, excluded.profit) is not null
                         then coalesce(sale_total.profit, 0) + coalesce(excluded.profit, 0) end,
           uncosted = sale_total.uncosted + excluded.uncosted;
    return null;
end
$$;

create function count_sales_anew(territories text[])
returns void
language plpgsql
set search_path from current
as $$
begin
    delete from sale_total where territory = any (territories);
    insert into sale_total
    select t.territory, t.dimension, t.value, t.monthly, t.day, t.currency, sum(t.entries), sum(t.amount), sum(t.quantity),
           sum(t.profit), sum(t.uncosted)
      from sale s
      left join (select distinct id, time_zone from territory) z on z.id = 'territory-' || s.territory
     cross join lateral sale_totals(s, z.time_zone) t
     where s.territory = any (territories)
     group by 1, 2, 3, 4, 5, 6;
end
$$;

create function keep_sale_days()
returns trigger
language plpgsql
set search_path from current
as $$
declare
    defined text[];
begin
    -- until a territory is known its days are those of UTC; its time zone never changes
    defined := array(select distinct a.code from added a where a.sequence = 0 order by 1);
    if defined <> '{}' then
        perform pg_advisory_xact_lock(hashtext(current_schema), hashtext(x)) from unnest(defined) x;
        perform count_sales_anew(defined);
    end if;
    return null;
end
$$;

create function keep_changed_sale_totals()
returns trigger
language plpgsql
set search_path from current
as $$
declare
    changed text[];
begin
    -- entries are only added: what an update writes is what was there
    changed := array(select distinct x.territory
                       from ((table added except table removed) union all (table removed except table added)) x order by 1);
    if changed <> '{}' then
        perform pg_advisory_xact_lock(hashtext(current_schema), hashtext(x)) from unnest(changed) x;
        perform count_sales_anew(changed);
    end if;
    return null;
end
$$;

select count_sales_anew(array(select distinct territory from sale));
create trigger total_inserted after insert on sale referencing new table as added
    for each statement execute function keep_sale_totals();
create trigger total_updated after update on sale referencing new table as added old table as removed
    for each statement execute function keep_changed_sale_totals();
create trigger total_days after insert on territory referencing new table as added
    for each statement execute function keep_sale_days();

create function stage_stays_of(version opportunity)
returns setof stage_stay
language sql immutable
as $$
    select (version).pipeline, (version).left_stage,
           date_trunc('month', (version).valid_from at time zone 'UTC')::date,
           extract(day from (version).valid_from - (version).left_since)::int, 1::bigint
     where (version).left_stage is not null and (version).known_to = 'infinity'
$$;

create function keep_stage_stays()
returns trigger
language plpgsql
set search_path from current
as $$
begin
    insert into stage_stay
    select s.pipeline, s.stage, s.month, s.days, sum(s.visits)
      from added a
     cross join lateral stage_stays_of(a) s
     group by 1, 2, 3, 4
     -- in one order, so that two writers never wait for each other
     order by 1, 2, 3, 4
    on conflict (pipeline, stage, month, days) do update set visits = stage_stay.visits + excluded.visits;
    return null;
end
$$;

create function keep_changed_stage_stays()
returns trigger
language plpgsql
set search_path from current
as $$
begin
    insert into stage_stay
    select x.pipeline, x.stage, x.month, x.days, sum(x.visits)
      from (select s.* from added a cross join lateral stage_stays_of(a) s
            union all
            select s.pipeline, s.stage, s.month, s.days, -s.visits from removed r cross join lateral stage_stays_of(r) s) x
     group by 1, 2, 3, 4
    having sum(x.visits) <> 0
     order by 1, 2, 3, 4
    on conflict (pipeline, stage, month, days) do update set visits = stage_stay.visits + excluded.visits;
    return null;
end
$$;

insert into stage_stay
select s.pipeline, s.stage, s.month, s.days, sum(s.visits)
  from opportunity o
 cross join lateral stage_stays_of(o) s
 group by 1, 2, 3, 4;
create trigger stays_inserted after insert on opportunity referencing new table as added
    for each statement execute function keep_stage_stays();
create trigger stays_updated after update on opportunity referencing new table as added old table as removed
    for each statement execute function keep_changed_stage_stays();
