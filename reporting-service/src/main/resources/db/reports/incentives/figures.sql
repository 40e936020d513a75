-- What attainment earns.

create function report.entitled(bands jsonb, cap numeric, base numeric, completion numeric, currency text)
returns numeric
language sql immutable
as $$
    select case when completion is not null then coalesce(
        (select coalesce(b.sum, round(entitled.base * b.rate * least(completion, cap), report.decimals(currency)))
           from jsonb_to_recordset(bands) as b ("from" numeric, "to" numeric, rate numeric, sum numeric)
          where least(completion, cap) >= b."from" and (b."to" is null or least(completion, cap) < b."to") limit 1),
              0) end
$$;
comment on function report.entitled is 'entitlement v1 of a completion by the bands of a scheme.';

create function report.entitlements(
    instant report.instant, roots text[] default null, only_goal text default null, base numeric default null)
returns table (
    goal_id text, goal_name text, scheme_id text, scheme_name text, currency text, completion numeric, unavailable_reason text,
    counted_completion numeric, band_from numeric, band_to numeric, rate numeric, band_sum numeric, entitlement numeric,
    rewards text, awards bigint, awarded numeric, complete boolean, unconverted text, exact_completion numeric,
    status text)
language sql stable
as $$
    select g.id, g.name, s.id, s.name, s.currency, round(c.completion, 6), coalesce(g.unavailable_reason, m.unavailable_reason),
           round(c.counted, 6),
           b."from", b."to", b.rate, b.sum,
           case when c.counted is null then null
                when b."from" is null then 0
                when b.sum is not null then b.sum
                else round(entitlements.base * b.rate * c.counted, report.decimals(s.currency)) end,
           (select string_agg(r.kind, ', ' order by r."from", r.kind)
              from jsonb_to_recordset(s.rewards) as r (kind text, "from" numeric) where c.completion >= r."from"),
           a.awards, a.amount, coalesce(g.unavailable_reason, m.unavailable_reason) is null, m.unconverted, c.completion, g.status
      from report.goals(
           instant => instant, roots => roots, only_goals => report.only(only_goal),
           statuses => report.standing_statuses()) g
      join report.incentive_scheme_at(instant) s
        on s.plan_id = g.plan_id
      left join lateral report.measure(
           instant => instant, period => report.period(g.period_from, g.period_to),
           filter => g.scope,
           money => report.money(g.currency, 'PLAN', g.plan_id),
           metric => g.metric, activity_kind => g.activity_kind, baseline => g.baseline * g.growth_share,
           numerator => g.numerator, until => g.today) m on g.unavailable_reason is null
     cross join lateral (
           select x.completion, least(x.completion, s.cap) from (
                select report.completed(
                       g.metric, case when g.metric = 'GROWTH' then m.amount else m.actual end,
                       report.grown(g.metric, g.baseline, g.target))) x (completion)
           ) c (completion, counted)
      left join lateral (
           select x.* from jsonb_to_recordset(s.bands) as x ("from" numeric, "to" numeric, rate numeric, sum numeric)
            where c.counted >= x."from" and (x."to" is null or c.counted < x."to")) b on true
     cross join lateral (
           select count(*), coalesce(sum(x.amount), 0)
             from jsonb_to_recordset(s.awards) as x (goal_id text, amount numeric)
            where x.goal_id = g.id) a (awards, amount)
$$;
comment on function report.entitlements is
    'What goals earn by the schemes of their plans, and the sum of what was awarded.
entitlement v1 = base x rate of the band x completion, completion counted up to the cap; or the sum of the band; nothing below the first
claw-back v1 = of closed goals: what an award was entitled to - what its base is entitled to by the completion as known now, at most what was awarded, at least zero';

create function report.incentives(
    instant report.instant, roots text[] default null, only_goal text default null, base numeric default null)
returns table (
    goal_id text, goal_name text, scheme_id text, scheme_name text, currency text, completion numeric, unavailable_reason text,
    counted_completion numeric, band_from numeric, band_to numeric, rate numeric, band_sum numeric, entitlement numeric,
    rewards text, award_id text, representative text, award_base numeric, award_entitlement numeric, awarded numeric,
    award_rewards text, reason text, awarded_at timestamptz, complete boolean, unconverted text,
    award_completion numeric, restated_entitlement numeric, claw_back numeric)
language sql stable
as $$
    select e.goal_id, e.goal_name, e.scheme_id, e.scheme_name, e.currency, e.completion, e.unavailable_reason,
           e.counted_completion,
           e.band_from, e.band_to, e.rate, e.band_sum, e.entitlement, e.rewards, a.award_id, a.representative, a.base,
           a.entitlement, a.amount, (select string_agg(r.kind,
                                                       ', ') from jsonb_array_elements_text(a.rewards) r (kind)),
           a.reason, a.occurred_at, e.complete, e.unconverted, a.completion, r.entitlement,
           case when e.status in ('ACHIEVED', 'MISSED')
                then greatest(least(a.entitlement - r.entitlement, a.amount), 0) end
      from report.entitlements(instant => instant, roots => roots, only_goal => only_goal, base => base) e
      join report.incentive_scheme_at(instant) s
        on s.id = e.scheme_id
      left join jsonb_to_recordset(s.awards) as a (
           award_id text, goal_id text, representative text, completion numeric, base numeric, entitlement numeric,
           amount numeric, rewards jsonb,
           reason text, occurred_at timestamptz) on a.goal_id = e.goal_id
     cross join lateral (
           select case when a.award_id is not null
                       then report.entitled(s.bands, s.cap, a.base, e.exact_completion, s.currency) end) r (entitlement)
$$;
comment on function report.incentives is
    'What goals earn by the schemes of their plans, and beside it what was awarded, one row for each award.
entitlement v1 = base x rate of the band x completion, completion counted up to the cap; or the sum of the band; nothing below the first
claw-back v1 = of closed goals: what an award was entitled to - what its base is entitled to by the completion as known now, at most what was awarded, at least zero';
