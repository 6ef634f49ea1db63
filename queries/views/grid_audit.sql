-- Grids that the size rule finds too large or too small, with what would mend it: into how many to
-- split (from 1.6 times the size on two halves are within the bounds), which grid of the same
-- community to merge with (the smallest of the same rule with which the sum is within them), how
-- many such small grids make one, or how many residents are beyond the bound. The verdict is the
-- metric's own.
with homes as (
    select
        grids.ancestor_code as area_code,
        sum(compounds.households) filter (where compounds.is_old) * 2 > sum(compounds.households)
            as is_old
    from compounds
    join area_rollup as grids
        on grids.area_code = compounds.area_code and grids.level = 'grid_cell'
    where not compounds.has_household_fault
    group by grids.ancestor_code
),
judged as (
    select
        areas.area_code, areas.name, areas.parent_code, areas.residents, verdict.numerator,
        case when homes.is_old then 1500 else 3000 end as rule_size
    from metric_grid_size_compliance as verdict
    join areas on areas.area_code = verdict.area_code
    join homes on homes.area_code = verdict.area_code
),
wrong as (
    select *
    from judged
    where numerator = 0
        and area_code in (from inside($area))
),
partners as (
    select wrong.area_code, min_by(other.name, other.residents) as partner
    from wrong
    join judged as other
        on other.parent_code = wrong.parent_code and other.area_code <> wrong.area_code
        and other.rule_size = wrong.rule_size
        and 10 * (other.residents + wrong.residents)
            between 8 * wrong.rule_size and 12 * wrong.rule_size
    where wrong.residents < wrong.rule_size
    group by wrong.area_code
)
select
    wrong.name, above.name as community, wrong.rule_size, wrong.residents,
    wrong.residents / wrong.rule_size - 1 as deviation,
    case
        when 10 * wrong.residents >= 16 * wrong.rule_size
            then cast(round(wrong.residents / wrong.rule_size) as integer)
    end as parts,
    case when wrong.residents < wrong.rule_size then partners.partner end as partner,
    case
        when wrong.residents > 0 and 10 * wrong.residents <= 6 * wrong.rule_size
            then cast(round(wrong.rule_size / wrong.residents) as integer)
    end as together,
    cast(case
        when wrong.residents > wrong.rule_size then wrong.residents - 1.2 * wrong.rule_size
        else 0.8 * wrong.rule_size - wrong.residents
    end as integer) as beyond
from wrong
left join areas as above on above.area_code = wrong.parent_code
left join partners on partners.area_code = wrong.area_code
order by abs(wrong.residents / wrong.rule_size - 1) desc, wrong.area_code
limit $most
