-- What a plan expects of channels, and what they bring.

create function report.plans(instant report.instant, roots text[] default null, only_plan text default null)
returns setof report.plan
language sql stable
as $$
    select p.* from report.plan_at(instant) p
     where (only_plan is null or p.id = only_plan)
       and (roots is null or p.territory in (select report.territories(instant, roots)))
$$;
comment on function report.plans is 'Plans as they stood at as_of, as known at known_at.';

create function report.plan_leads(instant report.instant, roots text[] default null, only_plan text default null)
returns table (plan_id text, channel text, opportunity_id text, customer_id text, high_intent boolean)
language sql stable
as $$
    with chosen as materialized (
        select * from report.plans(instant, roots, only_plan)
    ), stated as materialized (
        select p.id, s.channel
          from chosen p
         cross join jsonb_to_recordset(p.channels) as s (channel text)
    ), covered as materialized (
        select p.id, p.period_from, p.period_to, t.code
          from chosen p
         cross join lateral report.territories(instant, array[p.territory]) t (code)
    )
    select p.id, coalesce(named.channel, lower(o.channel)), o.id, o.customer_id,
           exists (select from report.customer_at(instant) c
                    where c.id = o.customer_id and c.tier = 'A')
      from covered p
      join report.opportunities(instant, null, null) o on o.territory = p.code
      left join lateral (
           -- a strategy may name where a lead comes from, such as exhibitions, or the channel of the customer
           select s.channel from stated s
            where s.id = p.id and lower(s.channel) in (lower(o.source), lower(o.channel))
            order by lower(s.channel) <> lower(o.source), s.channel limit 1) named on true
     where (o.opened_at at time zone o.zone)::date between p.period_from and p.period_to
       -- follows from the join; an array is looked up in the index
       and o.territory = any (array(select code from covered))
$$;
comment on function report.plan_leads is
    'Opportunities opened in a plan''s territory and period, each with the channel that it counts to: the one of the strategy that names its source, else of the strategy that names its channel, else its own. High-intent ones are those of customers in tier A.';

create function report.plan_channels(instant report.instant, roots text[] default null, only_plan text default null)
returns table (
    plan_id text, plan_name text, period_from date, period_to date, currency text, channel text, expected_of text,
    expected_share numeric, leads bigint, high_intent_leads bigint, share numeric, deviation numeric,
    budget_share numeric,
    approved_budget numeric, consumed_budget numeric, budget_of_channel numeric, cost_per_lead numeric)
language sql stable
as $$
    with chosen as materialized (
        select * from report.plans(instant, roots, only_plan)
    ), stated as materialized (
        select p.id, s.channel, s.expected_of, s.expected_share, s.budget_share
          from chosen p
         cross join jsonb_to_recordset(p.channels) as s (channel text, expected_of text, expected_share numeric,
                                                         budget_share numeric)
    ), brought as materialized (
        select plan_id, channel, count(*) as leads, count(*) filter (where high_intent) as high_intent
          from report.plan_leads(instant, roots, only_plan) group by plan_id, channel
    ), budget as (
        select p.id, sum(r.approved) as approved, sum(r.consumed) as consumed
          from chosen p
         cross join jsonb_to_recordset(p.resources) as r (kind text, approved numeric, consumed numeric)
         where r.kind = 'BUDGET'
         group by p.id
    ), channel as (
        select s.id, s.channel, s.expected_of, s.expected_share, s.budget_share from stated s
        union all
        select b.plan_id, b.channel, 'LEADS', null, null from brought b
         where not exists (select from stated s where s.id = b.plan_id and s.channel = b.channel)
    )
    select p.id, p.name, p.period_from, p.period_to, p.currency, c.channel, c.expected_of, c.expected_share,
           coalesce(b.leads, 0), coalesce(b.high_intent, 0), x.share, x.share - c.expected_share, c.budget_share,
           coalesce(u.approved, 0), coalesce(u.consumed, 0), round(u.consumed * c.budget_share, 2),
           round(u.consumed * c.budget_share / nullif(b.leads, 0), 2)
      from channel c
      join chosen p on p.id = c.id
      left join brought b on b.plan_id = c.id and b.channel = c.channel
      left join budget u on u.id = c.id
     cross join lateral (
           select case c.expected_of
               when 'HIGH_INTENT_LEADS' then report.ratio(coalesce(b.high_intent, 0),
                                                          (select sum(a.high_intent) from brought a where a.plan_id = c.id))
               else report.ratio(coalesce(b.leads, 0),
                                 (select sum(a.leads) from brought a where a.plan_id = c.id)) end) x (share)
$$;
comment on function report.plan_channels is
    'What plans expect of channels, and what channels bring. No event says on which channel money was spent: budget_of_channel is consumed_budget x the share that the strategy gives the channel.
channel-share v1 = opportunities opened by the channel in the plan''s territory and period / all of them; high-intent ones are those of customers in tier A';
