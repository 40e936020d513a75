-- What stood at an instant, as it was known: activity_at, customer_at, goal_at, incentive_scheme_at, key_task_at,
-- opportunity_at, plan_at, territory_at, territory_place_at and tier_policy_at, one for every table that keeps versions by
-- both times. They are inlined, so that a condition on what they return is one on the table. Views of schema bi cannot call
-- them, because what is inlined runs with the rights of whoever reads; for these there are activity_now and so on.

do $$
declare
    history name;
begin
    for history in
        select c.relname
          from pg_class c
          join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'report'
         where c.relkind = 'v'
           and (select count(*) from pg_attribute a
                 where a.attrelid = c.oid and a.attname in ('valid_from', 'valid_to', 'known_from', 'known_to')) = 4
    loop
        execute format(
            'create function report.%1$s_at(instant report.instant) returns setof report.%1$s language sql stable as $f$
                 select * from report.%1$s x
                  where x.valid_from <= instant.as_of and instant.as_of < x.valid_to
                    and x.known_from <= instant.known_at and instant.known_at < x.known_to $f$',
            history);
        execute format(
            'comment on function report.%1$s_at is ''report.%1$s as it stood at as_of, as known at known_at.''', history);
        execute format(
            'create view report.%1$s_now as
                 select * from report.%1$s x
                  where x.valid_from <= now() and now() < x.valid_to and x.known_from <= now() and now() < x.known_to',
            history);
    end loop;
end
$$;

create function report.customer_suits(filter report.filter, customer report.customer)
returns boolean
language sql immutable
as $$
    select (filter.segments is null or customer.segment = any (filter.segments))
           and (filter.industries is null or customer.industry = any (filter.industries))
           and (filter.tiers is null or customer.tier = any (filter.tiers))
$$;
comment on function report.customer_suits is 'Whether a customer is of the kind that is asked for.';

create function report.knows_all(instant report.instant)
returns boolean
language sql stable
as $$
    select not exists (select from report.intake_position p where p.last_recorded_at > instant.known_at)
$$;
comment on function report.knows_all is
    'Whether known_at is at or after everything that has been read, so that what is kept as known now answers for it.';
