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
definition.zh = "办结满 30 天的诉求中，办结后 30 天内同一地点又有同类新诉求的比例。同一地点指同一小区，没有小区的指同一网格（或所记区域）。办结满 30 天之日在期内的计入本期，所以数字一经得出不再变动。"
definition.en = "Of the issues whose 30 days after closing ended in the period, the share followed within those 30 days by a new issue of the same category at the same place: the compound, else the grid cell or area on record. Counted on the day on which the 30 days end, so that a figure once given stays."
formula.zh = "30 天内反弹的办结件数 ÷ 满 30 天的办结件数 × 100"
formula.en = "Closed issues followed by a new one within 30 days ÷ closed issues whose 30 days have passed × 100"
excludes.zh = "重复件；到数据截止时办结不满 30 天的诉求；没有类别或没有地点的诉求；受理或办结时间有误的诉求。与办结同一时刻受理的不算反弹。"
excludes.en = "Duplicates; issues closed less than 30 days before the end of the data; issues without a category or place; faulty reporting or resolution times. An issue reported at the very moment of closing is no rebound."
version = 1
*/
with ends as (
    select system, max(last_known_at) as end_at
    from issues
    group by system
)

select
    area_code,
    cast(resolved_at + days * interval 1 day as date) as day,
    channel,
    category,
    department,
    case when is_followed then 1 else 0 end as numerator,
    1 as denominator,
    file_id,
    row_number
from rebounds
join ends on ends.system = rebounds.system
where is_closing = 1
    and date_diff('second', moment, end_at) >= 86400 * days
