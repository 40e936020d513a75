alter table pipeline add column lenient boolean not null default false;

-- from when on an opportunity is won or lost it is in no stage; so far only the last closing was kept
alter table opportunity_stage alter column stage drop not null;
insert into opportunity_stage (opportunity_id, entered_at, sequence, stage)
select aggregate_id, cast(convert_from(payload, 'UTF8')::jsonb ->> 'occurredAt' as timestamptz), sequence, null
  from domain_event
 where payload_type in ('opportunity.OpportunityWon', 'opportunity.OpportunityLost');
