/*
key = "visits"
title = { zh = "走访次数", en = "Visits" }
unit = "visits"
better = "up"
because = { zh = "走访有规定的频次，比平常少说明没有走到。", en = "Visits have a required frequency: fewer than usual means that homes were not reached." }
dataset = "visits"
order = 210
headline = true
grain = "one row per visit"
segments = ["visitor_role", "key_group", "purpose"]
time = "flow"
reach = "record"
additive = true
definition.zh = "期内走访的次数。上门一次计一次，不论走访了几个人；同一户走访两次计两次。"
definition.en = "Visits made in the period. One call at a door is one visit, however many persons were met; the same household called on twice is two."
formula.zh = "走访时间在期内的走访记录数"
formula.en = "Number of visit records whose time lies in the period"
excludes.zh = "无。次数与户数、人次是三个单位，不能相加。"
excludes.en = "Nothing. Visits, households and person-times are three units and are never added."
version = 1
*/
select
    area_code,
    visited_day as day,
    visitor_role,
    key_group,
    purpose,
    1 as numerator,
    file_id,
    row_number
from visits
