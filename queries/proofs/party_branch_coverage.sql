-- Of the grids of street offices that register branches or gridders, those with a branch.
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
)

select
    count(*) filter (
        area_code in (select ancestor from bodies where kind = 'grid_party_branch')
    ) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from grids
