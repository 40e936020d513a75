-- What a database role may read.

create function report.bi_roots(reader name)
returns text[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select case
        -- whoever owns the reports, and superusers
        when pg_has_role(reader, current_user, 'USAGE') then null
        when bool_or(r.territories is null) then null
        else coalesce(array_agg(distinct code) filter (where code is not null), '{}') end
      from report.bi_role r
      join pg_roles p on p.rolname = r.role_name and pg_has_role(reader, p.oid, 'USAGE')
      left join lateral unnest(r.territories) code on true
$$;
comment on function report.bi_roots is 'The territories whose rows a database role reads, each with all below it; null: all; empty: none.';

create function report.bi_territories(reader name)
returns setof text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select report.territories(report.instant(now(), now()), report.bi_roots(reader))
$$;
comment on function report.bi_territories is 'The territories whose rows a database role reads, one by one, where it does not read all.';

create function report.bi_admit(reader name, only_territories text[] default null)
returns void
language plpgsql
as $$
begin
    insert into report.bi_role (role_name, territories) values (reader, only_territories)
    on conflict (role_name) do update set territories = excluded.territories, since = now();
    execute format('grant usage on schema bi to %I', reader);
    execute format('grant select on all tables in schema bi to %I', reader);
end
$$;
comment on function report.bi_admit is
    'Lets a database role read schema bi: the rows of these territories and all below them; null: all rows.';
