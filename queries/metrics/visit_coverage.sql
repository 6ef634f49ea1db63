/*
key = "visit_coverage"
title = { zh = "走访覆盖率", en = "Visit coverage" }
unit = "percent"
better = "up"
dataset = "visits"
order = 230
headline = true
grain = "one row per visit to a household"
segments = ["visitor_role", "key_group", "purpose"]
time = "flow"
aggregate = "distinct"
additive = false
decimals = 1
per = "households"
scale = 100
definition.zh = "期内至少走访过一次的户数占区域登记户数的比例。同一户走访多次只计一户；在两个网格都有记录的户，在社区一级也只计一户。一户由所属系统和户编号区分：两个系统里的“1号”是两户。"
definition.en = "Households visited at least once in the period, as a share of the households registered in the area. A household counts once however often it was visited, and once in the community even where two grid cells recorded it. A household is told apart by its system and number: number 1 of two systems is two households."
formula.zh = "走访过的不同户数 ÷ 登记户数 × 100"
formula.en = "Distinct households visited ÷ registered households × 100"
excludes.zh = "没有户编号的走访（如商户、单位）。没有登记户数的区域不计算。"
excludes.en = "Visits without a household number (shops, organisations). An area without registered households has no value."
version = 2
*/
select
    area_code,
    visited_day as day,
    visitor_role,
    key_group,
    purpose,
    concat(system, ' ', household_id) as entity,
    file_id,
    row_number
from visits
where household_id is not null
