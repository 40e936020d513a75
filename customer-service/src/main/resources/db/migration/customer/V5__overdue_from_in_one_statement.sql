-- The same rules as before, step by step: one statement for all of it was planned anew at each call, and looked for the policy once
-- for each mention.

create or replace function nearest_policy(of_territory text) returns text language plpgsql stable as $$
declare
    at    text := of_territory;
    depth int  := 0;
begin
    -- a copy that lags behind may hold a cycle for a moment
    while at is not null and depth <= 100 loop
        if exists (select from tier_policy p where p.territory = at) then
            return at;
        end if;
        at := (select t.parent from territory_copy t where t.code = at);
        depth := depth + 1;
    end loop;
    return '';
end $$;

create or replace function overdue_from(c customer) returns timestamptz language plpgsql stable as $$
declare
    zone            text;
    terms           jsonb;
    first_sale_call date;
    due             date;
begin
    if c.merged_into is not null or c.lifecycle = 'LOST' then
        return null;
    end if;
    zone := coalesce((select t.time_zone from territory_copy t where t.code = c.territory), 'UTC');
    terms := (select p.terms from tier_policy p where p.territory = nearest_policy(c.territory)
              order by p.version desc limit 1);
    if c.last_contact_at is null or c.last_contact_at < c.first_ordered_at then
        first_sale_call := (c.first_ordered_at at time zone zone)::date + (terms ->> 'firstSaleCallDays')::int;
    end if;
    if c.last_contact_at is null then
        due := coalesce(
            first_sale_call,
            (c.registered_at at time zone zone)::date + (terms ->> 'prospectCadenceDays')::int);
    else
        due := least(
            first_sale_call,
            (c.last_contact_at at time zone zone)::date + (
                select (s ->> 'cadenceDays')::int from jsonb_array_elements(terms -> 'services') s
                -- who was talked to and never assessed is served as the least urgent
                where s ->> 'tier' = coalesce(c.tier, 'D')));
    end if;
    return (due + 1)::timestamp at time zone zone;
end $$;

-- Part of the row's own statement: a second one would write the row and all its index entries again.
create function keep_overdue_from() returns trigger language plpgsql as $$
begin
    new.overdue_from := overdue_from(new);
    return new;
end $$;

create trigger keep_overdue_from
    before insert or update of territory, lifecycle, registered_at, tier, merged_into, last_contact_at, first_ordered_at
    on customer for each row execute function keep_overdue_from();
comment on column customer.overdue_from is
    'When the follow-up that is due becomes overdue, kept by a trigger; null where none is due. What it rests on beside the row (policies, territories) is followed by the service.';
