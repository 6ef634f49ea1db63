/*
key = "spaces_per_100_households"
title = { zh = "百户泊位数", en = "Spaces per 100 households" }
unit = "spaces per 100 households"
better = "up"
dataset = "parking_spaces"
order = 430
headline = true
grain = "one row per state of a facility, on the days it begins and ends"
segments = ["kind", "programme"]
time = "stock"
additive = true
per = "households"
scale = 100
decimals = 1
definition.zh = "期末零时平均每一百户登记住户拥有的已建成停车泊位数。"
definition.en = "Built parking spaces at the midnight that ends the period, for every hundred registered households."
formula.zh = "现有泊位 ÷ 登记户数 × 100"
formula.en = "Parking spaces built ÷ registered households × 100"
excludes.zh = "规划泊位和停用泊位。没有登记户数的区域不计算。"
excludes.en = "Planned and closed spaces. An area without registered households has no value."
version = 1
*/
-- Each state leaves under the area and segments that it came with, so corrections leave no trace.
with events as (
    select area_code, snapshot_day as day, kind, programme, built_spaces as change, file_id, row_number
    from parking_spaces
    union all
    select area_code, until_day as day, kind, programme, -built_spaces as change, file_id, row_number
    from parking_spaces
    where until_day is not null
)

select area_code, day, kind, programme, change as numerator, file_id, row_number
from events
