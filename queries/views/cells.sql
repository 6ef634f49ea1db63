-- The areas of a level inside an area (or itself) with their boundary, GeoJSON or null.
select list.area_code, list.area_name, list.kind, areas.geometry
from area_list as list
join areas on areas.area_code = list.area_code
where list.level = $level and not list.is_rest
    and list.area_code in (from inside($frame))
order by list.area_code
