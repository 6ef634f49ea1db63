/*
key = "occupancy_rate"
title = { zh = "泊位利用率", en = "Occupancy rate" }
unit = "percent"
better = "neither"
dataset = "parking_spaces"
order = 450
grain = "one row per snapshot of the usual kind that says how many spaces are occupied"
segments = ["kind"]
time = "flow"
faults = ["occupied"]
additive = true
decimals = 1
scale = 100
definition.zh = "期内各次统计时已占用泊位占已建成泊位的比例。一套系统只用一种统计：多数设施多数月份每天统计一次的（如月末盘点）只用这种，主要按小时统计的只用按小时的，所以各月之间可比。先把各次统计的占用数和泊位数各自相加再相除。看一天之内的变化另有“分时泊位利用率”。"
definition.en = "Occupied spaces as a share of built spaces at the snapshots of the period. A system has one kind of count: where most months of its facilities have one count a day, as at a month's end, only these; where it mostly counts by the hour, only those; so that months can be compared. Occupied and existing spaces are added up first and divided last. The course of a day is another metric, occupancy by the hour."
formula.zh = "各次统计的占用泊位之和 ÷ 各次统计的泊位之和 × 100"
formula.en = "Sum of occupied spaces over snapshots ÷ sum of spaces over the same snapshots × 100"
excludes.zh = "没有填写占用数的统计；占用数大于泊位数的统计（数据有误）；规划和停用的设施；所属系统不以之为主的那一种统计（如按季抽取一周按小时统计的）。"
excludes.en = "Snapshots that do not say how many are occupied; snapshots with more cars than spaces (faulty); planned and closed facilities; counts of the other kind, such as those by the hour in one week a quarter of a system that counts at the month's end."
version = 2
*/
select
    area_code,
    snapshot_day as day,
    kind,
    occupied as numerator,
    spaces as denominator,
    file_id,
    row_number
from occupancy_counts
where is_usual
