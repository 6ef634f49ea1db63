/*
key = "households_visited"
title = { zh = "走访户数", en = "Households visited" }
unit = "households"
better = "up"
because = { zh = "走访要走到每一户，比平常少说明漏了户。", en = "Every household is to be visited: fewer than usual means that some were left out." }
dataset = "visits"
order = 225
grain = "one row per visit to a household"
segments = ["visitor_role", "key_group", "purpose"]
time = "flow"
aggregate = "distinct"
additive = false
definition.zh = "期内至少走访过一次的户数。同一户走访多次只计一户；在两个网格都有记录的户，在社区一级也只计一户，所以下级户数之和可以大于上级。一户由所属系统和户编号区分：两个系统里的“1号”是两户。"
definition.en = "Households visited at least once in the period. A household counts once however often it was visited, and once in the community even where two grid cells recorded it: the areas below may add up to more than the area above. A household is told apart by its system and number: number 1 of two systems is two households."
formula.zh = "期内走访记录中不同户编号的个数"
formula.en = "Number of distinct household numbers among the visits of the period"
excludes.zh = "没有户编号的走访（如商户、单位）。户数与次数、人次是三个单位，不能相加。"
excludes.en = "Visits without a household number (shops, organisations). Households, visits and person-times are three units and are never added."
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
