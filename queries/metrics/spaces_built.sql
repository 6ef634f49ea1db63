/*
key = "spaces_built"
title = { zh = "现有泊位", en = "Parking spaces" }
unit = "spaces"
better = "up"
because = { zh = "停车难的地方，泊位就是供给。", en = "Where parking is short, spaces are supply." }
dataset = "parking_spaces"
order = 410
headline = true
grain = "one row per state of a facility, on the days it begins and ends"
segments = ["kind", "programme"]
time = "stock"
additive = true
definition.zh = "期末零时已建成的停车泊位数，取每处设施在期末之前最近一次统计的状态。一处设施的状态延续到下一次统计为止。"
definition.en = "Built parking spaces at the midnight that ends the period, by the latest snapshot of each facility before it. A facility keeps its state until its next snapshot."
formula.zh = "各处设施期末之前最近一次统计的已建成泊位之和"
formula.en = "Sum over facilities of the built spaces in the latest snapshot before the end"
excludes.zh = "规划泊位和停用泊位（计为零）。规划泊位与已建成泊位从不相加。"
excludes.en = "Planned and closed spaces (they count as none). Planned spaces are never added to built ones."
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
