/*
key = "rebound_rate"
title = { zh = "反弹率", en = "Rebound rate" }
unit = "percent"
better = "down"
dataset = "issues"
order = 180
grain = "one row per closed issue of which the 30 days have passed"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "resolved_at"]
additive = true
headline = true
decimals = 1
scale = 100
parameters = { days = 30 }
definition.zh = "办结满 30 天的诉求中，办结后 30 天内同一地点又有同类新诉求的比例。同一地点指同一小区，没有小区的指所在网格（微网格并入网格）。诉求多的地方即使无关也会碰上，所以应与“反弹率（随机预期）”一起看。办结满 30 天之日在期内的计入本期，所以数字一经得出不再变动。"
definition.en = "Of the issues whose 30 days after closing ended in the period, the share followed within those 30 days by a new issue of the same category at the same place: the compound, else the grid cell (micro-grids belong to theirs). Where many issues come in, some follow by chance, so it is read beside the rebound rate expected by chance. Counted on the day on which the 30 days end, so that a figure once given stays."
formula.zh = "30 天内反弹的办结件数 ÷ 满 30 天的办结件数 × 100"
formula.en = "Closed issues followed by a new one within 30 days ÷ closed issues whose 30 days have passed × 100"
excludes.zh = "重复件、已撤销的诉求；到数据截止时办结不满 30 天的诉求；没有类别、或者小区和网格都没有的诉求（只记到社区或街道的不算同一地点）；受理或办结时间有误的诉求。与办结同一时刻受理的不算反弹。"
excludes.en = "Duplicates and cancelled issues; issues closed less than 30 days before the end of the data; issues without a category, or with neither compound nor grid cell (a community or street is no place of one matter); faulty reporting or resolution times. An issue reported at the very moment of closing is no rebound."
version = 2
*/
select
    area_code,
    passed_day as day,
    channel,
    category,
    department,
    case when is_followed then 1 else 0 end as numerator,
    1 as denominator,
    file_id,
    row_number
from rebounds
where has_passed
