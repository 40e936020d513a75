-- One generation of the read models. Its keys and indexes come apart, in keys.sql, so that it can be filled without them. A service
-- that brings other tables than the generation that serves has, or that folds events otherwise, builds a generation of its own
-- when it starts. Which tables and folds these are is stated in version.txt.

create table event (
    source text not null,
    aggregate_id text not null,
    sequence bigint not null,
    event_id text not null,
    type text not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    data jsonb not null
);

create table territory (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_sequence bigint not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    code text not null,
    name_en text not null,
    name_zh text not null,
    parent text,
    time_zone text not null,
    currency text not null,
    priority text not null
);

-- where a territory stood in the tree: a row for each move, and none for what else happened to it
create table territory_place (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_sequence bigint not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    code text not null,
    parent text
);

create table assignment (
    id text not null,
    sequence bigint not null,
    known_sequence bigint not null,
    event_id text not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    assignment_id text not null,
    territory text not null,
    representative text not null,
    display_name text not null,
    role text not null,
    product_line text,
    segment text,
    first_day date not null,
    last_day date
);

create table customer (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_sequence bigint not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    name_en text,
    name_zh text,
    segment text not null,
    industry text not null,
    size int,
    territory text not null,
    channel text not null,
    owner text not null,
    tier text,
    lifecycle text not null,
    survivor text
);

create table goal (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_sequence bigint not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    plan_id text,
    parent_id text,
    name text not null,
    metric text,
    activity_kind text,
    unit text,
    currency text,
    target numeric,
    original_target numeric,
    revision int not null,
    baseline numeric,
    period_from date,
    period_to date,
    territory text,
    product_lines text[] not null,
    segments text[] not null,
    industries text[] not null,
    channels text[] not null,
    representative text,
    numerator jsonb,
    owner text not null,
    weight numeric,
    phasing jsonb not null,
    tolerance numeric not null,
    decompositions jsonb not null,
    status text not null
);

create table incentive_scheme (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_sequence bigint not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    plan_id text not null,
    name text not null,
    currency text not null,
    bands jsonb not null,
    cap numeric,
    rewards jsonb not null,
    awards jsonb not null
);

create table opportunity (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_sequence bigint not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    customer_id text not null,
    name text not null,
    territory text not null,
    owner text not null,
    channel text not null,
    source text not null,
    pipeline text not null,
    currency text not null,
    amount numeric not null,
    lines jsonb not null,
    expected_close date not null,
    stage text not null,
    stage_rank int not null,
    probability numeric not null,
    status text not null,
    held boolean not null,
    opened_at timestamptz not null,
    stage_since timestamptz not null,
    stage_sequence bigint not null,
    closed_at timestamptz,
    order_id text,
    lost_reason text,
    competitor text,
    left_stage text,
    left_rank int,
    left_since timestamptz,
    left_sequence bigint
);

create table sale (
    id text not null,
    sequence bigint not null,
    line int not null,
    event_id text not null,
    placed_line int not null,
    kind text not null,
    opportunity_id text,
    customer_id text not null,
    representative text not null,
    channel text not null,
    territory text not null,
    currency text not null,
    product_line text not null,
    product text not null,
    quantity numeric not null,
    amount numeric not null,
    cost numeric,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    ordered_at timestamptz not null
);

create table activity (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_sequence bigint not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    customer_id text,
    opportunity_id text,
    kind text not null,
    representative text not null,
    territory text not null,
    planned_at timestamptz,
    first_planned_at timestamptz,
    status text not null,
    completed_at timestamptz
);

create table tier_policy (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_sequence bigint not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    territory text,
    version int not null,
    services jsonb not null
);

create table survey_answer (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    answer_id text not null,
    score numeric not null,
    answered_on date not null,
    source text not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null
);

create table plan (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_sequence bigint not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    type text not null,
    name text not null,
    territory text not null,
    owner text not null,
    currency text not null,
    period_from date not null,
    period_to date not null,
    status text not null,
    market_size numeric,
    channels jsonb not null,
    resources jsonb not null
);

create table key_task (
    id text not null,
    sequence bigint not null,
    event_id text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_sequence bigint not null,
    known_from timestamptz not null,
    known_to timestamptz not null,
    goal_id text not null,
    name text not null,
    owner text not null,
    start_on date not null,
    due_on date not null,
    milestone boolean not null,
    status text not null
);

-- What filters of reports can be asked for: every value of a kind that any row has or had. Kept by triggers, which keys.sql makes.
create table known_value (
    kind text not null,
    value text not null,
    -- where a representative works; empty for what is no secret
    territory text not null
);

-- Sales of a territory by its days, and by whole months, in all and for each value of one dimension: what most goals count. Kept by
-- triggers, which keys.sql makes, and the same whatever the order of events: only sums are kept.
create table sale_total (
    territory text not null,
    -- '' for all, else PRODUCT_LINE, REPRESENTATIVE or CHANNEL
    dimension text not null,
    value text not null,
    monthly boolean not null,
    -- in the territory's time zone; of a month the first
    day date not null,
    currency text not null,
    entries bigint not null,
    amount numeric not null,
    quantity numeric not null,
    -- of entries with a cost; null without any
    profit numeric,
    -- the amount of entries without a cost
    uncosted numeric not null
);

-- How many visits to a stage ended in a month after so many days, as known now. Kept by triggers, which keys.sql makes.
create table stage_stay (
    pipeline text not null,
    stage text not null,
    -- by UTC
    month date not null,
    days int not null,
    visits bigint not null
);
