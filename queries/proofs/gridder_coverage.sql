-- Full-time gridders for each 100 grids of street offices that register branches or gridders.
with bodies as (
    select organisations.kind, above.ancestor, above.level
    from accepted_organisations as organisations
    join above using (area_code)
    where organisations.kind in ('grid_party_branch', 'full_time_gridder')
),

grids as (
    select distinct grids.area_code
    from above as grids
    join bodies on bodies.ancestor = grids.ancestor and bodies.level = 'street_office'
    where grids.area_code in (from inside)
        and grids.area_code in (select area_code from accepted_areas where level = 'grid_cell')
),

posts as (
    select count(*) as filled
    from accepted_organisations
    where kind = 'full_time_gridder' and area_code in (from inside)
)

select
    any_value(filled) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from grids, posts
