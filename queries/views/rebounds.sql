-- Places and categories with $least or more cycles of the metric rebound_cycles, from $since to the
-- end of the period: first those with most rebounds more than chance would bring.
with cycles as (
    select entity as matter, min(area_code) as area_code, count(*) as cycles
    from filtered('metric_rebound_cycles', $filter_columns, $filter_values) as metric_rebound_cycles
    where day >= $since and day < $end
        and coalesce(area_code, 'unspecified') in (from inside($area))
    group by entity
    having count(*) >= $least
),
history as (
    select
        matter, any_value(place) as place, any_value(category) as category,
        count(*) filter (where is_followed and passed_day >= $since and passed_day < $end)
            as followed,
        coalesce(sum(expected) filter (
            where has_passed and passed_day >= $since and passed_day < $end
        ), 0) as expected,
        max(moment) filter (where is_closing = 1 and moment < $end) as closed_at,
        max(reported_at) filter (where reported_at < $end) as reported_at
    from filtered('rebounds', $filter_columns, $filter_values) as rebounds
    where matter in (select matter from cycles)
        and coalesce(area_code, 'unspecified') in (from inside($area))
    group by matter
)
select
    matter, history.place, history.category, cycles, followed, expected,
    compounds.name as compound, compounds.compound_code,
    coalesce(communities.area_name, area_list.area_name) as area_name, grids.area_name as grid_name,
    cast(history.closed_at as date) as closed_day,
    cast(history.reported_at as date) as reported_day,
    (select count(*) from cycles) as places
from cycles
join history using (matter)
left join compounds on compounds.compound_code = history.place
left join area_list as grids on grids.area_code = history.place
left join area_list on area_list.area_code = cycles.area_code
left join area_rollup as above
    on above.area_code = cycles.area_code and above.level = 'community'
left join area_list as communities
    on communities.area_code = above.ancestor_code and communities.level = 'community'
order by followed - expected desc, cycles desc, matter
limit $most
