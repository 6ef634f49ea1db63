/*
key = "overdue_key_visits"
title = { zh = "重点人员超期未访", en = "Overdue key-group visits" }
unit = "households"
better = "down"
because = { zh = "重点人员应当按时走访，超期就有风险。", en = "People in need are to be visited in time: overdue ones are at risk." }
dataset = "visits"
order = 245
grain = "one row per visit to a key-group household"
segments = ["visitor_role"]
time = "flow"
aggregate = "distinct"
lookback = { days = 30 }
additive = false
per = "key_group_households"
combine = "subtract"
definition.zh = "期末之前 30 天内一次也没有走访过的登记重点人员户数，不论所选期间多长。等于登记户数减去这 30 天内走访过的不同重点人员户数，所以不含具体是哪一户。负数说明登记户数少于实际。一户由所属系统和户编号区分：两个系统里的“1号”是两户。"
definition.en = "Registered key-group households without a single visit in the 30 days before the period's end, however long the period is. It is the registered number minus the distinct key-group households visited in those 30 days, so it does not say which households they are. Below zero the register lists fewer households than there are. A household is told apart by its system and number: number 1 of two systems is two households."
formula.zh = "登记重点人员户数 − 期末前 30 天内走访过的不同重点人员户数"
formula.en = "Registered key-group households − distinct key-group households visited in the 30 days before the end"
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
