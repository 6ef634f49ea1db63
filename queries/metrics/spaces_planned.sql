/*
key = "spaces_planned"
title = { zh = "规划泊位", en = "Planned spaces" }
unit = "spaces"
better = "neither"
dataset = "parking_spaces"
order = 425
grain = "one row per state of a facility, on the days it begins and ends"
segments = ["kind", "programme"]
time = "stock"
additive = true
definition.zh = "期末零时仍处于规划状态的停车泊位数，取每处设施在期末之前最近一次统计的状态。建成之后转入现有泊位，不再计入。规划泊位与现有泊位从不相加。"
definition.en = "Parking spaces that are still planned at the midnight that ends the period, by the latest snapshot of each facility before it. Once built they count as built and no longer here. Planned and built spaces are never added."
formula.zh = "各处设施期末之前最近一次统计的规划泊位之和"
formula.en = "Sum over facilities of the planned spaces in the latest snapshot before the end"
excludes.zh = "已建成泊位和停用泊位（计为零）。"
excludes.en = "Built and closed spaces (they count as none)."
version = 1
*/
-- Each state leaves under the area and segments that it came with, so corrections leave no trace.
with events as (
    select area_code, snapshot_day as day, kind, programme, planned_spaces as change, file_id, row_number
    from parking_spaces
    union all
    select area_code, until_day as day, kind, programme, -planned_spaces as change, file_id, row_number
    from parking_spaces
    where until_day is not null
)

select area_code, day, kind, programme, change as numerator, file_id, row_number
from events
