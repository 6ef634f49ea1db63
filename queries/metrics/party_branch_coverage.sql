/*
key = "party_branch_coverage"
title = { zh = "网格党组织覆盖率", en = "Party branch coverage of grids" }
unit = "percent"
better = "up"
dataset = "areas"
order = 610
grain = "one row per grid"
segments = ["kind"]
time = "register"
additive = true
decimals = 1
scale = 100
definition.zh = "建有党组织的网格占全部网格的比例，以现行名册为准，与所选时期无关。只统计名册里有网格党组织或专职网格员的街道；其他街道没有名册，是“无数据”，不是零。"
definition.en = "Share of grids that have a party branch, by the register as it is, whatever the period. Only street offices whose register lists any grid branch or full-time gridder are counted: without a register there is no data, not none."
formula.zh = "有党组织的网格数 ÷ 网格数 × 100"
formula.en = "Grids with a branch ÷ grids × 100"
excludes.zh = "没有登记网格党组织和专职网格员的街道的网格。一个网格有几个党组织也只计一次。"
excludes.en = "Grids of street offices without any registered grid branch or gridder. Several branches of one grid count once."
version = 1
*/
with bodies as (
    select organisations.kind, grids.ancestor_code as grid_code, streets.ancestor_code as street
    from organisations
    join area_rollup as grids
        on grids.area_code = organisations.area_code and grids.level = 'grid_cell'
    join area_rollup as streets
        on streets.area_code = organisations.area_code and streets.level = 'street_office'
    where organisations.kind in ('grid_party_branch', 'full_time_gridder')
)

select
    areas.area_code,
    areas.kind,
    case
        when areas.area_code in (select grid_code from bodies where kind = 'grid_party_branch')
            then 1
        else 0
    end as numerator,
    1 as denominator,
    areas.file_id,
    areas.row_number
from areas
join area_rollup as streets
    on streets.area_code = areas.area_code and streets.level = 'street_office'
where areas.level = 'grid_cell'
    and streets.ancestor_code in (select street from bodies)
