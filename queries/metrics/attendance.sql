/*
key = "attendance"
title = { zh = "参会人次", en = "Attendance" }
unit = "person-times"
better = "neither"
dataset = "meetings"
order = 525
grain = "one row per meeting with a headcount"
segments = ["kind", "platform", "step", "topic"]
time = "flow"
faults = ["attendance"]
reach = "record"
additive = true
definition.zh = "期内各次会议参会人数之和。同一个人参加两次会议计两人次，因此不是参会人数。"
definition.en = "Sum of the people at each meeting of the period. Somebody at two meetings counts twice: it is not a number of persons."
formula.zh = "期内各次会议的参会人数相加"
formula.en = "Sum of the attendance of each meeting held in the period"
excludes.zh = "没有登记参会人数的会议；人数有误（为负）的会议。"
excludes.en = "Meetings without a headcount, and those whose headcount is faulty (negative)."
version = 1
*/
select
    area_code,
    held_day as day,
    kind,
    platform,
    step,
    topic,
    attendance as numerator,
    file_id,
    row_number
from meetings
where attendance is not null
    and not has_attendance_fault
