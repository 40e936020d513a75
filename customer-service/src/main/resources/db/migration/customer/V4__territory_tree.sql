-- The territories are kept in memory and read again when this version has changed. It comes from a sequence, so that no two states
-- have the same one, even where one of them was rolled back.
create table territory_tree (
    only_row boolean primary key default true check (only_row),
    version  bigint  not null default 0
);
insert into territory_tree default values;

create sequence territory_tree_version;

create function territory_tree_changed() returns trigger language plpgsql as $$
begin
    update territory_tree set version = nextval('territory_tree_version');
    return null;
end $$;

create trigger territory_tree_changed after insert or delete or truncate or update of code, parent, time_zone on territory_copy
    for each statement execute function territory_tree_changed();
