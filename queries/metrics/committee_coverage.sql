/*
key = "committee_coverage"
title = { zh = "业委会/自管委覆盖率", en = "Committee coverage of compounds" }
unit = "percent"
better = "up"
dataset = "compounds"
order = 630
grain = "one row per compound"
segments = ["kind"]
time = "register"
additive = true
decimals = 1
scale = 100
definition.zh = "有业主委员会或自管委员会的小区占全部小区的比例，以现行名册为准，与所选时期无关。一个小区有几个委员会也只计一次。只统计名册里有这两类委员会的街道；其他街道是“无数据”，不是零。"
definition.en = "Share of compounds that have an owners' or a self-management committee, by the register as it is, whatever the period. Several committees of one compound count once. Only street offices whose register lists any such committee are counted: elsewhere there is no data, not none."
formula.zh = "有业主委员会或自管委员会的小区数 ÷ 小区数 × 100"
formula.en = "Compounds with either committee ÷ compounds × 100"
excludes.zh = "没有登记这两类委员会的街道的小区。社区的环境和物业管理委员会不算小区自己的委员会。"
excludes.en = "Compounds of street offices without any registered committee. A community's environment and property committee is not the compound's own."
version = 1
*/
with committees as (
    select organisations.compound_code, streets.ancestor_code as street
    from organisations
    join area_rollup as streets
        on streets.area_code = organisations.area_code and streets.level = 'street_office'
    where organisations.kind in ('owners_committee', 'self_management_committee')
        and organisations.compound_code is not null
)

select
    compounds.area_code,
    compounds.kind,
    case
        when compounds.compound_code in (select compound_code from committees) then 1
        else 0
    end as numerator,
    1 as denominator,
    compounds.file_id,
    compounds.row_number
from compounds
join area_rollup as streets
    on streets.area_code = compounds.area_code and streets.level = 'street_office'
where streets.ancestor_code in (select street from committees)
