alter table report.light_policy
    add uncosted_limit numeric not null default 0.05 check (uncosted_limit between 0 and 1);
alter table report.light_policy alter uncosted_limit drop default;
comment on column report.light_policy.uncosted_limit is
    'The share of sales without a known cost above which a gross profit is marked incomplete and has no light.';
