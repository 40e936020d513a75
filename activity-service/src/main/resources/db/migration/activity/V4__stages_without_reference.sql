-- both tables are written together from the same events, so looking each opportunity up again would find it
alter table opportunity_stage drop constraint opportunity_stage_opportunity_id_fkey;
