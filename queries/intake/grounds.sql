-- The areas with the boundary that the register or a file of boundaries gives them: what rows are
-- placed by and held against. The table `areas` of readers says the same (queries/staging).
create or replace table intake.grounds as
with drawn as (
    select
        area_code, geometry,
        row_number() over (partition by area_code order by file_id desc, row_number desc) as place
    from accepted_boundaries
)
select
    areas.area_code, areas.parent_code, areas.name, areas.level,
    coalesce(areas.geometry, drawn.geometry) as geometry
from accepted_areas as areas
left join drawn on drawn.area_code = areas.area_code and drawn.place = 1;
