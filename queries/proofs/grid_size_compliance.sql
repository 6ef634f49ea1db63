-- Of the residential grids with known residents and homes, of places where the rule holds, those within
-- a fifth of it: 1,500 residents where most homes are in old compounds, else 3,000.
with homes as (
    select
        above.ancestor as area_code,
        sum(households) as households,
        coalesce(sum(households) filter (is_old), 0) as old
    from accepted_compounds as compounds
    join above using (area_code)
    where not contains(coalesce(compounds.faults, ''), ',households,')
    group by above.ancestor
),

judged as (
    select residents, case when old > homes.households - old then 1500 else 3000 end as size
    from accepted_areas as grids
    join homes using (area_code)
    where grids.level = 'grid_cell'
        and grids.area_code in (from inside)
        and grids.area_code in (select area_code from above where list_contains($ruled, ancestor))
        and coalesce(grids.kind, '') not in ('business_district', 'rural')
        and grids.residents is not null
        and not contains(coalesce(grids.faults, ''), ',residents,')
        and homes.households > 0
)

select
    count(*) filter (100 * abs(residents - size) <= 20 * size) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from judged
