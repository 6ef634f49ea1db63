-- The areas of a level inside an area, with the figures that per-head metrics divide by.
select
    area_code, area_name, is_rest, residents, households, key_group_households, full_time_gridders
from area_list
where level = $level and area_code in (select unit from units($level, $area))
order by area_code
