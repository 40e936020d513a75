-- who is assigned to which territory, as far as this service has heard
create table assignment_copy (
    assignment_id  text primary key,
    code           text not null,
    representative text not null,
    from_day       date not null,
    to_day         date
);
create index on assignment_copy (representative);

-- What was published of assignments before is read now. The intake's place is taken back to the beginning of its topics; of
-- what it reads again only the territories are new to it, since it forgets how far it knows them.
do $$
begin
    if to_regclass('copies.intake_position') is not null then
        delete from copies.intake_position;
        delete from copies.intake_aggregate where aggregate_id like 'territory-%';
        delete from copies.intake_parked where aggregate_id like 'territory-%';
    end if;
end $$;
