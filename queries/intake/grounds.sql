-- The areas with the boundary that the register or a file of boundaries gives them, and the row that
-- drew it: what rows are placed by and held against. The table `areas` of readers says the same.
create or replace table intake.grounds as
with drawn as (
    select
        area_code, geometry, file_id, row_number,
        row_number() over (partition by area_code order by file_id desc, row_number desc) as place
    from accepted_boundaries
)
select
    areas.area_code, areas.parent_code, areas.name, areas.level,
    coalesce(areas.geometry, drawn.geometry) as geometry,
    case when areas.geometry is null then drawn.file_id else areas.file_id end as drawn_by,
    case when areas.geometry is null then drawn.row_number else areas.row_number end as drawn_row
from accepted_areas as areas
left join drawn on drawn.area_code = areas.area_code and drawn.place = 1;
