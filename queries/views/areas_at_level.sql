-- The areas of a level inside an area, with the figures that per-head metrics divide by.
with within as (
    select distinct unit.ancestor_code as area_code
    from area_rollup as unit
    join area_rollup as chosen on chosen.area_code = unit.area_code
    where unit.level = $level and chosen.ancestor_code = $area
)
select area_code, area_name, is_rest, residents, households, key_group_households
from area_list
join within using (area_code)
where area_list.level = $level
order by area_code
