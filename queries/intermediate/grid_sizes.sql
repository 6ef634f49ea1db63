-- Grids that the rule about their size can judge, in the areas where it holds (data/rules.toml), with
-- the size that it wants: that of old compounds
-- where more than half of the households live in such, else that of property-managed ones. Sizes
-- and tolerance are those in the header of grid_size_compliance.
with homes as (
    select
        grids.ancestor_code as grid_code,
        cast(sum(compounds.households) as bigint) as households,
        cast(sum(case when compounds.is_old then compounds.households else 0 end) as bigint)
            as old_households
    from compounds
    join area_rollup as grids
        on grids.area_code = compounds.area_code and grids.level = 'grid_cell'
    where not compounds.has_household_fault
    group by grids.ancestor_code
),

ruled as (
    select inside.area_code
    from area_rollup as inside
    join grid_size_areas on grid_size_areas.area_code = inside.ancestor_code
),

judged as (
    select
        areas.*,
        rule.tolerance_percent,
        case
            when homes.old_households > homes.households - homes.old_households then rule.old_size
            else rule.size
        end as rule_size
    from areas
    join homes on homes.grid_code = areas.area_code
    cross join parameters_grid_size_compliance as rule
    where areas.level = 'grid_cell'
        and areas.area_code in (select area_code from ruled)
        and coalesce(areas.kind not in ('business_district', 'rural'), true)
        and areas.residents is not null
        and not areas.has_resident_fault
        and homes.households > 0
)

select *, 100 * abs(residents - rule_size) <= tolerance_percent * rule_size as is_within
from judged
