-- The figures of an area in the register.
select kind, residents, households, key_group_households, full_time_gridders
from area_list
where area_code = $area and not is_rest
