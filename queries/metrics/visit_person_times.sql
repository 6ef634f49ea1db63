/*
key = "visit_person_times"
title = { zh = "走访人次", en = "Visit person-times" }
unit = "person-times"
better = "up"
because = { zh = "走访有规定的频次，比平常少说明没有走到。", en = "Visits have a required frequency: fewer than usual means that people were not reached." }
dataset = "visits"
order = 220
grain = "one row per visit"
segments = ["visitor_role", "key_group", "purpose"]
time = "flow"
reach = "record"
additive = true
definition.zh = "期内走访见到的人次。一次走访见到三个人计三人次；同一个人走访两次计两人次。"
definition.en = "Persons met on the visits of the period, each time anew. A visit that meets three persons is three person-times; the same person met twice is two."
formula.zh = "期内各次走访的人次之和"
formula.en = "Sum of the person-times of the visits in the period"
excludes.zh = "无。没有填写人次的走访记录不予接收，已列入退回清单。"
excludes.en = "Nothing. A visit record that gives no person-times is not accepted and stands in the list of rejected rows."
version = 1
*/
select
    area_code,
    visited_day as day,
    visitor_role,
    key_group,
    purpose,
    persons as numerator,
    file_id,
    row_number
from visits
