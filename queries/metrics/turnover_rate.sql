/*
key = "turnover_rate"
title = { zh = "泊位周转率", en = "Turnover rate" }
unit = "parkings per space and day"
unit_title = { zh = "次/泊位·日", en = "parkings per space and day" }
better = "up"
dataset = "parking_spaces"
order = 460
grain = "one row per snapshot that says how many parkings there were"
segments = ["kind"]
time = "flow"
reach = "record"
additive = true
decimals = 2
definition.zh = "平均每个泊位每天停放的车次。只算有停放次数的日子：一处设施一天的停放次数是当天各次统计之和，泊位数取当天第一次统计。当天只统计了几个小时的，结果偏低。"
definition.en = "Parkings per space and day, over the days with parkings only: a facility's parkings of a day are those of all its snapshots that day, its spaces those of the first. A day of which only some hours are reported gives too low a figure."
formula.zh = "停放次数之和 ÷ 有停放次数的各设施各日的泊位数之和"
formula.en = "Sum of parkings ÷ sum of spaces over the facilities and days that report parkings"
excludes.zh = "没有填写停放次数的统计；规划和停用的设施。"
excludes.en = "Snapshots that do not state parkings; planned and closed facilities."
version = 1
*/
with counted as (
    select
        *,
        row_number() over (
            partition by system, facility_id, snapshot_day order by snapshot_at
        ) as place
    from parking_spaces
    where status = 'built'
        and parkings is not null
)

select
    area_code,
    snapshot_day as day,
    kind,
    parkings as numerator,
    case when place = 1 then spaces else 0 end as denominator,
    file_id,
    row_number
from counted
