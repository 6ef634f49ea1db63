-- Each area with its parent and name, and the nearest area from it upwards that has a boundary.
create or replace table intake.area_names as
with recursive climb as (
    select area_code, area_code as around, parent_code, geometry is not null as is_found
    from intake.grounds
    union all
    select climb.area_code, above.area_code, above.parent_code, above.geometry is not null
    from climb
    join intake.grounds as above on above.area_code = climb.parent_code
    where not climb.is_found
)
select areas.area_code, areas.parent_code, areas.name, climb.around
from intake.grounds as areas
left join climb on climb.area_code = areas.area_code and climb.is_found;
