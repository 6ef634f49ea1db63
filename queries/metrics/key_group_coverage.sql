/*
key = "key_group_coverage"
title = { zh = "重点人员走访覆盖率", en = "Key-group coverage" }
unit = "percent"
better = "up"
dataset = "visits"
order = 240
grain = "one row per visit to a key-group household"
segments = ["visitor_role"]
time = "flow"
aggregate = "distinct"
additive = false
decimals = 1
per = "key_group_households"
scale = 100
definition.zh = "期内至少走访过一次的重点人员户占登记重点人员户的比例。重点人员户指走访记录注明五类重点人员（老人儿童、孕产妇、残疾人、重大疾病、特殊困难）之一的户；同一户只计一次。登记户数不分类别，所以不按类别计算。超过 100% 说明登记户数少于实际。一户由所属系统和户编号区分：两个系统里的“1号”是两户。"
definition.en = "Key-group households visited at least once in the period, as a share of those registered. A key-group household is one whose visit record names one of the five key groups (elderly or children, pregnant, disabled, major illness, special hardship); it counts once. The register does not tell the groups apart, so there is no value by group. Above 100 % the register lists fewer households than there are. A household is told apart by its system and number: number 1 of two systems is two households."
formula.zh = "走访过的不同重点人员户数 ÷ 登记重点人员户数 × 100"
formula.en = "Distinct key-group households visited ÷ registered key-group households × 100"
excludes.zh = "没有户编号或没有注明重点人员类别的走访。没有登记重点人员户数的区域不计算。走访过的、未走访的或登记的户数过小时不予显示，可由其推算的数值也不显示。"
excludes.en = "Visits without a household number or without a key group. An area without registered key-group households has no value. Where the households visited, left or registered are few the value is suppressed, as are those that would give it away."
version = 2
*/
select
    area_code,
    visited_day as day,
    visitor_role,
    concat(system, ' ', household_id) as entity,
    file_id,
    row_number
from visits
where household_id is not null
    and key_group is not null
