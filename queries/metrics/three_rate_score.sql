/*
key = "three_rate_score"
title = { zh = "三率综合得分", en = "Three-rate score" }
unit = "points"
unit_title = { zh = "分", en = "points" }
better = "up"
dataset = "issues"
order = 144
grain = "one row per issue and part of the score that it counts in"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "contacted_at", "called_back_at"]
aggregate = "weighted"
weights = { response_rate = 0.30, solved_rate = 0.35, satisfaction_rate = 0.35 }
optional = ["called_back_at", "resolved_at"]
additive = true
decimals = 1
scale = 100
definition.zh = "响应率、解决率、满意率按 0.30、0.35、0.35 加权的综合得分，满分 100 分。三率各按其定义计算，权重改变时版本号随之增加。"
definition.en = "Response rate, solved rate and satisfaction rate weighed 0.30, 0.35 and 0.35; 100 points at best. Each rate is as defined under its own name; other weights make another version."
formula.zh = "0.30 × 响应率 + 0.35 × 解决率 + 0.35 × 满意率"
formula.en = "0.30 × response rate + 0.35 × solved rate + 0.35 × satisfaction rate"
excludes.zh = "各率所不计的诉求。三率中有一率没有数据的，不计得分。"
excludes.en = "What each rate leaves out. Where one of the three has no data, there is no score."
version = 2
*/
with answers as (
    select
        area_code, channel, category, department, file_id, row_number,
        call_back_day as day, is_solved, is_satisfied
    from issues
    where not is_left_out and call_back_day is not null
),

parts as (
    select
        area_code, channel, category, department, file_id, row_number,
        contact_day as day, 'response_rate' as part, is_contacted as is_good
    from contacts
    union all
    select
        area_code, channel, category, department, file_id, row_number,
        day, 'solved_rate' as part, is_solved as is_good
    from answers
    union all
    select
        area_code, channel, category, department, file_id, row_number,
        day, 'satisfaction_rate' as part, is_satisfied as is_good
    from answers
)

select
    area_code, day, channel, category, department, part,
    case when is_good then 1 else 0 end as numerator, 1 as denominator,
    file_id, row_number
from parts
where is_good is not null
