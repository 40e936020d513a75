-- The tree of territories.

create function report.territories(instant report.instant, roots text[])
returns setof text
language sql stable
as $$
    with recursive tree (code) as (
        select unnest(roots)
        union
        select t.code
          from report.territory_place_at(instant) t
          join tree on t.parent = tree.code
    )
    select code from tree
$$;
comment on function report.territories is
    'The given territories and all below them in the tree as it stood at as_of, as known at known_at.';

create type report.membership as (code text, since timestamptz, until timestamptz);
comment on type report.membership is 'An interval in which a territory belonged to others; it includes its beginning and not its end.';

create function report.memberships(
    roots text[], first_instant timestamptz, last_instant timestamptz, known_at timestamptz)
returns setof report.membership
language sql stable
as $$
    with recursive tree (code, since, until) as (
        select unnest(roots), '-infinity'::timestamptz, 'infinity'::timestamptz
        union
        -- intervals only get shorter, so that a tree that is broken for a while does not loop
        select p.code, greatest(p.valid_from, tree.since), least(p.valid_to, tree.until)
          from report.territory_place p
          join tree on p.parent = tree.code
         where p.valid_from < tree.until and tree.since < p.valid_to
           and p.valid_from <= last_instant and first_instant < p.valid_to
           and p.known_from <= known_at and known_at < p.known_to
    )
    select code, since, until from tree
$$;
comment on function report.memberships is
    'The territories that stood among or below the given ones at any instant between two, and from when to when they did.';

create function report.part_time_memberships(
    roots text[], first_instant timestamptz, last_instant timestamptz, known_at timestamptz)
returns setof report.membership
language sql stable
as $$
    select m.code, m.since, m.until
      from report.memberships(roots, first_instant, last_instant, known_at) m
     where (m.since > first_instant or m.until <= last_instant)
       and not exists (
           select from report.memberships(roots, first_instant, last_instant, known_at) w
            where w.code = m.code and w.since <= first_instant and last_instant < w.until)
$$;
comment on function report.part_time_memberships is
    'Of the memberships between two instants those of territories that moved in or out between them.';

create function report.member_codes(
    roots text[], first_instant timestamptz, last_instant timestamptz, known_at timestamptz)
returns text[]
language plpgsql stable
-- planned once for all: a report is planned anew for each goal, and must not plan this as well
set plan_cache_mode = 'force_generic_plan'
as $$
begin
    return array(select distinct m.code from report.memberships(roots, first_instant, last_instant, known_at) m);
end
$$;
comment on function report.member_codes is
    'The codes of the territories that stood among or below the given ones at any instant between two, for an index.';

create function report.moved_members(
    roots text[], first_instant timestamptz, last_instant timestamptz, known_at timestamptz)
returns report.membership[]
language plpgsql stable
set plan_cache_mode = 'force_generic_plan'
as $$
begin
    -- as a rule nothing moved, and the tree is not looked through at all
    if not exists (select from report.territory_place p where p.valid_from > first_instant
                   and p.valid_from <= last_instant) then
        return null;
    end if;
    return nullif(
        array(select row(m.code, m.since, m.until)::report.membership
                from report.part_time_memberships(roots, first_instant, last_instant, known_at) m),
        '{}');
end
$$;
comment on function report.moved_members is
    'Of the memberships between two instants those of territories that moved in or out between them; null where none did.';

create function report.moved_codes(
    roots text[], first_instant timestamptz, last_instant timestamptz, known_at timestamptz)
returns text[]
language plpgsql stable
set plan_cache_mode = 'force_generic_plan'
as $$
begin
    return (select array_agg(distinct m.code)
              from unnest(report.moved_members(roots, first_instant, last_instant, known_at)) m);
end
$$;
comment on function report.moved_codes is
    'The codes of report.moved_members; null where none moved. Of what stood elsewhere nobody has to ask since when.';

create function report.belonged(territory text, instant timestamptz, moved report.membership[])
returns boolean
language sql immutable
as $$
    select coalesce(bool_or(m.since <= instant and instant < m.until) filter (where m.code = territory),
                    true) from unnest(moved) m
$$;
comment on function report.belonged is 'Whether a member belonged at an instant: those that did not move always did.';

create function report.subtrees(instant report.instant)
returns table (root text, time_zone text, code text)
language sql stable
as $$
    with recursive tree as materialized (
        select t.code, t.parent, t.time_zone from report.territory_at(instant) t
    ), below (root, time_zone, code, depth) as (
        select tree.code, tree.time_zone, tree.code, 0 from tree
        union all
        -- deeper than any organisation: a tree that is broken for a while must not loop
        select below.root, below.time_zone, tree.code, below.depth + 1
          from below join tree on tree.parent = below.code where below.depth < 50
    )
    select distinct root, time_zone, code from below
$$;
comment on function report.subtrees is
    'Every territory with its time zone, and each of those below it, itself included, in the tree as it stood at as_of.';

create function report.subtrees_between(instant report.instant, first_instant timestamptz)
returns table (root text, time_zone text, code text, since timestamptz, until timestamptz)
language sql stable
as $$
    with recursive tree as materialized (
        select p.code, p.parent, p.valid_from, p.valid_to from report.territory_place p
         where p.valid_from <= instant.as_of and first_instant < p.valid_to and p.known_from <= instant.known_at
             and instant.known_at < p.known_to
    ), below (root, code, since, until) as (
        select distinct tree.code, tree.code, '-infinity'::timestamptz, 'infinity'::timestamptz from tree
        union
        -- intervals only get shorter, so that a tree that is broken for a while does not loop
        select below.root, tree.code, greatest(tree.valid_from, below.since), least(tree.valid_to, below.until)
          from below
          join tree on tree.parent = below.code and tree.valid_from < below.until and below.since < tree.valid_to
    )
    select below.root, t.time_zone, below.code, below.since, below.until
      from below
      join report.territory_at(instant) t
        on t.id = 'territory-' || below.root
$$;
comment on function report.subtrees_between is
    'Every territory with its time zone, and each of those that stood below it between the two instants, itself included, from when to when it did.';

create function report.visible_territories(instant report.instant, roots text[])
returns table (code text)
language sql stable
as $$
    select null where roots is null
    union all
    select report.territories(instant, roots) where roots is not null
$$;
comment on function report.visible_territories is
    'The given territories and all below them; a single null where none are given, which means everything.';
