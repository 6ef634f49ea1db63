/*
key = "dispatch_accuracy"
title = { zh = "准确派遣率", en = "Dispatch accuracy" }
unit = "percent"
better = "up"
dataset = "issues"
order = 145
grain = "one row per dispatch"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["dispatched_at"]
reach = "record"
additive = true
decimals = 1
scale = 100
definition.zh = "期内派遣（吹哨）的诉求中，承办部门没有退单的比例。"
definition.en = "Of the issues dispatched to a department in the period, the share that was not returned."
formula.zh = "未退单的派遣数 ÷ 派遣数 × 100"
formula.en = "Dispatches not returned ÷ dispatches × 100"
excludes.zh = "重复件、已撤销的诉求；没有派遣的诉求；没有记录是否退单的派遣；派遣时间有误的诉求。"
excludes.en = "Duplicates and cancelled issues; issues that were not dispatched; dispatches of which no one recorded whether they were returned; faulty dispatch times."
version = 2
*/
select
    area_code,
    dispatched_day as day,
    channel,
    category,
    department,
    case when is_returned then 0 else 1 end as numerator,
    1 as denominator,
    file_id,
    row_number
from issues
where not is_left_out
    and not has_dispatch_fault
    and dispatched_at is not null
    and is_returned is not null
