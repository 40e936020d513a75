-- The tree of territories.

create function report.territories(roots text[], as_of timestamptz, known_at timestamptz)
returns setof text
language sql stable
as $$
    with recursive tree (code) as (
        select unnest(roots)
        union
        select t.code
          from report.territory t
          join tree on t.parent = tree.code
         where t.valid_from <= as_of and as_of < t.valid_to and t.known_from <= known_at and known_at < t.known_to
    )
    select code from tree
$$;
comment on function report.territories is
    'The given territories and all below them in the tree as it stood at as_of, as known at known_at.';
