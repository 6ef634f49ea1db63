-- The areas behind each number of views/area_levels.
select
    file_id, row_number, area_code, null as day,
    level, coalesce(kind, '') as kind,
    1 as areas, residents, households
from areas
where area_code in (from inside($area)) and area_code <> $area
