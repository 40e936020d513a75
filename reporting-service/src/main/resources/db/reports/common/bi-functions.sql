-- What a view calls runs with the owner's rights, and a function that does is never inlined: it would be planned for any
-- filters, and so would the JSON answers. So views of schema bi call these, which only call the function they are named after.

do $$
declare
    called record;
begin
    for called in
        select p.proname as name, pg_get_function_arguments(p.oid) as arguments,
               pg_get_function_result(p.oid) as result,
               (select string_agg('$' || n, ', ' order by n) from generate_series(1, p.pronargs) n) as given
          from pg_proc p
          join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'report'
         where p.proname in (
               'cadence_compliance', 'funnel_cohorts', 'funnel_stalled', 'funnel_stays', 'funnel_wins',
               'goal_completion',
               'goal_forecast', 'goal_variance', 'pipeline_bridge', 'sales_summary')
    loop
        execute format(
            'create function report.bi_%1$s(%2$s) returns %3$s language sql stable as $f$ select * from report.%1$s(%4$s) $f$',
            called.name, called.arguments, called.result, called.given);
        execute format('comment on function report.bi_%1$s is ''report.%1$s, for schema bi.''', called.name);
    end loop;
end
$$;
