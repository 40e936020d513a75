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
