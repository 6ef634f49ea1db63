-- areas: the hierarchy that every fact hangs on. A boundary of its own file completes the register;
-- where two systems draw the same area, the one read last counts.
with drawn as (
    select
        area_code, geometry,
        row_number() over (partition by area_code order by file_id desc, row_number desc) as place
    from accepted_boundaries
)

select
    areas.area_code, areas.name, areas.level, areas.parent_code, areas.kind,
    areas.residents, areas.households, areas.key_group_households, areas.doorways,
    areas.longitude, areas.latitude,
    coalesce(areas.geometry, drawn.geometry) as geometry,
    areas.faults, areas.system, areas.file_id, areas.row_number,
    coalesce(areas.faults like '%,residents,%', false) as has_resident_fault,
    coalesce(areas.faults like '%,households,%', false) as has_household_fault
from accepted_areas as areas
left join drawn on drawn.area_code = areas.area_code and drawn.place = 1
