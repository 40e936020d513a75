-- Views run their functions with the rights of whoever reads them; the functions that views of schema bi call run with the
-- owner's, so that a BI role needs no right to anything but the views. Functions that only read may do so in parallel.

do $$
declare
    called record;
    reader name;
begin
    for called in
        select distinct p.oid::regprocedure as name
          from pg_proc p
          join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'report'
          join pg_depend d on d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
              and d.classid = 'pg_rewrite'::regclass
          join pg_rewrite r on r.oid = d.objid
          join pg_class v on v.oid = r.ev_class
          join pg_namespace s on s.oid = v.relnamespace and s.nspname = 'bi'
         where not p.prosecdef and p.proretset
    loop
        execute 'alter function ' || called.name || ' security definer set search_path = pg_catalog, pg_temp';
    end loop;

    -- none of these writes
    for called in
        select p.oid::regprocedure as name
          from pg_proc p
          join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'report'
         where p.provolatile <> 'v'
    loop
        execute 'alter function ' || called.name || ' parallel safe';
    end loop;

    -- the views are new, so what was granted on the old ones is granted again
    for reader in select r.role_name from report.bi_role r join pg_roles p on p.rolname = r.role_name loop
        execute format('grant usage on schema bi to %I', reader);
        execute format('grant select on all tables in schema bi to %I', reader);
    end loop;
end
$$;
