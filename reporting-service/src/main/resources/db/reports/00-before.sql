-- The scripts of this folder run in the order of their names, all in one transaction, whenever one of them or the tables of
-- the read models have changed. Every figure is defined once, in them; the JSON answers and the views of schema bi both call
-- these functions. They reach the read models through views of schema report, so that these can be exchanged underneath.

do $$
declare
    old record;
begin
    for old in
        select p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname = 'report'
    loop
        execute 'drop function ' || old.name || ' cascade';
    end loop;
    for old in
        select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'report' and c.relkind = 'c'
    loop
        execute 'drop type ' || old.name;
    end loop;
    for old in
        select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('bi', 'report') and c.relkind = 'v'
    loop
        execute 'drop view if exists ' || old.name || ' cascade';
    end loop;
end
$$;
