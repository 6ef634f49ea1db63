/*
key = "grid_size_compliance"
title = { zh = "网格规模达标率", en = "Grids of the right size" }
unit = "percent"
better = "up"
dataset = "areas"
order = 640
grain = "one row per grid that the rule can judge"
segments = ["kind"]
time = "register"
faults = ["residents"]
additive = true
decimals = 1
scale = 100
definition.zh = "人口在规定规模上下 20% 以内（含边界）的网格占可判定网格的比例，以现行名册为准。规模：物业小区网格 3,000 人（2,400–3,600），老旧小区网格 1,500 人（1,200–1,800）。网格里住在老旧小区的户数超过一半的，按老旧小区网格判定，正好一半的按物业小区网格。"
definition.en = "Share of grids whose residents are within 20 % (bounds included) of the size in the rule, by the register as it is: 3,000 for property-managed compounds (2,400 to 3,600), 1,500 for old ones (1,200 to 1,800). A grid is judged as old where more than half of its compounds' households live in old compounds; exactly half is judged as property-managed."
formula.zh = "规模达标的网格数 ÷ 可判定的网格数 × 100"
formula.en = "Grids within the bounds ÷ grids that can be judged × 100"
excludes.zh = "商圈网格和农村网格；没有人口数或人口数有误的网格；没有小区户数、因而分不出类别的网格。"
excludes.en = "Business-district and rural grids; grids without a believable number of residents; grids without any compound's households, whose kind is unknown."
version = 1
*/
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

judged as (
    select
        areas.*,
        case when 2 * homes.old_households > homes.households then 1500 else 3000 end as rule_size
    from areas
    join homes on homes.grid_code = areas.area_code
    where areas.level = 'grid_cell'
        and coalesce(areas.kind not in ('business_district', 'rural'), true)
        and areas.residents is not null
        and not areas.has_resident_fault
        and homes.households > 0
)

select
    area_code, kind,
    case when 10 * residents between 8 * rule_size and 12 * rule_size then 1 else 0 end
        as numerator,
    1 as denominator, file_id, row_number
from judged
