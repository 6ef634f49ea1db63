/*
key = "rebound_cycles"
title = { zh = "反弹循环", en = "Rebound cycles" }
unit = "places"
unit_title = { zh = "处", en = "places" }
better = "down"
because = { zh = "同一处反复投诉说明没有真正解决。", en = "The same complaint again and again means that it was never really solved." }
dataset = "issues"
order = 183
grain = "one row per complaint within 30 days of a closing that followed the complaint before"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "resolved_at"]
aggregate = "frequent"
least = 3
lookback = { months = 12 }
additive = false
definition.zh = "截至期末的 12 个月内，同一地点（小区，没有小区的取所在网格，微网格并入网格）的同类诉求出现 3 次及以上“投诉—办结—再投诉”循环的处数。两次投诉之间有办结、且办结后 30 天内再次投诉的为一次循环，按再次投诉之日计；一次办结只算一次循环。一地有两类反弹计两处。"
definition.en = "Places (compound, else grid cell, micro-grids belonging to theirs) with three or more cycles of complaint, closing and complaint again in one category, in the 12 months before the end of the period. A cycle is two complaints with a closing between them, the second within 30 days of it, and counts on the day of the second; a closing makes one cycle at most. A place with two such categories counts twice."
formula.zh = "12 个月内循环达到 3 次的地点与类别的个数"
formula.en = "Number of places and categories with at least 3 cycles in 12 months"
excludes.zh = "重复件、已撤销的诉求；没有类别、或者小区和网格都没有的诉求；受理或办结时间有误的诉求。"
excludes.en = "Duplicates and cancelled issues; issues without a category, or with neither compound nor grid cell; faulty reporting or resolution times."
version = 2
*/
select
    area_code,
    reported_day as day,
    channel,
    category,
    department,
    matter as entity,
    file_id,
    row_number
from rebounds
where is_back
