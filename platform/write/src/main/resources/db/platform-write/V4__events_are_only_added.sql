create function refuse_change_of_events() returns trigger
language plpgsql
as $$
begin
    raise exception 'events are only ever added: % of % is refused', lower(tg_op), tg_table_name
        using errcode = 'restrict_violation',
              hint = 'What an event says wrongly is corrected by a further event.';
end
$$;

create trigger events_are_only_added
before update or delete on domain_event
for each row execute function refuse_change_of_events();

create trigger events_are_not_truncated
before truncate on domain_event
for each statement execute function refuse_change_of_events();
