/*
key = "visits_per_gridder"
title = { zh = "网格员月均走访", en = "Visits per gridder and month" }
unit = "visits per gridder and month"
unit_title = { zh = "次/人·月", en = "visits per gridder and month" }
better = "up"
dataset = "visits"
order = 250
grain = "one row per visit by a full-time gridder"
segments = ["key_group", "purpose"]
time = "flow"
reach = "record"
additive = true
decimals = 1
per = "full_time_gridders"
per_month = true
definition.zh = "期内专职网格员的走访次数，按登记的专职网格员人数和期间的月数平均。不足一月按天数折算。网格一级通常只有一名网格员，即该网格员每月走访次数。"
definition.en = "Visits made by full-time gridders in the period, for each registered full-time gridder and each month of the period. Part of a month counts by its days. A grid cell usually has one gridder: there it is that gridder's visits a month."
formula.zh = "专职网格员走访次数 ÷ 登记专职网格员人数 ÷ 期间月数"
formula.en = "Visits by full-time gridders ÷ registered full-time gridders ÷ months of the period"
excludes.zh = "兼职网格员、干部、党员、志愿者等其他人的走访，以及未注明走访人身份的走访。没有登记专职网格员的区域不计算。"
excludes.en = "Visits by anybody else (part-time gridders, cadres, party members, volunteers) or by a visitor whose role is not given. An area without a registered full-time gridder has no value."
version = 1
*/
select
    area_code,
    visited_day as day,
    key_group,
    purpose,
    1 as numerator,
    file_id,
    row_number
from visits
where visitor_role = 'full_time_gridder'
