/*
key = "parking_gap"
title = { zh = "泊位缺口", en = "Parking gap" }
unit = "spaces"
better = "down"
because = { zh = "缺口是登记户数尚无泊位可停的数量。", en = "The gap is how many registered households have no space." }
dataset = "parking_spaces"
order = 440
grain = "one row per state of a facility, on the days it begins and ends"
segments = []
time = "stock"
additive = true
per = "households"
combine = "subtract"
scale = 1.0
definition.zh = "按每户 1.0 个泊位的目标（可在本指标的 scale 中修改），期末零时还缺的已建成泊位数。负数表示超过目标。"
definition.en = "Built spaces that are missing at the midnight that ends the period to reach 1.0 space for each household (the metric's scale, to be changed there). Below zero there are more than aimed at."
formula.zh = "登记户数 × 1.0 − 现有泊位"
formula.en = "Registered households × 1.0 − parking spaces built"
excludes.zh = "规划泊位和停用泊位。没有登记户数的区域不计算。按设施类型或建设项目分，没有各自的户数，所以不分。"
excludes.en = "Planned and closed spaces. An area without registered households has no value. No kind of facility and no programme has households of its own, so the gap is not split by them."
version = 1
*/
-- Each state leaves under the area and segments that it came with, so corrections leave no trace.
with events as (
    select area_code, snapshot_day as day, built_spaces as change, file_id, row_number
    from parking_spaces
    union all
    select area_code, until_day as day, -built_spaces as change, file_id, row_number
    from parking_spaces
    where until_day is not null
)

select area_code, day, change as numerator, file_id, row_number
from events
