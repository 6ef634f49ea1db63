-- The areas of a level inside an area with what makes them alike or not: kind, residents, and the
-- boundary as GeoJSON, from which a density follows.
select area_list.area_code, area_list.kind, area_list.residents, areas.geometry
from area_list
left join areas on areas.area_code = area_list.area_code
where area_list.level = $level and not area_list.is_rest
    and area_list.area_code in (from areas_inside($area))
order by area_list.area_code
