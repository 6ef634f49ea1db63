-- The headline numbers by community and month, from the facts alone.
with recursive up as (
    select area_code, area_code as above, level, parent_code from areas
    union all
    select up.area_code, areas.area_code, areas.level, areas.parent_code
    from up
    join areas on areas.area_code = up.parent_code
    where up.level <> 'community'
),
places as (
    select area_code, above as community from up where level = 'community'
),
counted as (
    select 'issues_reported' as metric, area_code, reported_day as day, 1.0 as value
    from issues where not is_duplicate
    union all
    select 'issues_resolved', area_code, resolved_day, 1.0
    from issues where not is_duplicate and not has_resolution_fault
    union all
    select 'on_time_rate', area_code, due_day, case when resolved_at <= due_at then 100.0 else 0.0 end
    from issues where not is_duplicate and not has_time_fault
    union all
    select 'visits', area_code, visited_day, 1.0 from visits
)
select
    metric, community as area_code, date_trunc('month', day) as month,
    case metric when 'on_time_rate' then avg(value) else sum(value) end as value
from counted
join places using (area_code)
where day >= $since and day < $until
group by metric, community, month
