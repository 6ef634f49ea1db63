/*
key = "meetings_held"
title = { zh = "议事协商次数", en = "Meetings held" }
unit = "meetings"
better = "neither"
dataset = "meetings"
order = 520
grain = "one row per meeting"
segments = ["kind", "platform", "step", "topic"]
time = "flow"
reach = "record"
additive = true
definition.zh = "期内召开的会议次数，含议事协商会、支部会、联席会、业主大会、党课、组织生活会等全部类型，可按类型分开看。"
definition.en = "Meetings held in the period, of every kind: consultations, branch and joint meetings, owners' assemblies, party lectures and organisational life; they can be seen by kind."
formula.zh = "会议日期在期内的会议记录数"
formula.en = "Number of meeting records whose date lies in the period"
excludes.zh = "无。没有登记参会人数、没有表决的会议也计一次。"
excludes.en = "Nothing. A meeting without a headcount or a vote counts, too."
version = 1
*/
select
    area_code,
    held_day as day,
    kind,
    platform,
    step,
    topic,
    1 as numerator,
    file_id,
    row_number
from meetings
