/*
key = "households_per_party_household"
title = { zh = "党员中心户联系户数", en = "Households per party household" }
unit = "households"
better = "neither"
dataset = "organisations"
order = 650
grain = "one row per party-member centre household, and one per place with households"
segments = ["kind"]
time = "register"
optional = ["parent_code"]
additive = true
decimals = 1
definition.zh = "户数与党员中心户数之比，即一个党员中心户平均联系多少户，以现行名册为准（规定 30 户）。只统计设有党员中心户的社区，否则没有推行这一做法的地方会把平均数抬高。"
definition.en = "Households for each party-member centre household, by the register as it is (the rule: 30). Only communities that have any are counted: places that do not work in this way would inflate the average."
formula.zh = "设有党员中心户的社区的登记户数 ÷ 党员中心户数"
formula.en = "Registered households of the communities that have any ÷ party-member centre households"
excludes.zh = "没有党员中心户的社区；没有登记户数或户数有误的区域。"
excludes.en = "Communities without any; places without a believable number of households."
version = 1
*/
with centres as (
    select organisations.*, communities.ancestor_code as community
    from organisations
    join area_rollup as communities
        on communities.area_code = organisations.area_code and communities.level = 'community'
    where organisations.kind = 'party_household'
),

counted as (
    select *
    from areas
    where households is not null and not has_household_fault
)

-- Households come from the lowest places that state them, so that none is counted twice.
select
    counted.area_code, 'party_household' as kind,
    counted.households as numerator, 0 as denominator, counted.file_id, counted.row_number
from counted
join area_rollup as communities
    on communities.area_code = counted.area_code and communities.level = 'community'
where communities.ancestor_code in (select community from centres)
    and counted.area_code not in (
        select parent_code from counted where parent_code is not null
    )
union all
select area_code, kind, 0 as numerator, 1 as denominator, file_id, row_number
from centres
