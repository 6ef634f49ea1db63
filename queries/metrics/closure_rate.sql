/*
key = "closure_rate"
title = { zh = "结案率", en = "Closure rate" }
unit = "percent"
better = "up"
dataset = "issues"
order = 130
grain = "one row per issue due"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "due_at", "resolved_at"]
reach = "record"
settles = 30
alternatives = [["resolved_at", "status", "is_on_time_recorded"]]
additive = true
headline = true
decimals = 1
scale = 100
definition.zh = "办理时限在期内的诉求（应结）中，截至数据生成时已经办结（含逾期办结）的比例。延期件不从应结数中扣除。台账只记“已办结”而没有办结时间的也算办结。"
definition.en = "Of the issues due in the period, the share closed by the time of the data, late ones included. Deferred issues stay among those due. One that the ledger says is closed without a time is closed."
formula.zh = "已结案件数 ÷ 应结案件数 × 100"
formula.en = "Issues closed ÷ issues due in the period × 100"
excludes.zh = "重复件、已撤销的诉求；没有办理时限的诉求；已转办的诉求；办理时限或办结时间有误的诉求。分子、分母都不计。"
excludes.en = "Duplicates and cancelled issues; issues without a due time; issues referred elsewhere; issues with a fault in their due or resolution time. They are in neither numerator nor denominator."
version = 2
standard = "GB/T 30428.4"
*/
select
    area_code,
    due_day as day,
    channel,
    category,
    department,
    case when is_closed then 1 else 0 end as numerator,
    1 as denominator,
    file_id,
    row_number
from issues
where not is_left_out
    and not has_time_fault
    and due_at is not null
    and (is_closed or not has_left)
