-- Grids that the size rule finds too large or too small, with what would mend it: into how many to
-- split (where two halves are within the bounds), which grid of the same community to merge with
-- (the smallest of the same rule with which the sum is within them), how many such small grids make
-- one (where two do), or how many residents are beyond the bound.
with wrong as (
    select *
    from grid_sizes
    where not is_within and area_code in (from inside($area))
),
partners as (
    select wrong.area_code, min_by(other.name, other.residents) as partner
    from wrong
    join grid_sizes as other
        on other.parent_code = wrong.parent_code and other.area_code <> wrong.area_code
        and other.rule_size = wrong.rule_size
        and 100 * abs(other.residents + wrong.residents - wrong.rule_size)
            <= wrong.tolerance_percent * wrong.rule_size
    where wrong.residents < wrong.rule_size
    group by wrong.area_code
)
select
    wrong.name, above.name as community, wrong.rule_size, wrong.residents,
    wrong.residents / wrong.rule_size - 1 as deviation,
    case
        when 100 * wrong.residents >= 2 * (100 - tolerance_percent) * wrong.rule_size
            then cast(round(wrong.residents / wrong.rule_size) as integer)
    end as parts,
    case when wrong.residents < wrong.rule_size then partners.partner end as partner,
    case
        when wrong.residents > 0
            and 2 * 100 * wrong.residents <= (100 + tolerance_percent) * wrong.rule_size
            then cast(round(wrong.rule_size / wrong.residents) as integer)
    end as together,
    cast(case
        when wrong.residents > wrong.rule_size
            then wrong.residents - (100 + tolerance_percent) * wrong.rule_size / 100
        else (100 - tolerance_percent) * wrong.rule_size / 100 - wrong.residents
    end as integer) as beyond
from wrong
left join areas as above on above.area_code = wrong.parent_code
left join partners on partners.area_code = wrong.area_code
order by abs(wrong.residents / wrong.rule_size - 1) desc, wrong.area_code
limit $most
