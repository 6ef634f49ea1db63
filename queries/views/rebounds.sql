-- Places and categories with $least or more cycles of the metric rebound_cycles, from $since to the
-- end of the period: the most cycles first.
with cycles as (
    select
        entity, category, min(area_code) as area_code, count(*) as cycles,
        left(entity, length(entity) - length(category) - 1) as place
    from metric_rebound_cycles
    where day >= $since and day < $end
        and coalesce(area_code, 'unspecified') in (from inside($area))
        and ($only is null or coalesce(
            struct_extract(metric_rebound_cycles, $only_column), ''
        ) = $only)
    group by entity, category
    having count(*) >= $least
),
worst as (
    select * from cycles order by cycles desc, entity limit $most
),
history as (
    select
        worst.entity, max(issues.resolved_at) filter (where issues.resolved_at < $end) as closed_at,
        max(issues.reported_at) as reported_at
    from worst
    join issues
        on issues.category = worst.category
        and coalesce(issues.compound_code, issues.area_code) = worst.place
    where issues.reported_at < $end and not issues.is_duplicate
        and not issues.has_report_fault and not issues.has_resolution_fault
    group by worst.entity
)
select
    worst.entity as matter, worst.place, worst.category, worst.cycles, compounds.name as compound,
    coalesce(communities.area_name, area_list.area_name) as area_name,
    cast(history.closed_at as date) as closed_day,
    cast(history.reported_at as date) as reported_day,
    (select count(*) from cycles) as places
from worst
join history using (entity)
left join compounds on compounds.compound_code = worst.place
left join area_list on area_list.area_code = worst.area_code
left join area_rollup as above
    on above.area_code = worst.area_code and above.level = 'community'
left join area_list as communities
    on communities.area_code = above.ancestor_code and communities.level = 'community'
order by worst.cycles desc, history.reported_at desc, worst.entity
