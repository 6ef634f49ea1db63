-- The areas of a level inside an area, with the figures that per-head metrics divide by.
with within as (
    select distinct ancestor_code as area_code
    from area_rollup
    where level = $level
        and area_code in (select area_code from area_rollup where ancestor_code = $area)
)
select
    area_code, area_name, is_rest, residents, households, key_group_households, full_time_gridders
from area_list
join within using (area_code)
where area_list.level = $level
order by area_code
