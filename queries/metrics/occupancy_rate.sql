/*
key = "occupancy_rate"
title = { zh = "泊位利用率", en = "Occupancy rate" }
unit = "percent"
better = "neither"
dataset = "parking_spaces"
order = 450
grain = "one row per snapshot that says how many spaces are occupied"
segments = ["kind", "hour_of_day"]
time = "flow"
faults = ["occupied"]
reach = "record"
additive = true
decimals = 1
scale = 100
definition.zh = "期内各次统计时已占用泊位占已建成泊位的比例。先把各次统计的占用数和泊位数各自相加再相除，所以按小时统计的设施比每月统计一次的分量重；看一天之内的变化应按时段分。"
definition.en = "Occupied spaces as a share of built spaces at the snapshots of the period. Occupied and existing spaces of all snapshots are added up first and divided last, so a facility that reports every hour weighs more than one that reports every month; for the course of a day split it by the hour."
formula.zh = "各次统计的占用泊位之和 ÷ 各次统计的泊位之和 × 100"
formula.en = "Sum of occupied spaces over snapshots ÷ sum of spaces over the same snapshots × 100"
excludes.zh = "没有填写占用数的统计；占用数大于泊位数的统计（数据有误）；规划和停用的设施。"
excludes.en = "Snapshots that do not say how many are occupied; snapshots with more cars than spaces (faulty); planned and closed facilities."
version = 1
*/
select
    area_code,
    snapshot_day as day,
    kind,
    hour_of_day,
    occupied as numerator,
    spaces as denominator,
    file_id,
    row_number
from parking_spaces
where status = 'built'
    and occupied is not null
    and not has_occupancy_fault
