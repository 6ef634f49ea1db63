/*
key = "grid_size_compliance"
title = { zh = "网格规模达标率", en = "Grids of the right size" }
unit = "percent"
better = "up"
dataset = "areas"
order = 640
grain = "one row per grid that the rule can judge"
segments = ["kind"]
time = "register"
faults = ["residents"]
optional = ["is_old", "households", "kind"]
additive = true
decimals = 1
scale = 100
parameters = { size = 3000, old_size = 1500, tolerance_percent = 20 }
definition.zh = "人口在规定规模上下 20% 以内（含边界）的网格占可判定网格的比例，以现行名册为准，只判定其来源有此规定的地方（data/rules.toml）。规模：物业小区网格 3,000 人（2,400–3,600），老旧小区网格 1,500 人（1,200–1,800）。网格里住在老旧小区的户数超过一半的，按老旧小区网格判定，正好一半的按物业小区网格。"
definition.en = "Share of grids whose residents are within 20 % (bounds included) of the size in the rule, by the register as it is, in the places whose source declares the rule (data/rules.toml): 3,000 for property-managed compounds (2,400 to 3,600), 1,500 for old ones (1,200 to 1,800). A grid is judged as old where more than half of its compounds' households live in old compounds; exactly half is judged as property-managed."
formula.zh = "规模达标的网格数 ÷ 可判定的网格数 × 100"
formula.en = "Grids within the bounds ÷ grids that can be judged × 100"
excludes.zh = "没有此规定的地方的网格；商圈网格和农村网格；没有人口数或人口数有误的网格；没有小区户数、因而分不出类别的网格。"
excludes.en = "Grids of places without the rule; business-district and rural grids; grids without a believable number of residents; grids without any compound's households, whose kind is unknown."
version = 2
*/
select
    area_code,
    kind,
    case when is_within then 1 else 0 end as numerator,
    1 as denominator,
    file_id,
    row_number
from grid_sizes
