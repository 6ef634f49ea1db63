/*
key = "occupancy_by_hour"
title = { zh = "分时泊位利用率", en = "Occupancy by the hour" }
unit = "percent"
better = "neither"
dataset = "parking_spaces"
order = 451
grain = "one row per snapshot of a day that has several of the facility"
segments = ["kind", "hour_of_day"]
time = "flow"
faults = ["occupied"]
additive = true
decimals = 1
scale = 100
definition.zh = "一天统计多次（如按小时）的设施在各次统计时已占用泊位占已建成泊位的比例，看一天之内的变化应按时段分。先把占用数和泊位数各自相加再相除。"
definition.en = "Occupied spaces as a share of built spaces at the snapshots of facilities that are counted several times on that day, as by the hour; for the course of a day split it by the hour. Occupied and existing spaces are added up first and divided last."
formula.zh = "各次统计的占用泊位之和 ÷ 各次统计的泊位之和 × 100"
formula.en = "Sum of occupied spaces over snapshots ÷ sum of spaces over the same snapshots × 100"
excludes.zh = "当天只统计一次的（如月末盘点）；没有填写占用数的统计；占用数大于泊位数的统计（数据有误）；规划和停用的设施。"
excludes.en = "Days with a single count, as at a month's end; snapshots that do not say how many are occupied; snapshots with more cars than spaces (faulty); planned and closed facilities."
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
from occupancy_counts
where is_hourly
