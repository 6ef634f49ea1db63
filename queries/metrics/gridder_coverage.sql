/*
key = "gridder_coverage"
title = { zh = "一格一员率", en = "Full-time gridders per grid" }
unit = "percent"
better = "up"
dataset = "organisations"
order = 620
grain = "one row per full-time gridder, and one per grid"
segments = ["kind"]
time = "register"
additive = true
decimals = 1
scale = 100
definition.zh = "专职网格员人数与网格数之比，以现行名册为准，与所选时期无关；“一格一员”应为 100%。一个网格有两名、另一个没有，比例仍是 100%：缺员的网格在“小区与组织”页列出。只统计名册里有网格党组织或专职网格员的街道。"
definition.en = "Full-time gridders for each hundred grids, by the register as it is, whatever the period; one a grid makes 100 %. Two in one grid and none in another still make 100 %: the page on compounds and organisation lists grids without one. Only street offices whose register lists any grid branch or gridder are counted."
formula.zh = "专职网格员人数 ÷ 网格数 × 100"
formula.en = "Full-time gridders ÷ grids × 100"
excludes.zh = "没有登记网格党组织和专职网格员的街道。兼职网格员不计。"
excludes.en = "Street offices without any registered grid branch or gridder. Part-time gridders."
version = 1
*/
with bodies as (
    select organisations.*, streets.ancestor_code as street
    from organisations
    join area_rollup as streets
        on streets.area_code = organisations.area_code and streets.level = 'street_office'
    where organisations.kind in ('grid_party_branch', 'full_time_gridder')
)

select area_code, kind, 1 as numerator, 0 as denominator, file_id, row_number
from bodies
where kind = 'full_time_gridder'
union all
select
    areas.area_code, 'full_time_gridder' as kind,
    0 as numerator, 1 as denominator, areas.file_id, areas.row_number
from areas
join area_rollup as streets
    on streets.area_code = areas.area_code and streets.level = 'street_office'
where areas.level = 'grid_cell'
    and streets.ancestor_code in (select street from bodies)
