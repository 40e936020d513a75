-- Every figure is defined once, in the scripts of this folder; the JSON answers and the views of schema bi both call these
-- functions. They reach the read models through views of schema report, so that these can be exchanged underneath. Each
-- feature has a folder: figures.sql, causes.sql with the events behind them, and bi.sql. load-order.txt says in which order
-- they run: all in one transaction, whenever one of them or the tables of the read models have changed. This one clears the
-- way.

do $$
declare
    old text;
begin
    -- named before any of them goes: one may take others with it
    foreach old in array (
        select coalesce(array_agg(format('view if exists %I.%I', n.nspname, c.relname)), '{}')
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('bi', 'report') and c.relkind = 'v')
        || (
        select coalesce(array_agg('function if exists ' || p.oid::regprocedure), '{}')
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname = 'report')
        || (
        select coalesce(array_agg(format('type if exists %I.%I', n.nspname, c.relname)), '{}')
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'report' and c.relkind = 'c')
    loop
        execute 'drop ' || old || ' cascade';
    end loop;
end
$$;
