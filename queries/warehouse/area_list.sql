-- Every area that can be shown, the whole and the unspecified rests included, with its figures.
create or replace table area_list as
select distinct
    rollup.level, rollup.ancestor_code as area_code,
    case
        when rollup.level = 'all' then 'All areas 全部'
        when rollup.ancestor_code = 'unspecified' then 'Unspecified 未指定'
        when areas.area_code is null then parent.name || ' / Unspecified 未指定'
        else areas.name
    end as area_name,
    areas.parent_code, areas.kind,
    areas.area_code is null and rollup.level <> 'all' as is_rest,
    areas.residents, areas.households, areas.key_group_households,
    cast(null as bigint) as full_time_gridders
from area_rollup as rollup
left join areas on areas.area_code = rollup.ancestor_code
left join areas as parent on parent.area_code || '/unspecified' = rollup.ancestor_code;
